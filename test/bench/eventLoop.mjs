/**
 * Loaded into a worker of n8n by NODE_OPTIONS: writes to the file BENCH_BLOCKS how long its event loop was blocked, whenever
 * that was longer than 50 ms. A line is the end (milliseconds since 1970, a tenth of a second late at most), the milliseconds, and
 * how many of them its thread computed at most: on a busy machine it waits for a processor in the others. Processes and
 * threads that the worker starts write nothing.
 */
import { appendFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const WORTH_A_LINE = 50;

const file = process.env.BENCH_BLOCKS;

if (file && isMainThread && process.argv.includes('worker')) {
	const delays = monitorEventLoopDelay({ resolution: 10 });
	delays.enable();
	let before = process.threadCpuUsage();
	setInterval(() => {
		const longest = delays.max / 1e6;
		delays.reset();
		const { user, system } = process.threadCpuUsage(before);
		before = process.threadCpuUsage();
		if (longest <= WORTH_A_LINE) return;
		const computed = Math.min(longest, (user + system) / 1000);
		appendFileSync(file, `${Date.now()} ${longest.toFixed(0)} ${computed.toFixed(0)}\n`);
	}, 100).unref();
}
