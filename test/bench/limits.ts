import { count, inSeconds } from './figures';
import {
	failedOf,
	type LimitsFigures,
	mean,
	ofLimit,
	refusedPercent,
	secondsOf,
	spreadOf,
} from './limitsFigures';
import {
	isSlow,
	jobsOf,
	LIMITED,
	type LimitedJob,
	type LimitedResult,
	type LimitedServer,
	timesOf,
} from './limitsPlan';
import { limitsTargets } from './limitsTargets';
import type { Own, Seen } from './plan';
import { startProcess } from './processes';
import { tableOf, targetsTable } from './table';
import type { Task } from './task';

/** Its name for `--only`. */
export const LIMITS = 'limits';

/** All servers with a rule of their own, and what the node makes of them. */
export async function measureLimits(isQuick: boolean): Promise<LimitsFigures> {
	const started = performance.now();
	const measureOne = async (server: LimitedServer): Promise<LimitsFigures> => {
		const jobs = jobsOf(server, isQuick);
		const times = jobs.map((job) => (isQuick ? 1 : timesOf(job)));
		const figures: LimitsFigures = jobs.map(() => []);
		// By turns: what else the computer does falls on the node and on the bare helper alike.
		for (let time = 0; time < Math.max(...times); time += 1) {
			for (const [index, job] of jobs.entries()) {
				if (time >= times[index]) continue;
				const result = await measured(job);
				figures[index].push(result);
				const sofar = inSeconds((performance.now() - started) / 1000);
				console.log(`${rowOf([result]).join(', ')}  [${sofar} so far]`);
			}
		}
		return figures;
	};
	// Who waits for a slow server leaves the computer to others: those are measured side by side.
	const slow = await Promise.all(LIMITED.filter(isSlow).map(measureOne));
	const others: LimitsFigures[] = [];
	for (const server of LIMITED) if (!isSlow(server)) others.push(await measureOne(server));
	return [...slow, ...others].flat();
}

/** In processes of their own, of which those that work begin together. */
async function measured(job: LimitedJob): Promise<LimitedResult> {
	const { server, items, contender } = job;
	const { settings, processes, atOnce } = server;
	const sandbox = await startProcess('server.ts', { items, settings });
	try {
		const { url, keys } = await sandbox.hear<Task>();
		const share = Math.ceil(items / processes);
		const workers = await Promise.all(
			Array.from({ length: processes }, async (_, index) => {
				const own = keys.slice(index * share, (index + 1) * share);
				const work = { url, keys: own, name: contender, atOnce, waits: true };
				return await startProcess('worker.ts', work);
			}),
		);
		try {
			await Promise.all(workers.map(async (worker) => await worker.hear<'ready'>()));
			const own = await Promise.all(
				workers.map(async (worker) => {
					const [result] = await Promise.all([worker.hear<Own>(), worker.say('go')]);
					return result;
				}),
			);
			const [seen] = await Promise.all([sandbox.hear<Seen>(), sandbox.say('done')]);
			return { ...job, own, seen };
		} finally {
			for (const worker of workers) worker.end();
		}
	} finally {
		sandbox.end();
	}
}

const BARE = ": n8n's bare request helper";

export const LIMITS_HEAD = [
	'This node, Map Automatically',
	'time',
	'of limit',
	'refused',
	'failed',
	'in flight',
	'slowest / fastest',
	'CPU per item',
];

function rowOf(results: readonly LimitedResult[]): string[] {
	const [{ server, items, contender }] = results;
	const or = (value: number | undefined) => value?.toFixed(2) ?? '-';
	const spreads = results.map(spreadOf).filter((spread) => spread !== undefined);
	const cpu = ({ own }: LimitedResult) => own.reduce((sum, one) => sum + one.cpu, 0);
	return [
		`${server.label}, ${count(items)} items${contender === 'floor' ? BARE : ''}`,
		inSeconds(mean(results.map(secondsOf))),
		or(ofLimit(results)),
		`${refusedPercent(results).toFixed(1)}%`,
		count(Math.round(mean(results.map(failedOf)))),
		String(Math.max(...results.map(({ seen }) => seen.inFlight))),
		or(spreads.length > 0 ? mean(spreads) : undefined),
		`${((1000 * mean(results.map(cpu))) / items).toFixed(1)} ms`,
	];
}

export const limitsRows = (figures: LimitsFigures): [string[], string[][]] => [
	LIMITS_HEAD,
	figures.map(rowOf),
];

/** Everything, for a terminal. */
export const printedLimits = (figures: LimitsFigures) =>
	[tableOf(...limitsRows(figures)), targetsTable(limitsTargets(figures))].join('\n\n');
