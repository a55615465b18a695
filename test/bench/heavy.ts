import { inSeconds } from './figures';
import type { Own } from './plan';
import { startProcess } from './processes';
import { tableOf } from './table';
import type { Task } from './task';

/** Its name for `--only`. */
export const HEAVY = 'heavy';

/** Work that is more computing than waiting: what it takes must grow with the items and no faster, and never hold n8n up. */
export interface HeavyJob {
	what: 'oneProfile' | 'liveFields' | 'storedForm';
	label: string;
	items: number;
}

/** Seen on a real tenant. */
const MANY_FIELDS = 412;

const JOBS: HeavyJob[] = [
	{ what: 'oneProfile', label: 'Get, one profile by expression', items: 2_000 },
	{ what: 'oneProfile', label: 'Get, one profile by expression', items: 8_000 },
	{ what: 'storedForm', label: `${MANY_FIELDS} fields, those of the form`, items: 500 },
	{ what: 'liveFields', label: `${MANY_FIELDS} fields, those of the instance`, items: 500 },
	{ what: 'liveFields', label: `${MANY_FIELDS} fields, those of the instance`, items: 2_000 },
];

async function measured(job: HeavyJob): Promise<Own> {
	const people = job.what === 'oneProfile' ? 1 : job.items;
	const fields = job.what === 'oneProfile' ? 0 : MANY_FIELDS;
	const sandbox = await startProcess('server.ts', { items: people, admits: 0, latency: 0, fields });
	try {
		const task = await sandbox.hear<Task>();
		const worker = await startProcess('heavyWorker.ts', { ...task, job });
		try {
			return await worker.hear<Own>();
		} finally {
			worker.end();
		}
	} finally {
		sandbox.end();
	}
}

/** What each of these jobs takes, and how long it blocks the event loop. */
export async function heavyTable(): Promise<string> {
	const rows: string[][] = [];
	for (const job of JOBS) {
		const { seconds, cpu, blocked, failed } = await measured(job);
		const perItem = ((1000 * cpu) / job.items).toFixed(2);
		rows.push([
			`${job.label}, ${job.items} items`,
			inSeconds(seconds),
			`${perItem} ms`,
			`${blocked.toFixed(0)} ms`,
			String(failed),
		]);
		console.log(`${job.label}, ${job.items} items: ${perItem} ms an item`);
	}
	return tableOf(['no latency', 'time', 'CPU per item', 'longest block', 'failed'], rows);
}
