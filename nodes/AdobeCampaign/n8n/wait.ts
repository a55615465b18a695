import { sleep } from 'n8n-workflow';

/** Milliseconds that only go forward, for waits and ages. The system's own clock can be set, back as well as forward. */
export const elapsed = () => performance.now();

/** Waits for a promise, but not longer than until the run is stopped. */
async function untilStopped(waiting: Promise<unknown>, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) return;
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => {
		stop = resolve;
	});
	signal?.addEventListener('abort', stop);
	await Promise.race([waiting, stopped]).finally(() => signal?.removeEventListener('abort', stop));
}

/**
 * Waits, but not longer than until the run is stopped. (n8n-workflow's own `sleepWithAbort` is gone since 2.34.)
 *
 * @param ms milliseconds
 */
export const pauseFor = async (ms: number, signal?: AbortSignal) =>
	await untilStopped(sleep(ms), signal);

/** How long a loop may keep n8n's event loop busy, in milliseconds: everything else in n8n waits meanwhile, the Stop button too. */
const LONGEST_SLICE_MS = 20;

/** Gives the event loop back to n8n now and then during a long loop. Costs about a millisecond each time. */
export class TimeSlice {
	private since = elapsed();

	async yieldIfOver(): Promise<void> {
		if (elapsed() - this.since < LONGEST_SLICE_MS) return;
		await sleep(0);
		this.since = elapsed();
	}
}

/** Work of one key runs one at a time, in the order in which it was asked for. */
export class Turns {
	/** By key: resolves when the last work that was asked for, and all before it, has ended. */
	private readonly last = new Map<string, Promise<void>>();

	/**
	 * Runs `work` in its turn, or at once when the run is stopped.
	 *
	 * @param work its failure is returned to its caller; the next turn comes all the same
	 */
	async take<T>(key: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		const before = this.last.get(key) ?? Promise.resolve();
		const working = untilStopped(before, signal).then(work);
		const done = Promise.all([before, working.catch(() => undefined)]).then(() => {
			if (this.last.get(key) === done) this.last.delete(key);
		});
		this.last.set(key, done);
		return await working;
	}
}
