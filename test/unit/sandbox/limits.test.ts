import fc from 'fast-check';

import {
	admitsAll,
	allOf,
	atOnce,
	fixedWindow,
	type Limit,
	slidingWindow,
	tokenBucket,
} from '../../../sandbox/limits';

const settings = { seed: 5, numRuns: Number(process.env.PROPERTY_RUNS ?? 300) };

/** Times between requests, in milliseconds: many at once, and some far apart. */
const distances = fc.array(
	fc.oneof(
		{ weight: 4, arbitrary: fc.constant(0) },
		{ weight: 4, arbitrary: fc.nat({ max: 50 }) },
		{ weight: 2, arbitrary: fc.double({ min: 0, max: 500, noNaN: true }) },
		{ weight: 1, arbitrary: fc.nat({ max: 5000 }) },
	),
	{ maxLength: 150 },
);

const FROM = 1_000_000;

/** @returns when the requests were let through that come at these distances */
function admittedBy(limit: Limit, between: number[]): number[] {
	let now = FROM;
	const admitted: number[] = [];
	for (const ms of between) {
		now += ms;
		if (limit.ask(now) === 0) admitted.push(now);
	}
	return admitted;
}

/** How many are let through that all come at the same moment. */
function countAt(limit: Limit, now: number): number {
	let count = 0;
	while (limit.ask(now) === 0) count += 1;
	return count;
}

/** Holds that a refused request is let through when it comes again after the time it was told, and not before. */
function holdsWhatItSays(limit: Limit, between: number[]): void {
	let now = FROM;
	for (const ms of between) {
		now += ms;
		const wait = limit.ask(now);
		if (wait === 0) continue;
		expect(limit.ask(now + wait * 0.99)).toBeGreaterThan(0);
		now += wait;
		expect(limit.ask(now)).toBe(0);
	}
}

test('without a limit all are let through', () => {
	const limit = admitsAll();
	const waits = Array.from({ length: 1000 }, () => limit.ask(0));
	expect(new Set(waits)).toEqual(new Set([0]));
});

describe('So many at a time:', () => {
	test('never more are let through than places are free, and each is given back', () => {
		const events = fc.array(fc.boolean(), { maxLength: 100 });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 20 }), events, (most, happening) => {
				const limit = atOnce(most);
				let inFlight = 0;
				for (const isAsked of happening) {
					if (isAsked) {
						const wait = limit.ask(FROM);
						expect(wait).toBe(inFlight < most ? 0 : 1000);
						if (wait === 0) inFlight += 1;
					} else if (inFlight > 0) {
						limit.end();
						inFlight -= 1;
					}
				}
				for (; inFlight > 0; inFlight -= 1) limit.end();
				expect(countAt(limit, FROM)).toBe(most);
			}),
			settings,
		);
	});

	test('no place is free sooner because time passes', () => {
		const limit = atOnce(1);
		limit.ask(0);
		expect(limit.ask(1e9)).toBe(1000);
	});
});

describe('A token bucket:', () => {
	const rates = fc.integer({ min: 1, max: 200 });
	const bursts = fc.integer({ min: 1, max: 50 });

	test('in any time no more are let through than the burst and what flows in', () => {
		fc.assert(
			fc.property(rates, bursts, distances, (perSecond, burst, between) => {
				const admitted = admittedBy(tokenBucket(perSecond, burst), between);
				admitted.forEach((from, index) => {
					admitted.slice(index).forEach((to, later) => {
						const most = burst + ((to - from) * perSecond) / 1000;
						expect(later + 1).toBeLessThanOrEqual(most + 1e-6);
					});
				});
			}),
			{ ...settings, numRuns: settings.numRuns / 10 },
		);
	});

	test('a request is let through after the wait that was told', () => {
		fc.assert(
			fc.property(rates, bursts, distances, (perSecond, burst, between) => {
				holdsWhatItSays(tokenBucket(perSecond, burst), between);
			}),
			settings,
		);
	});

	test('it is full at first and after a time of quiet, and fills evenly', () => {
		const limit = tokenBucket(20, 5);
		expect(countAt(limit, 0)).toBe(5);
		expect(limit.ask(0)).toBe(50);
		expect(limit.ask(40)).toBeCloseTo(10);
		expect(countAt(limit, 100)).toBe(2);
		expect(countAt(limit, 60_000)).toBe(5);
	});

	test('an answer gives nothing back', () => {
		const limit = tokenBucket(20, 1);
		limit.ask(0);
		limit.end();
		expect(limit.ask(0)).toBe(50);
	});
});

describe('Windows of the server’s clock:', () => {
	const counts = fc.integer({ min: 1, max: 20 });
	const lengths = fc.integer({ min: 10, max: 2000 });
	const phases = fc.nat({ max: 2000 });

	test('in each no more are let through than the rule says', () => {
		fc.assert(
			fc.property(counts, lengths, phases, distances, (most, ms, phase, between) => {
				const windows = new Map<number, number>();
				for (const at of admittedBy(fixedWindow(most, ms, phase), between)) {
					const window = Math.floor((at + phase) / ms);
					windows.set(window, (windows.get(window) ?? 0) + 1);
				}
				expect(Math.max(0, ...windows.values())).toBeLessThanOrEqual(most);
			}),
			settings,
		);
	});

	test('a request is let through after the wait that was told', () => {
		fc.assert(
			// In whole milliseconds: where a window begins is not to be a matter of rounding.
			fc.property(counts, lengths, phases, distances, (most, ms, phase, between) => {
				holdsWhatItSays(fixedWindow(most, ms, phase), between.map(Math.round));
			}),
			settings,
		);
	});

	test('each begins with all of them, whatever was sent in the last one', () => {
		const limit = fixedWindow(3, 1000, 200);
		expect(countAt(limit, 700)).toBe(3);
		expect(limit.ask(799)).toBe(1);
		expect(countAt(limit, 800)).toBe(3);
		expect(limit.ask(800)).toBe(1000);
		expect(countAt(limit, 5000)).toBe(3);
		expect(countAt(fixedWindow(3, 1000), 999)).toBe(3);
		expect(fixedWindow(0, 1000).ask(999)).toBe(1);
	});

	test('an answer gives nothing back', () => {
		const limit = fixedWindow(1, 1000);
		limit.ask(0);
		limit.end();
		expect(limit.ask(0)).toBe(1000);
	});
});

describe('A window that slides:', () => {
	const counts = fc.integer({ min: 1, max: 20 });
	const lengths = fc.integer({ min: 10, max: 2000 });

	test('in any time of its length no more are let through than the rule says', () => {
		fc.assert(
			fc.property(counts, lengths, distances, (most, ms, between) => {
				const admitted = admittedBy(slidingWindow(most, ms), between);
				for (const from of admitted) {
					const within = admitted.filter((at) => at >= from && at < from + ms);
					expect(within.length).toBeLessThanOrEqual(most);
				}
			}),
			settings,
		);
	});

	test('a request is let through after the wait that was told', () => {
		fc.assert(
			fc.property(counts, lengths, distances, (most, ms, between) => {
				holdsWhatItSays(slidingWindow(most, ms), between.map(Math.round));
			}),
			settings,
		);
	});

	test('a place is free again when a request is as old as the window is long', () => {
		const limit = slidingWindow(3, 1000);
		expect([limit.ask(0), limit.ask(400), limit.ask(500), limit.ask(600)]).toEqual([0, 0, 0, 400]);
		expect(limit.ask(999)).toBe(1);
		expect(countAt(limit, 1000)).toBe(1);
		expect(countAt(limit, 1500)).toBe(2);
		expect(countAt(limit, 9000)).toBe(3);
	});

	test('an answer gives nothing back', () => {
		const limit = slidingWindow(1, 1000);
		limit.ask(0);
		limit.end();
		expect(limit.ask(0)).toBe(1000);
	});
});

test('of several limits each must admit the request, and a place is given back when another one refuses', () => {
	const places = atOnce(2);
	const limit = allOf([places, fixedWindow(1, 1000)]);
	expect([limit.ask(0), limit.ask(0), limit.ask(0)]).toEqual([0, 1000, 1000]);
	expect(places.ask(0)).toBe(0);
	expect(places.ask(0)).toBeGreaterThan(0);
	places.end();
	limit.end();
	expect(limit.ask(1000)).toBe(0);
});
