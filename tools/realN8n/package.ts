import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CleanUp } from './cleanUp';
import { root } from './root';
import { run, runNpm } from './run';
import { newFolder } from './userFolder';

export interface NodePackage {
	name: string;
	version: string;
	/** Its root: package.json and dist. */
	folder: string;
}

/** A package as a tarball holds it, in a folder of its own. */
export interface PackedPackage extends NodePackage {
	/** The file that `npm pack` made. */
	tarball: string;
}

/**
 * Packs a package as `npm publish` would, and unpacks that. Build it first: what is packed is dist.
 *
 * @param from the repository
 */
export async function pack(from: string, cleanUp: CleanUp): Promise<PackedPackage> {
	const folder = newFolder('packed-', cleanUp);
	const flags = ['--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder];
	const packed = await runNpm(['pack', ...flags], { cwd: from });
	if (!packed.ok) throw new Error(`${packed.lastLines}\n\nThe package could not be packed.`);
	const [{ filename }] = JSON.parse(packed.output) as Array<{ filename: string }>;
	const unpacked = await run('tar', ['-xzf', filename], { cwd: folder });
	if (!unpacked.ok) throw new Error(`${unpacked.lastLines}\n\n${filename} could not be unpacked.`);
	const unpackedFolder = join(folder, 'package');
	return {
		...readManifest(unpackedFolder),
		folder: unpackedFolder,
		tarball: join(folder, filename),
	};
}

/**
 * Puts a package where n8n puts a community package, for the next start: unpacked under
 * `.n8n/nodes/node_modules`, and named in `.n8n/nodes/package.json`.
 *
 * Why not through n8n's own page or REST route: they take a name and fetch that from npm's registry, which has to be imitated
 * (registry.ts) and takes longer. They
 * run `npm pack`, unpack into the same place, take the development, peer and optional dependencies
 * out of package.json, `npm install` the others (this package has no others), and write a row into the table
 * behind the page Settings > Community nodes (n8n, community-packages.service). Loading looks at the
 * folder, not at the row. So the only difference is that the page does not list the package.
 */
export function installPackage(packed: NodePackage, userFolder: string): NodePackage {
	const folder = nameInstalled(packed, userFolder);
	rmSync(folder, { recursive: true, force: true });
	cpSync(packed.folder, folder, { recursive: true });
	withoutOtherDependencies(join(folder, 'package.json'));
	return { name: packed.name, version: packed.version, folder };
}

/** Packs this repository's package and installs it. */
export async function installThisPackage(userFolder: string): Promise<NodePackage> {
	const cleanUp = new CleanUp();
	try {
		return installPackage(await pack(root, cleanUp), userFolder);
	} finally {
		await cleanUp.run();
	}
}

/**
 * Names a package as installed in the n8n of a user folder.
 *
 * @returns where n8n will look for it
 */
export function nameInstalled(
	{ name, version }: Pick<NodePackage, 'name' | 'version'>,
	userFolder: string,
): string {
	const nodes = join(userFolder, '.n8n', 'nodes');
	mkdirSync(nodes, { recursive: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
	writeFileSync(join(nodes, 'package.json'), JSON.stringify(manifest, null, 2));
	return join(nodes, 'node_modules', name);
}

function withoutOtherDependencies(file: string): void {
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[kind];
	}
	writeFileSync(file, JSON.stringify(manifest, null, 2));
}

/** Name and version of the package in a folder. */
export function readManifest(folder: string): Pick<NodePackage, 'name' | 'version'> {
	const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	return { name, version };
}
