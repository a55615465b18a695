import { monitorEventLoopDelay } from 'node:perf_hooks';

import type { Own } from './plan';

/** How often memory is looked at, in milliseconds. A look costs one: more of them would slow down what is measured. */
const LOOK = 100;

/** @param work tells how many items failed */
export async function timed(work: () => Promise<number>): Promise<Own> {
	globalThis.gc?.();
	const before = process.memoryUsage.rss();
	let peak = before;
	const look = () => (peak = Math.max(peak, process.memoryUsage.rss()));
	const looking = setInterval(look, LOOK);
	const loop = monitorEventLoopDelay({ resolution: 5 });
	loop.enable();
	const cpuBefore = process.cpuUsage();
	const started = performance.now();
	const failed = await work();
	const seconds = (performance.now() - started) / 1000;
	const { user, system } = process.cpuUsage(cpuBefore);
	loop.disable();
	clearInterval(looking);
	look();
	const blocked = loop.max / 1e6;
	return { seconds, failed, memory: peak - before, cpu: (user + system) / 1e6, blocked };
}
