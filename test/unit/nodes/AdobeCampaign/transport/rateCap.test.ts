import fc from 'fast-check';

import { RateCap } from '../../../../../nodes/AdobeCampaign/transport/rateCap';

/** A cap that has seen this rate first. */
const learnt = (perSecond: number) => {
	const cap = new RateCap();
	cap.learn(perSecond, false);
	return cap;
};

/** @returns the rate after so many requests were admitted */
const admit = (cap: RateCap, requests: number) => {
	for (let index = 0; index < requests; index += 1) cap.admitted();
	return cap.perSecond;
};

test('there is no limit until one is seen', () => {
	const cap = new RateCap();
	expect([cap.perSecond, cap.intervalMs]).toEqual([Infinity, 0]);
	expect(admit(cap, 1000)).toBe(Infinity);
});

test('of the rate that was seen 95 in a hundred are sent', () => {
	const cap = learnt(20);
	expect(cap.perSecond).toBe(19);
	expect(cap.intervalMs).toBeCloseTo(1000 / 19);
});

test('a new estimate takes no more than a quarter of what was sent, the first one as much as it says', () => {
	const cap = learnt(20);
	cap.learn(18, true);
	expect(cap.perSecond).toBeCloseTo(0.95 * 18);
	cap.learn(1, true);
	expect(cap.perSecond).toBeCloseTo(0.95 * 0.75 * 0.95 * 18);

	expect(learnt(1).perSecond).toBe(0.95);
});

test('before a higher rate was tried it takes no more than 15 in a hundred, unless it is a thin one', () => {
	const cap = learnt(20);
	admit(cap, 39);
	const before = cap.perSecond;
	cap.learn(1, false);
	expect(cap.perSecond).toBeCloseTo(0.95 * 0.85 * before);

	const tried = learnt(20);
	admit(tried, 40);
	tried.learn(1, false);
	expect(tried.perSecond).toBeCloseTo(0.95 * 0.75 * 20);
});

test('many requests that were admitted are believed as far as what was known, however high the rate was by then', () => {
	const grown = () => {
		const cap = learnt(20);
		expect(admit(cap, 80)).toBeCloseTo(60);
		return cap;
	};
	const same = grown();
	same.learn(21, false);
	expect(same.perSecond).toBeCloseTo(0.95 * 21);

	const lower = grown();
	lower.learn(10, false);
	expect(lower.perSecond).toBeCloseTo(0.95 * 20);
	// It is not sure: more is tried after two seconds, and not after eighty requests.
	expect(admit(lower, 60)).toBeCloseTo(25);
});

test('an estimate may be higher', () => {
	const cap = learnt(20);
	cap.learn(100, false);
	expect(cap.perSecond).toBe(95);
});

test('how far it may go down is measured by what it is told was sent', () => {
	const cap = new RateCap();
	cap.learn(2, true, 100);
	expect(cap.perSecond).toBe(0.95 * 75);
	cap.learn(2, true, 40);
	expect(cap.perSecond).toBe(0.95 * 30);
	cap.learn(2, true, Infinity);
	expect(cap.perSecond).toBe(0.95 * 2);
});

test('what it has grown to is what was sent', () => {
	const cap = learnt(20);
	expect(admit(cap, 80)).toBeCloseTo(60);
	cap.learn(1, true);
	expect(cap.perSecond).toBeCloseTo(0.95 * 45);
});

test('one request in five seconds is sent whatever was seen', () => {
	const cap = learnt(0.01);
	expect(cap.perSecond).toBe(0.2);
	expect(cap.intervalMs).toBe(5000);
	expect(admit(cap, 10)).toBe(0.2);
	expect(admit(cap, 30)).toBeGreaterThan(0.2);
});

test('it is kept just below what was refused for two seconds, and trebles in two more', () => {
	const cap = learnt(20);
	expect(admit(cap, 20)).toBeCloseTo(20 * (1 - 0.05 / 8));
	expect(admit(cap, 20)).toBeCloseTo(20);
	expect(admit(cap, 20)).toBeCloseTo(25);
	expect(admit(cap, 20)).toBeCloseTo(60);
});

test.each([
	[1, 8],
	[2, 8],
	[2.5, 10],
	[5, 20],
	[8, 20],
	[10, 20],
	[12, 24],
	[100, 200],
	[101, 200],
	[400, 200],
])('at %d a second it is kept for %i requests', (perSecond, requests) => {
	const cap = learnt(perSecond);
	expect(admit(cap, requests - 1)).toBeLessThan(perSecond);
	expect(admit(cap, 1)).toBeCloseTo(perSecond);
	expect(admit(cap, requests)).toBeCloseTo(3 * perSecond);
});

test.each([
	[20, 20],
	[20, 22.9],
	[20, 17.1],
])(
	'a rate that was seen before is kept for eighty requests: %d, then %d a second',
	(before, perSecond) => {
		const cap = learnt(before);
		cap.learn(perSecond, true);
		const requests = Math.min(80, 4 * perSecond);
		expect(admit(cap, Math.ceil(requests) - 1)).toBeLessThan(perSecond);
		expect(admit(cap, 1)).toBeGreaterThanOrEqual(perSecond);
	},
);

test('so is the rate of a window', () => {
	const cap = new RateCap();
	cap.learnOfWindow(20);
	expect(admit(cap, 79)).toBeLessThan(20);
	expect(admit(cap, 1)).toBeCloseTo(20);
	cap.learnOfWindow(1);
	expect(cap.perSecond).toBeCloseTo(0.95 * 0.75 * 20);
});

test.each([
	[20, 23.1, 47],
	[20, 16.9, 34],
])('another rate is not: %d, then %d a second', (before, perSecond, requests) => {
	const cap = learnt(before);
	cap.learn(perSecond, true);
	expect(admit(cap, requests - 1)).toBeLessThan(perSecond);
	expect(admit(cap, 1)).toBeGreaterThanOrEqual(perSecond);
});

test('after a pause that the server asked for it is kept for five times as long as the longest one', () => {
	const cap = new RateCap();
	for (const ms of [3000, 5000, 4000]) cap.pauses(ms);
	cap.learn(20, false);
	// Two seconds, and 25.
	expect(admit(cap, 539)).toBeLessThan(20);
	expect(admit(cap, 1)).toBeCloseTo(20);
	expect(admit(cap, 540)).toBeCloseTo(60);
});

test('each estimate begins anew', () => {
	const cap = learnt(20);
	admit(cap, 160);
	cap.learn(20, true, 20);
	expect(cap.perSecond).toBe(19);
	expect(admit(cap, 80)).toBeCloseTo(20);
});

test('a rate above two thousand a second is none', () => {
	const cap = learnt(500);
	expect(admit(cap, 428)).toBeGreaterThan(1980);
	expect(cap.perSecond).toBeLessThanOrEqual(2000);
	expect(admit(cap, 1)).toBe(Infinity);
	expect(cap.intervalMs).toBe(0);
	expect(admit(cap, 1000)).toBe(Infinity);
	// The next one that is seen is the first again.
	cap.learn(1, false);
	expect(cap.perSecond).toBe(0.95);
});

test('whatever happens, it is 0.2 a second or more, and only an estimate lowers it', () => {
	const events = fc.oneof(
		fc.record({ requests: fc.integer({ min: 1, max: 300 }) }),
		fc.record({
			perSecond: fc.double({ min: 1e-6, max: 5000, noNaN: true }),
			isThin: fc.boolean(),
		}),
		fc.record({ pauseMs: fc.nat({ max: 60_000 }) }),
	);
	fc.assert(
		fc.property(fc.array(events, { maxLength: 30 }), (happening) => {
			const cap = new RateCap();
			for (const event of happening) {
				const before = cap.perSecond;
				if ('requests' in event) admit(cap, event.requests);
				if ('pauseMs' in event) cap.pauses(event.pauseMs);
				if ('perSecond' in event) cap.learn(event.perSecond, event.isThin);
				else expect(cap.perSecond).toBeGreaterThanOrEqual(before);
				expect(cap.perSecond).toBeGreaterThanOrEqual(0.2);
				expect(cap.intervalMs).toBeLessThanOrEqual(5000);
			}
		}),
		{ seed: 5, numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
	);
});
