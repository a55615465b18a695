import type { INode } from 'n8n-workflow';
import { setTimeout as wait } from 'node:timers/promises';

import type { WorkflowFile } from '../engine/workflow';

/** Milliseconds within which n8n opens a webhook after it has published the workflow. */
const OPENS_WITHIN = 30_000;

/** A workflow that passes the items of what a webhook receives to one node. n8n answers before it runs. */
export function hookWorkflow(path: string, node: INode): WorkflowFile {
	const place = { position: [0, 0] as [number, number] };
	const nodes: INode[] = [
		{
			...{ ...place, id: 'hook', name: 'Hook', type: 'n8n-nodes-base.webhook', typeVersion: 2 },
			parameters: { path, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
			webhookId: path,
		},
		{
			...{ ...place, id: 'items', name: 'Items', type: 'n8n-nodes-base.splitOut', typeVersion: 1 },
			parameters: { fieldToSplitOut: 'body.items', options: {} },
		},
		node,
	];
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	return { name: path, nodes, connections: { Hook: to('Items'), Items: to(node.name) } };
}

/**
 * Starts an execution of such a workflow.
 *
 * @param url of n8n
 * @throws when n8n refuses, or answers 404 for half a minute: n8n 2 does so for a moment after it has published
 */
export async function postItems(url: string, path: string, items: object[]): Promise<void> {
	const deadline = Date.now() + OPENS_WITHIN;
	const body = JSON.stringify({ items });
	const headers = { 'content-type': 'application/json' };
	for (;;) {
		const { ok, status } = await fetch(`${url}/webhook/${path}`, { method: 'POST', headers, body });
		if (ok) return;
		if (status !== 404 || Date.now() > deadline) throw new Error(`The webhook answered ${status}.`);
		await wait(200);
	}
}
