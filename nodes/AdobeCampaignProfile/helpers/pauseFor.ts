import { sleep } from 'n8n-workflow';

/**
 * Waits, but not longer than until the run is stopped. (n8n-workflow's own `sleepWithAbort` is gone since 2.34.)
 *
 * @param ms milliseconds
 */
export async function pauseFor(ms: number, signal?: AbortSignal): Promise<void> {
	if (!signal) return await sleep(ms);
	if (signal.aborted) return;
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => {
		stop = resolve;
	});
	signal.addEventListener('abort', stop);
	await Promise.race([sleep(ms), stopped]);
	signal.removeEventListener('abort', stop);
}
