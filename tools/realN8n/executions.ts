import { parse } from 'flatted';
import type { IDataObject, IRunExecutionData, ITaskData } from 'n8n-workflow';
import { setTimeout as wait } from 'node:timers/promises';

import type { RestClient } from './rest';
import { getWorkflow } from './workflows';

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: 'new' | 'running' | 'waiting' | 'success' | 'error' | 'canceled' | 'crashed' | 'unknown';
	/** "manual" after a click on "Execute workflow", "trigger" after its own trigger. */
	mode: string;
}

export interface Execution extends ExecutionSummary {
	/** What happened, by node name under `resultData.runData`. */
	data: IRunExecutionData;
}

/** Milliseconds. */
const RUN_TIMEOUT = 60_000;

/**
 * Runs a workflow as the editor's "Execute workflow" does, and waits for the end.
 *
 * @param trigger the name of the node to start from; default the first one that is a trigger by type
 * @param received the trigger's output, such as the chat's message; default: the trigger's own
 */
export async function runWorkflow(
	rest: RestClient,
	workflowId: string,
	trigger?: string,
	received?: IDataObject,
): Promise<Execution> {
	const workflow = await getWorkflow(rest, workflowId);
	const name = trigger ?? workflow.nodes.find(({ type }) => /trigger$/i.test(type))?.name;
	// n8n 2 takes the workflow from its database, n8n 1 from the request.
	const data = received && triggerRun(received);
	const body = { workflowData: workflow, triggerToStartFrom: { name, data } };
	const path = `/rest/workflows/${workflowId}/run`;
	const { executionId } = await rest.request<{ executionId: string }>('POST', path, body);
	return await finishedExecution(rest, executionId);
}

/** A run of a trigger as n8n's editor hands it over. */
const triggerRun = (json: IDataObject): ITaskData => ({
	startTime: Date.now(),
	executionTime: 0,
	executionIndex: 0,
	executionStatus: 'success',
	source: [],
	data: { main: [[{ json }]] },
});

/** A workflow's executions that n8n has stored, the newest first. */
export async function listExecutions(
	rest: RestClient,
	workflowId: string,
): Promise<ExecutionSummary[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await rest.request<{ results: ExecutionSummary[] }>(
		'GET',
		`/rest/executions?filter=${filter}&limit=50`,
	);
	return results;
}

export async function getExecution(rest: RestClient, id: string): Promise<Execution> {
	const found = await rest.request<ExecutionSummary & { data: string }>(
		'GET',
		`/rest/executions/${id}`,
	);
	// n8n stores and sends it as "flatted", a form of JSON that writes repeated values once.
	return { ...found, data: parse(found.data) as IRunExecutionData };
}

/**
 * Waits for a workflow to be run by its own trigger, and for that run to end.
 *
 * @param known ids of executions that are left out
 */
export async function nextExecution(
	rest: RestClient,
	workflowId: string,
	known: string[] = [],
): Promise<Execution> {
	const found = await until(`workflow ${workflowId} did not run`, async () => {
		const executions = await listExecutions(rest, workflowId);
		return executions.find(({ id }) => !known.includes(id));
	});
	return await finishedExecution(rest, found.id);
}

/** The last run of a node in an execution. */
export function nodeRun({ data }: Execution, node: string): ITaskData {
	const runs = data.resultData.runData[node];
	if (!runs) throw new Error(`"${node}" did not run: ${data.resultData.error?.message ?? ''}`);
	return runs[runs.length - 1];
}

/** The items of a node's output (0, or 1 for the error output). */
export function itemsOf(execution: Execution, node: string, output = 0): object[] {
	const items = nodeRun(execution, node).data?.main?.[output] ?? [];
	return items.map(({ json }) => json);
}

/** The text of a file in a node's first item. */
export async function fileOf(
	rest: RestClient,
	execution: Execution,
	node: string,
	property = 'data',
): Promise<{ name?: string; text: string }> {
	const file = nodeRun(execution, node).data?.main?.[0]?.[0].binary?.[property];
	if (!file) throw new Error(`"${node}" gave no file "${property}".`);
	// n8n stores files beside its database, and before 2.0 in it.
	const text = file.id
		? await rest.download(`/rest/binary-data?id=${encodeURIComponent(file.id)}&action=download`)
		: Buffer.from(file.data, 'base64').toString();
	return { name: file.fileName, text };
}

async function finishedExecution(rest: RestClient, id: string): Promise<Execution> {
	return await until(`execution ${id} did not end`, async () => {
		const execution = await getExecution(rest, id);
		const hasEnded = !['new', 'running'].includes(execution.status);
		// n8n 1 stores that a run has ended a moment before what happened in it (seen with 1.123).
		return hasEnded && execution.data !== undefined ? execution : undefined;
	});
}

async function until<T>(otherwise: string, look: () => Promise<T | undefined>): Promise<T> {
	const deadline = Date.now() + RUN_TIMEOUT;
	while (Date.now() < deadline) {
		const found = await look();
		if (found !== undefined) return found;
		await wait(200);
	}
	throw new Error(`In ${RUN_TIMEOUT / 1000} s ${otherwise}.`);
}
