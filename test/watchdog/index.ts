import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Ends this process when its event loop is blocked, from another thread. Jest's own timeout is a timer of this process, which
 * never goes off while the event loop is blocked.
 *
 * @param file named in the message
 * @param longestMs milliseconds of computing without a turn of the event loop
 * @returns what ends the watch
 */
export function watch(file: string, longestMs: number): () => Promise<unknown> {
	const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
	const thread = new Worker(join(__dirname, 'thread.mjs'), {
		workerData: { beats, longestMs, file },
	});
	thread.unref();
	const pulse = setInterval(() => Atomics.add(beats, 0, 1), 100).unref();
	return async () => {
		clearInterval(pulse);
		return await thread.terminate();
	};
}
