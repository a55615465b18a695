import type { INode } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { createSandboxCredentials } from '../../tools/realN8n/credentials';
import { getExecution, listExecutions, nodeRun } from '../../tools/realN8n/executions';
import { hookWorkflow, postItems } from '../../tools/realN8n/hook';
import { silent } from '../../tools/realN8n/progress';
import { type QueueMode, startQueueMode } from '../../tools/realN8n/queueMode';
import { activateWorkflow, createWorkflow } from '../../tools/realN8n/workflows';
import { autoMap, by, formField, update } from '../workflow/parameters';
import { count, inSeconds } from './figures';
import { AT_ONCE } from './plan';
import { startProcess } from './processes';
import { tableOf } from './table';
import { FIELDS, itemOf, type Task } from './task';

/** Its name for `--only`. */
export const WORKERS = 'workers';

const ITEMS = 50_000;
const QUICK_ITEMS = 5_000;

/** Milliseconds that one execution may take. */
const STUCK = 30 * 60_000;

/** Blocks of so many milliseconds are printed. */
const WORTH_TELLING = 300;

/** The node at the end of the workflow. */
const LAST = 'Last';

interface Way {
	label: string;
	node: Pick<INode, 'type' | 'parameters'>;
	/** Whether n8n keeps the items of the execution, as it does by itself. */
	isKept: boolean;
}

const NO_OP = { type: 'n8n-nodes-base.noOp', parameters: {} };

const UPDATE = {
	type: 'n8n-nodes-adobe-campaign.adobeCampaignProfile',
	parameters: {
		authentication: 'accessToken',
		resource: 'profile',
		...update(by('id', '={{ $json.PKey }}'), autoMap(FIELDS.map((name) => formField(name))), {
			options: { maxConcurrency: AT_ONCE },
		}),
	},
};

const WAYS: readonly Way[] = [
	{ label: 'No Operation, execution not saved', node: NO_OP, isKept: false },
	{ label: 'No Operation', node: NO_OP, isKept: true },
	{ label: 'Adobe Campaign Profile: Update', node: UPDATE, isKept: true },
];

/** Milliseconds since 1970, and milliseconds. */
interface Block {
	end: number;
	length: number;
	/** So much of the length, at most, was not waiting for a processor. */
	computed: number;
}

interface Worked {
	/** Of the whole execution in the worker. */
	seconds: number;
	/** Of the last node; undefined where n8n has not kept it. */
	ofNode: number | undefined;
	/** The longest one, in milliseconds: at all, and while the last node had its turn. */
	longest: number;
	inNode: number | undefined;
}

export interface WorkersFigures {
	items: number;
	results: Array<{ way: Way; worked: Worked }>;
}

/** How long each way blocks the event loop of a worker, in n8n's queue mode, with a tenant without latency or limit. */
export async function measureWorkers(isQuick: boolean): Promise<WorkersFigures> {
	const items = isQuick ? QUICK_ITEMS : ITEMS;
	const folder = mkdtempSync(join(tmpdir(), 'bench-workers-'));
	const blocks = join(folder, 'blocks');
	writeFileSync(blocks, '');
	const finished: Array<{ id: string; at: number }> = [];
	const sandbox = await startProcess('server.ts', { items, admits: 0, latency: 0 });
	let queue: QueueMode | undefined;
	try {
		const task = await sandbox.hear<Task>();
		queue = await startQueueMode({
			report: silent,
			workers: 1,
			env: {
				NODE_OPTIONS: `--import ${pathToFileURL(join(__dirname, 'eventLoop.mjs')).href}`,
				BENCH_BLOCKS: blocks,
				// Megabytes of the webhook's body.
				N8N_PAYLOAD_SIZE_MAX: '64',
				// n8n 2 shows no execution of more than 100 MB by itself; here it says when the last node ran.
				EXECUTIONS_DATA_MAX_DISPLAY_SIZE: '0',
			},
			log: (line) => {
				const id = /Worker finished execution (\d+) /.exec(line)?.[1];
				if (id) finished.push({ id, at: Date.now() });
			},
		});
		// The first execution of a worker loads and compiles what the others use.
		await measured(queue, WAYS[0], { ...task, keys: task.keys.slice(0, 1000) }, finished, blocks);
		const results: WorkersFigures['results'] = [];
		for (const way of WAYS) {
			const worked = await measured(queue, way, task, finished, blocks);
			results.push({ way, worked });
			console.log(`${way.label}, ${count(items)} items: ${rowOf(worked, items).join(', ')}`);
		}
		return { items, results };
	} finally {
		await queue?.stop();
		sandbox.end();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function measured(
	{ main }: QueueMode,
	{ node, isKept }: Way,
	{ url, keys }: Task,
	finished: Array<{ id: string; at: number }>,
	file: string,
): Promise<Worked> {
	const path = `bench-${randomUUID()}`;
	const workflow = hookWorkflow(path, {
		...{ id: 'last', name: LAST, typeVersion: 1, position: [0, 0], ...node },
		credentials:
			node.type === NO_OP.type ? undefined : { adobeCampaignApi: { id: null, name: '' } },
	});
	const settings = {
		executionOrder: 'v1' as const,
		saveDataSuccessExecution: isKept ? ('all' as const) : ('none' as const),
	};
	const credentials = Object.values(await createSandboxCredentials(main.rest, url));
	const { id } = await createWorkflow(main.rest, { ...workflow, settings }, credentials);
	await activateWorkflow(main.rest, id);

	writeFileSync(file, '');
	const known = finished.length;
	await postItems(main.url, path, keys.map(itemOf));
	const started = Date.now();
	while (finished.length === known) {
		if (Date.now() - started > STUCK) throw new Error('The worker did not come to an end.');
		await wait(200);
	}
	const { id: execution, at } = finished[known];
	// n8n stores what it has done, and the last block is written, after the worker says that it has finished.
	await wait(2_000);
	const longestOf = (blocks: Block[]) => Math.max(0, ...blocks.map(({ length }) => length));
	const blocks = blocksIn(file);
	const seconds = (at - started) / 1000;
	if (!isKept) {
		const left = await listExecutions(main.rest, id);
		if (left.length > 0) throw new Error('n8n has kept an execution.');
		return { seconds, ofNode: undefined, longest: longestOf(blocks), inNode: undefined };
	}
	const run = await getExecution(main.rest, execution);
	if (run.status !== 'success') throw new Error(`The execution ended with "${run.status}".`);
	const { startTime, executionTime } = nodeRun(run, LAST);
	for (const { end, length, computed } of blocks.filter((block) => block.length > WORTH_TELLING)) {
		const [begin, after] = [end - length - startTime, end - startTime - executionTime];
		console.log(
			`  ${length} ms, ${computed} of them computing, begun ${begin} ms after the node began, ` +
				`ended ${after} ms after it ended`,
		);
	}
	const inNode = blocks.filter(
		({ end, length }) => end - length >= startTime && end <= startTime + executionTime,
	);
	return {
		seconds,
		ofNode: executionTime / 1000,
		longest: longestOf(blocks),
		inNode: longestOf(inNode),
	};
}

function blocksIn(file: string): Block[] {
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
	return lines.map((line) => {
		const [end, length, computed] = line.split(' ').map(Number);
		return { end, length, computed };
	});
}

export const WORKERS_HEAD = [
	'time',
	'of it in the last node',
	'items a second',
	'longest block',
	'of it in the last node',
];

function rowOf({ seconds, ofNode, longest, inNode }: Worked, items: number): string[] {
	const or = <T>(value: T | undefined, show: (value: T) => string) =>
		value === undefined ? '-' : show(value);
	return [
		inSeconds(seconds),
		or(ofNode, inSeconds),
		count(Math.round(items / seconds)),
		`${longest} ms`,
		or(inNode, (ms) => `${ms} ms`),
	];
}

export const workersRows = ({ items, results }: WorkersFigures): [string[], string[][]] => [
	[`${count(items)} items`, ...WORKERS_HEAD],
	results.map(({ way, worked }) => [way.label, ...rowOf(worked, items)]),
];

/** Everything, for a terminal. */
export const printedWorkers = (figures: WorkersFigures) => tableOf(...workersRows(figures));
