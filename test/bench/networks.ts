import { count, inSeconds } from './figures';
import type { Carried } from './farAway';
import { jobs, type NetworkJob, type NetworkResult, type Reached, timesOf } from './networksPlan';
import type { Own, Seen } from './plan';
import { startProcess } from './processes';
import { tableOf } from './table';
import type { Task } from './task';

/** Its name for `--only`. */
export const NETWORKS_PART = 'networks';

/** Each network with each 'Max Concurrency'. */
export async function measureNetworks(isQuick: boolean): Promise<NetworkResult[]> {
	const results: NetworkResult[] = [];
	const started = performance.now();
	for (const job of jobs(isQuick)) {
		const repeated: NetworkResult[] = [];
		for (let time = 0; time < timesOf(isQuick); time += 1) {
			const result = await measured(job);
			repeated.push(result);
			const sofar = inSeconds((performance.now() - started) / 1000);
			console.log(`${rowOf(result).join(', ')}  [${sofar} so far]`);
		}
		const sorted = repeated.toSorted((one, other) => one.seconds - other.seconds);
		results.push(sorted[sorted.length >> 1]);
	}
	return results;
}

/** Server, network and worker in processes of their own. */
async function measured(job: NetworkJob): Promise<NetworkResult> {
	const { network, atOnce, items } = job;
	const sandbox = await startProcess('server.ts', { items });
	try {
		const { url, keys } = await sandbox.hear<Task>();
		const between = await startProcess('networkServer.ts', { url, network });
		try {
			const reached = await between.hear<Reached>();
			const work = { url: reached.url, keys, name: 'auto', atOnce };
			const worker = await startProcess('worker.ts', work, reached.env);
			try {
				const own = await worker.hear<Own>();
				const [carried] = await Promise.all([between.hear<Carried>(), between.say('done')]);
				const [{ requests }] = await Promise.all([sandbox.hear<Seen>(), sandbox.say('done')]);
				return { ...job, ...own, ...carried, requests };
			} finally {
				worker.end();
			}
		} finally {
			between.end();
		}
	} finally {
		sandbox.end();
	}
}

const HEAD = [
	'Round trip, connection, Max Concurrency',
	'items',
	'time',
	'requests a second',
	'connections',
	'lost',
	'cut',
	'failed',
	'CPU per item',
];

function rowOf(result: NetworkResult): string[] {
	const { network, atOnce, items, seconds, requests, connections, lost, cut, failed, cpu } = result;
	return [
		`${network.label}, ${atOnce}`,
		count(items),
		inSeconds(seconds),
		(requests / seconds).toFixed(1),
		count(connections),
		count(lost),
		count(cut),
		count(failed),
		`${((1000 * cpu) / items).toFixed(1)} ms`,
	];
}

export const networksRows = (results: readonly NetworkResult[]): [string[], string[][]] => [
	HEAD,
	results.map(rowOf),
];

/** Everything, for a terminal. */
export const printedNetworks = (results: readonly NetworkResult[]) =>
	tableOf(...networksRows(results));
