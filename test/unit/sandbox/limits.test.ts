import {
	admitsAll,
	allOf,
	atOnce,
	fixedWindow,
	type Limit,
	slidingWindow,
	tokenBucket,
} from '../../../sandbox/limits';

/** How many of a hundred requests at that time are let through. */
const admitted = (limit: Limit, now: number) =>
	Array.from({ length: 100 }, () => limit.ask(now)).filter((wait) => wait === 0).length;

describe('the limits of the sandbox', () => {
	it('without a limit everything is admitted', () => {
		expect(admitted(admitsAll(), 0)).toBe(100);
	});

	it('a limit of requests at a time admits another one when one has ended', () => {
		const limit = atOnce(3);
		expect(admitted(limit, 0)).toBe(3);
		expect(admitted(limit, 60_000)).toBe(0);
		limit.end();
		limit.end();
		expect(admitted(limit, 60_000)).toBe(2);
	});

	it('a bucket admits its burst, then the rate, and says when the next one is due', () => {
		const limit = tokenBucket(20, 30);
		expect(admitted(limit, 1000)).toBe(30);
		expect(limit.ask(1000)).toBeCloseTo(50);
		expect(limit.ask(1049)).toBeCloseTo(1);
		expect(admitted(limit, 2000)).toBe(20);
		expect(admitted(limit, 60_000)).toBe(30);
	});

	it('a window of the clock admits its number in each, wherever the first request lies', () => {
		const limit = fixedWindow(40, 2000);
		expect(admitted(limit, 1500)).toBe(40);
		expect(limit.ask(1500)).toBe(500);
		expect(admitted(limit, 1999)).toBe(0);
		expect(admitted(limit, 2000)).toBe(40);
		expect(admitted(limit, 9000)).toBe(40);
	});

	it('a window with a phase begins earlier by it', () => {
		const limit = fixedWindow(40, 2000, 500);
		expect(admitted(limit, 1000)).toBe(40);
		expect(limit.ask(1000)).toBe(500);
		expect(admitted(limit, 1500)).toBe(40);
	});

	it('a sliding window admits a request when the oldest one leaves it', () => {
		const limit = slidingWindow(2, 1000);
		expect([limit.ask(0), limit.ask(400), limit.ask(500)]).toEqual([0, 0, 500]);
		expect([limit.ask(1000), limit.ask(1000)]).toEqual([0, 400]);
	});

	it('of several limits each must admit the request, and a place is given back when another one refuses', () => {
		const places = atOnce(2);
		const limit = allOf([places, fixedWindow(1, 1000)]);
		expect([limit.ask(0), limit.ask(0), limit.ask(0)]).toEqual([0, 1000, 1000]);
		expect(admitted(places, 0)).toBe(1);
		places.end();
		limit.end();
		expect(limit.ask(1000)).toBe(0);
	});
});
