/**
 * `npm run test:history`: plays many random histories and prints those with a violation.
 *
 *   npm run test:history -- --seeds 5000              the seeds 1 to 5000
 *   npm run test:history -- --seeds 500 --from 5001   the seeds 5001 to 5500
 *   npm run test:history -- --seed 17                 one of them, with everything that was asked and sent
 */
import { parseArgs } from 'node:util';

import { stopRequest } from '../../tools/realN8n/signals';
import { type Harness, startHarness } from '../workflow/harness';
import type { Violation } from './check';
import { planOf } from './plan';
import { playSeed } from './seeds';
import { toldOf } from './told';

const SHOW_EVERY_MS = 10_000;

interface Range {
	from: number;
	count: number;
	isOne: boolean;
}

function readArguments(): Range {
	const { values } = parseArgs({
		options: { seeds: { type: 'string' }, from: { type: 'string' }, seed: { type: 'string' } },
	});
	const read = (name: keyof typeof values, fallback: number) => {
		const number = Number(values[name] ?? fallback);
		if (Number.isSafeInteger(number) && number > 0) return number;
		throw new Error(`--${name} is a whole number from 1 on.`);
	};
	if (values.seed !== undefined) return { from: read('seed', 1), count: 1, isOne: true };
	return { from: read('from', 1), count: read('seeds', 1000), isOne: false };
}

function show(seed: number, violations: Violation[]): void {
	console.log(`Seed ${seed}:`);
	for (const { invariant, story } of violations) console.log(`  ${invariant}: ${story}`);
	console.log(`  Again: npm run test:history -- --seed ${seed}`);
}

/** @returns the seeds that failed */
async function playAll(harness: Harness, { from, count, isOne }: Range, isStopped: () => boolean) {
	const failed: number[] = [];
	const begun = performance.now();
	let shown = begun;
	let played = 0;
	for (; played < count && !isStopped(); played += 1) {
		const seed = from + played;
		const { history, violations } = await playSeed(harness, seed);
		if (isOne) console.log(toldOf(planOf(seed), history));
		if (violations.length > 0) {
			failed.push(seed);
			show(seed, violations);
		}
		if (performance.now() < shown + SHOW_EVERY_MS) continue;
		shown = performance.now();
		console.log(`${played + 1} of ${count} played, ${failed.length} failed`);
	}
	const seconds = Math.round((performance.now() - begun) / 1000);
	console.log(
		`${played} seeds in ${seconds} s, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`,
	);
	return failed;
}

async function main(): Promise<void> {
	const range = readArguments();
	let isStopped = false;
	void stopRequest().then(() => (isStopped = true));
	const harness = await startHarness();
	try {
		const failed = await playAll(harness, range, () => isStopped);
		process.exitCode = failed.length > 0 ? 1 : isStopped ? 130 : 0;
	} finally {
		await harness.close();
	}
}

main()
	// The signal handlers, which wait for more, would keep this process alive.
	.then(() => process.exit())
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : String(error));
		process.exit(1);
	});
