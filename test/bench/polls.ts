import { count, inSeconds } from './figures';
import { type Polled, type PollsJob, timesOf, type Way, WAYS } from './pollsPlan';
import { startProcess } from './processes';
import { tableOf } from './table';

/** Its name for `--only`. */
export const POLLS = 'polls';

/** Rows of the table, and of a small one for a quick look. */
const PEOPLE = 1_000_000;
const QUICK_PEOPLE = 100_000;

const DAY = 24 * 3_600_000;

export interface PollsFigures {
	people: number;
	results: Array<{ way: Way; changes: number; polled: Polled }>;
}

/** All ways in turn, each in a new process, with one sandbox: to make a million people takes it half a minute. */
export async function measurePolls(isQuick: boolean): Promise<PollsFigures> {
	const people = isQuick ? QUICK_PEOPLE : PEOPLE;
	const results: PollsFigures['results'] = [];
	const sandbox = await startProcess('server.ts', { items: people, admits: 0, hasKeys: false });
	try {
		const { url } = await sandbox.hear<{ url: string }>();
		let now = Date.now();
		for (const way of WAYS) {
			for (const changes of way.changes) {
				const { name, options } = way;
				const times = timesOf(changes);
				const polled = await measured({ name, options, changes, people, times, now }, url);
				now += (times + 1) * DAY;
				results.push({ way, changes, polled });
				console.log(
					`${way.label}, ${count(changes)} changes: ${rowOf(polled, changes).join(', ')}`,
				);
			}
		}
	} finally {
		sandbox.end();
	}
	return { people, results };
}

/** The one with the median time. */
async function measured(job: PollsJob, url: string): Promise<Polled> {
	const worker = await startProcess('pollsWorker.ts', { job, url });
	try {
		const results = await worker.hear<Polled[]>();
		return results.toSorted((one, other) => one.seconds - other.seconds)[results.length >> 1];
	} finally {
		worker.end();
	}
}

export const POLLS_HEAD = [
	'put out',
	'polls',
	'requests',
	'time',
	'CPU',
	'longest block',
	'memory',
	'to remember',
];

const inKilobytes = (characters: number) =>
	characters < 1e6
		? `${(characters / 1000).toFixed(characters < 10_000 ? 1 : 0)} KB`
		: `${(characters / 1e6).toFixed(0)} MB`;

function rowOf(polled: Polled, changes: number): string[] {
	const { found, isStopped, polls, requests, seconds, cpu, blocked, memory, state } = polled;
	const isShort = found < changes ? ` of ${count(changes)}` : '';
	return [
		isStopped ? 'stops' : `${count(found)}${isShort}`,
		String(polls),
		count(requests),
		inSeconds(seconds),
		inSeconds(cpu),
		`${blocked.toFixed(0)} ms`,
		`${Math.round(memory / 2 ** 20)} MB`,
		inKilobytes(state),
	];
}

/** A table for each number of changes, with all ways that were measured with it. */
export function pollsTables({ people, results }: PollsFigures): Array<[string[], string[][]]> {
	const sizes = [...new Set(results.map(({ changes }) => changes))];
	return sizes.map((size) => [
		[`${count(size)} of ${count(people)} have changed`, ...POLLS_HEAD],
		results
			.filter(({ changes }) => changes === size)
			.map(({ way, changes, polled }) => [way.label, ...rowOf(polled, changes)]),
	]);
}

/** Everything, for a terminal. */
export const printedPolls = (figures: PollsFigures) =>
	pollsTables(figures)
		.map(([head, rows]) => tableOf(head, rows))
		.join('\n\n');
