import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType, INodeTypeDescription, INodeTypes } from 'n8n-workflow';
import { NodeHelpers, UserError } from 'n8n-workflow';

import { coreNodes } from './coreNodes';
import { oAuth2Api } from './oAuth2Api';

/** An n8n node package, loaded as n8n loads it. */
export interface LoadedPackage {
	name: string;
	version: string;
	/** By real type name, `<package>.<node>`; the core nodes of coreNodes.ts are among them. */
	nodeTypes: INodeTypes;
	/** By name, with `oAuth2Api` beside the package's own. Throws for an unknown name. */
	credentialType(name: string): ICredentialType;
	/** What n8n sends to its editor: icons are URLs by now, and the codex is merged in. */
	nodeDescriptions: INodeTypeDescription[];
	credentialTypes: ICredentialType[];
}

/**
 * Loads a package with n8n-core's own loader: its package.json names the files, and what is loaded
 * is its dist.
 *
 * @param directory a package's root: this repository after a build, or an unpacked tarball
 */
export async function loadPackage(directory: string): Promise<LoadedPackage> {
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();

	const nodes: Record<string, INodeType> = { ...coreNodes };
	for (const [name, { type }] of Object.entries(loader.nodeTypes)) {
		nodes[`${loader.packageName}.${name}`] = NodeHelpers.getVersionedNodeType(type);
	}
	const credentialTypes = loader.types.credentials;
	return {
		name: loader.packageName,
		version: loader.packageJson.version,
		nodeTypes: nodeTypesFrom(nodes),
		credentialType: (name) => credentialTypeNamed(name, credentialTypes),
		nodeDescriptions: loader.types.nodes,
		credentialTypes,
	};
}

function nodeTypesFrom(nodes: Record<string, INodeType>): INodeTypes {
	const find = (name: string) => {
		const node = nodes[name];
		if (!node) throw new UserError(`Unrecognized node type: ${name}`);
		return node;
	};
	return {
		getByName: find,
		getByNameAndVersion: find,
		getKnownTypes: () => Object.fromEntries(Object.keys(nodes).map((name) => [name, {}])),
	};
}

function credentialTypeNamed(name: string, own: ICredentialType[]): ICredentialType {
	const found = [oAuth2Api, ...own].find((type) => type.name === name);
	if (!found) throw new UserError(`Unrecognized credential type: ${name}`);
	return found;
}
