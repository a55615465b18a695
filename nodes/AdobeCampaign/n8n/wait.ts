import { sleep } from 'n8n-workflow';

/** Waits for something, but not longer than until the run is stopped. */
export async function untilStopped(waiting: Promise<unknown>, signal?: AbortSignal): Promise<void> {
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
