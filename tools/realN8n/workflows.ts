import type { IPinData } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { WorkflowFile } from '../engine/workflow';
import type { SavedCredential } from './credentials';
import type { RestClient } from './rest';

/** A file to be imported. In a manual run n8n uses the pinned data of a node instead of running it. */
export type ImportedFile = WorkflowFile & { pinData?: IPinData };

export interface SavedWorkflow {
	id: string;
	name: string;
	/** Changes with each save; activating names the version that is meant. */
	versionId: string;
	nodes: WorkflowFile['nodes'];
	connections: WorkflowFile['connections'];
	active: boolean;
}

/**
 * Saves a workflow, as the editor does after an import. A node's credential without an id is looked
 * up by its type among `credentials`.
 */
export async function createWorkflow(
	rest: RestClient,
	{ name, nodes, connections, settings = { executionOrder: 'v1' }, pinData }: ImportedFile,
	credentials: SavedCredential[] = [],
): Promise<SavedWorkflow> {
	const body = {
		name,
		nodes: nodes.map((node) => withCredentials(node, credentials)),
		connections,
		settings,
		pinData,
		active: false,
	};
	return await rest.request('POST', '/rest/workflows', body);
}

/** Saves every workflow of a folder of JSON files. Returns the one with the fewest nodes first, for beginners. */
export async function importWorkflows(
	rest: RestClient,
	folder: string,
	credentials: SavedCredential[],
): Promise<SavedWorkflow[]> {
	const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
	const saved: SavedWorkflow[] = [];
	for (const file of files.sort()) {
		const workflow = JSON.parse(readFileSync(join(folder, file), 'utf8')) as ImportedFile;
		saved.push(await createWorkflow(rest, workflow, credentials));
	}
	return saved.sort((a, b) => a.nodes.length - b.nodes.length);
}

export async function getWorkflow(rest: RestClient, id: string): Promise<SavedWorkflow> {
	return await rest.request('GET', `/rest/workflows/${id}`);
}

/** Saves other nodes, as the editor does. What is published stays as it is. */
export async function saveNodes(
	rest: RestClient,
	id: string,
	change: (node: Node) => Node,
): Promise<void> {
	const { versionId, nodes, connections } = await getWorkflow(rest, id);
	const body = { versionId, connections, nodes: nodes.map(change) };
	await rest.request('PATCH', `/rest/workflows/${id}`, body);
}

/** Switches a workflow on, so that its triggers run it. n8n 2 calls it "publish". */
export async function activateWorkflow(rest: RestClient, id: string): Promise<void> {
	const { versionId } = await getWorkflow(rest, id);
	await rest.request('POST', `/rest/workflows/${id}/activate`, { versionId });
}

export async function deactivateWorkflow(rest: RestClient, id: string): Promise<void> {
	await rest.request('POST', `/rest/workflows/${id}/deactivate`, {});
}

type Node = WorkflowFile['nodes'][number];

function withCredentials(node: Node, saved: SavedCredential[]): Node {
	if (!node.credentials) return node;
	const resolved = Object.entries(node.credentials).map(([type, reference]) => {
		const found = reference.id ? undefined : saved.find((candidate) => candidate.type === type);
		return [type, found ? { id: found.id, name: found.name } : reference];
	});
	return { ...node, credentials: Object.fromEntries(resolved) as Node['credentials'] };
}
