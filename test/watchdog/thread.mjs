import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

/** How often it looks, in milliseconds. */
const EVERY = 250;

/**
 * How long the process has computed so far. Not the time that has passed: on a busy machine a process may have to wait for
 * its turn for long.
 */
function busyMs() {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

const { beats, longestMs } = workerData;
let file = 'A test';
parentPort.on('message', (name) => {
	file = name;
});
let seen = -1;
let since = busyMs();

setInterval(() => {
	const beat = Atomics.load(beats, 0);
	if (beat !== seen) {
		seen = beat;
		since = busyMs();
	} else if (busyMs() - since > longestMs) {
		writeSync(
			2,
			`\n${file} has kept its process busy for ${longestMs / 1000} s without a pause: it is ended.\n`,
		);
		process.kill(process.pid, 'SIGKILL');
	}
}, EVERY);
