const { join } = require('node:path');
const { Worker } = require('node:worker_threads');

/**
 * Ends this process when its event loop is blocked, from another thread. Jest's own timeout is a timer of this process, which
 * never goes off while the event loop is blocked.
 *
 * @param {number} longestMs milliseconds of computing without a turn of the event loop
 * @returns {(file: string) => void} sets the file that the message names
 */
exports.watch = (longestMs) => {
	const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
	const thread = new Worker(join(__dirname, 'thread.mjs'), { workerData: { beats, longestMs } });
	thread.unref();
	setInterval(() => Atomics.add(beats, 0, 1), 100).unref();
	return (file) => thread.postMessage(file);
};
