import { chanceOf } from '../../../bench/simulate/chance';
import { Gateway } from '../../../bench/simulate/gateway';
import { constant, varying } from '../../../bench/simulate/latency';
import type { Scenario } from '../../../bench/simulate/scenarios';
import { simulate } from '../../../bench/simulate/simulate';
import { onSimulatedClock } from '../../../bench/simulate/clock';
import { admitsAll, atOnce, type Limit, tokenBucket } from '../../../../sandbox/limits';

const LATENCY_MS = 100;

/** One client, to whom nothing is said of when to come back. */
const scenario = (
	limit: () => Limit,
	most: (ms: number) => number,
	others: Partial<Scenario> = {},
): Scenario => ({
	name: 'test',
	start: () => ({ limit: limit(), most }),
	retryAfter: 'none',
	latency: constant(LATENCY_MS),
	transit: 1,
	clients: [{ startsAt: 0, items: 60, atOnce: 10 }],
	...others,
});

const aSecond = (perSecond: number, others?: Partial<Scenario>) =>
	scenario(
		() => tokenBucket(perSecond, perSecond),
		(ms) => perSecond + (perSecond * ms) / 1000,
		others,
	);

const atATime = (count: number, others?: Partial<Scenario>) =>
	scenario(
		() => atOnce(count),
		(ms) => (count * ms) / LATENCY_MS,
		others,
	);

const unlimited = (others?: Partial<Scenario>) => scenario(admitsAll, () => Infinity, others);

test('the same seed gives the same run, and another one another', async () => {
	const varied = aSecond(20, { latency: varying(LATENCY_MS) });
	const first = await simulate(varied, 7);
	expect(await simulate(varied, 7)).toEqual(first);
	expect(await simulate(varied, 8)).not.toEqual(first);
});

test.each([1, 2, 3])(
	'twenty a second: nearly as fast as the rule allows, seed %i',
	async (seed) => {
		const run = await simulate(aSecond(20), seed);
		expect(run.ofLimit).toBeGreaterThan(0.99);
		expect(run.ofLimit).toBeLessThan(1.1);
		expect(run.refused).toBeLessThan(12);
		expect(run.givenUp).toBe(0);
	},
);

test.each([1, 2, 3])('five at a time: nearly as fast as the rule allows, seed %i', async (seed) => {
	const run = await simulate(atATime(5), seed);
	expect(run.ofLimit).toBeGreaterThan(0.99);
	expect(run.ofLimit).toBeLessThan(1.5);
	expect(run.givenUp).toBe(0);
});

test('three clients share twenty at a time', async () => {
	const clients = [0, 0, 0].map((startsAt) => ({ startsAt, items: 100, atOnce: 50 }));
	const run = await simulate(atATime(20, { clients, retryAfter: 1 }), 1);
	expect(run.ofLimit).toBeLessThan(1.8);
	expect(run.spread).toBeLessThan(2);
	expect(run.givenUp).toBe(0);
});

test('where everything is answered with 503 all items are given up after five minutes', async () => {
	const run = await simulate(unlimited({ isDown: () => true }), 1);
	// What the client needs by itself: 60 items, ten at a time, of two requests each, and the one before.
	const ms = run.ofLimit * 13 * (LATENCY_MS + 4);
	expect(ms).toBeGreaterThan(5 * 60_000);
	expect(ms).toBeLessThan(5.1 * 60_000);
	expect(run.refused).toBe(100);
	expect(run.givenUp).toBe(60);
});

test('the first request is refused, and everything is done all the same', async () => {
	const run = await simulate(unlimited({ isDown: (now) => now < 50 }), 1);
	expect(run.givenUp).toBe(0);
	expect(run.refused).toBeGreaterThan(0);
	expect(run.refused).toBeLessThan(3);
});

test('an hour of the simulated clock passes in no time, and its timers end in their order', async () => {
	const ended: string[] = [];
	const pass = async (name: string, ms: number) => {
		await new Promise<void>((resolve) => void setTimeout(resolve, ms));
		ended.push(name);
	};
	const ms = await onSimulatedClock(async () => {
		const began = performance.now();
		await Promise.all([pass('hour', 3_600_000), pass('second', 1000), pass('minute', 60_000)]);
		return performance.now() - began;
	});
	expect(ms).toBe(3_600_000);
	expect(ended).toEqual(['second', 'minute', 'hour']);
});

test('on the simulated clock, what waits for nothing is an error', async () => {
	await expect(onSimulatedClock(async () => await new Promise(() => {}))).rejects.toThrow(
		'Nothing is waited for',
	);
});

test.each([
	['none', undefined],
	['right', '2'],
	[7, '7'],
] as const)(
	'the gateway refuses what its limit does, with Retry-After %s',
	async (retryAfter, header) => {
		const gateway = new Gateway({
			limit: { ask: () => 1200, end: () => {} },
			latency: constant(LATENCY_MS),
			retryAfter,
			transit: 1,
			chance: chanceOf(1),
		});
		const answer = await onSimulatedClock(async () => await gateway.send());
		expect(answer.status).toBe(429);
		expect(answer.headers['retry-after']).toBe(header);
		expect([gateway.requests, gateway.refused]).toEqual([1, 1]);
	},
);
