import { randomUUID } from 'node:crypto';

import type { INodeParameters, IWorkflowSettings } from 'n8n-workflow';

import { startSandbox } from '../../sandbox/server';
import type { OrganizationControl } from '../../sandbox/control';
import { CleanUp } from '../../tools/realN8n/cleanUp';
import { createSandboxCredentials, type SavedCredential } from '../../tools/realN8n/credentials';
import { type ExecutionSummary, listExecutions } from '../../tools/realN8n/executions';
import { hookWorkflow, postItems } from '../../tools/realN8n/hook';
import { silent } from '../../tools/realN8n/progress';
import { type QueueMode, startQueueMode, whatIsMissing } from '../../tools/realN8n/queueMode';
import { createWorkflow } from '../../tools/realN8n/workflows';
import { eventually } from './eventually';
import { publish } from './watching';

/** Seconds that executions may take, on a busy machine, or to be given up by n8n after a worker has died. */
const PATIENCE = 150;

/** So that another worker notices a worker's death within twenty seconds; by itself it takes up to a minute and a half. */
const QUICK_STALLED_CHECK = {
	// Long enough for a worker that is only busy: n8n gives up what it does when it does not renew its lock.
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

/**
 * A suite of tests in queue mode. A machine without Redis or PostgreSQL leaves it out and says so; continuous integration has
 * both, so there it fails instead.
 */
export function describeInQueueMode(name: string, suite: () => void): void {
	const missing = process.env.CI ? undefined : whatIsMissing();
	if (missing === undefined) return describe(name, suite);
	// Jest shows nothing that is written to the console of a suite that is left out.
	process.stderr.write(`Left out: ${name}.\n${missing}\n`);
	describe.skip(name, suite);
}

/** A published workflow: a webhook, whose items go through one node of ours, named "Campaign". */
export interface Hook {
	id: string;
	/** Starts an execution with these items; n8n answers before it runs. */
	post(items: object[]): Promise<void>;
}

/** n8n's queue mode, with a sandbox. */
export interface Queued {
	queue: QueueMode;
	campaign: OrganizationControl;
	/** For the sandbox. */
	credentials: SavedCredential[];
	/** @param type of the node, in this package */
	hook(type: string, parameters: INodeParameters, settings?: IWorkflowSettings): Promise<Hook>;
	/** Waits for so many executions of a workflow, and for all of them to end. */
	executions(workflowId: string, count: number): Promise<ExecutionSummary[]>;
	/** The workers that have begun an execution, in order: "worker 1". */
	begunBy(executionId: string): string[];
	/** The workers that have come to an execution's end. */
	finishedBy(executionId: string): string[];
	stop(): Promise<void>;
}

/** @param workers how many to begin with */
export async function startQueued(workers: number, version?: string): Promise<Queued> {
	const cleanUp = new CleanUp();
	const printed: Array<{ line: string; name: string }> = [];
	try {
		const sandbox = await startSandbox();
		cleanUp.add(() => sandbox.close());
		const queue = await startQueueMode({
			version,
			workers,
			env: QUICK_STALLED_CHECK,
			report: silent,
			log: (line, name) => printed.push({ line, name }),
		});
		cleanUp.add(() => queue.stop());
		const { rest } = queue.main;
		const credentials = Object.values(await createSandboxCredentials(rest, sandbox.url));
		const thatPrinted = (words: string) =>
			printed.filter(({ line }) => line.includes(words)).map(({ name }) => name);
		return {
			queue,
			campaign: sandbox.organization('sandbox'),
			credentials,
			hook: (...hook) => openHook(queue, credentials, ...hook),
			executions: (id, count) => endedExecutions(queue, id, count),
			begunBy: (id) => thatPrinted(`Worker started execution ${id} `),
			finishedBy: (id) => thatPrinted(`Worker finished execution ${id} `),
			stop: () => cleanUp.run(),
		};
	} catch (error) {
		await cleanUp.run();
		throw error;
	}
}

async function openHook(
	{ main }: QueueMode,
	credentials: SavedCredential[],
	type: string,
	parameters: INodeParameters,
	settings?: IWorkflowSettings,
): Promise<Hook> {
	// n8n refuses a second webhook with the same address.
	const path = `items-${randomUUID()}`;
	const workflow = hookWorkflow(path, {
		...{ id: 'campaign', name: 'Campaign', typeVersion: 1, position: [0, 0] },
		type: `n8n-nodes-adobe-campaign.${type}`,
		parameters: { authentication: 'accessToken', ...parameters },
		credentials: { adobeCampaignApi: { id: null, name: '' } },
	});
	const { id } = await createWorkflow(main.rest, { ...workflow, settings }, credentials);
	expect(await publish(main, id)).toBe('');
	return { id, post: (items) => postItems(main.url, path, items) };
}

async function endedExecutions(
	queue: QueueMode,
	workflowId: string,
	count: number,
): Promise<ExecutionSummary[]> {
	return await eventually(async () => {
		const executions = await listExecutions(queue.main.rest, workflowId);
		const statuses = executions.map(({ status }) => status);
		if (statuses.length < count || statuses.some((one) => one === 'new' || one === 'running')) {
			throw new Error(`Executions that have not ended: ${statuses.join(', ')}.`);
		}
		return executions;
	}, PATIENCE);
}
