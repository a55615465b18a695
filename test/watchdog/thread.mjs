import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/** How often it looks, in milliseconds. */
const EVERY = 250;

const { beats, longestMs, file } = workerData;
let seen = -1;
let since = performance.now();

setInterval(() => {
	const beat = Atomics.load(beats, 0);
	if (beat !== seen) {
		seen = beat;
		since = performance.now();
	} else if (performance.now() - since > longestMs) {
		writeSync(
			2,
			`\n${file} has kept its process busy for ${longestMs / 1000} s without a pause: it is ended.\n`,
		);
		process.kill(process.pid, 'SIGKILL');
	}
}, EVERY);
