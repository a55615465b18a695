import fc from 'fast-check';

import { InFlightCap } from '../../../../../nodes/AdobeCampaign/transport/inFlightCap';

/** So many answers, each while the cap is reached. */
const admit = (cap: InFlightCap, answers: number) => {
	for (let index = 0; index < answers; index += 1) cap.admitted(cap.most);
	return cap;
};

/** A cap after refusals at these levels. */
const refusedAt = (...levels: number[]) => {
	const cap = new InFlightCap();
	for (const level of levels) cap.refused(level);
	return cap;
};

test('it begins with ten', () => {
	expect(new InFlightCap().most).toBe(10);
});

test('until the first refusal it grows by three quarters with each answer, up to fifty', () => {
	const cap = new InFlightCap();
	expect([1, 1, 2, 10].map((answers) => admit(cap, answers).size)).toEqual([10.75, 11.5, 13, 20.5]);
	expect(cap.most).toBe(20);
	expect(admit(cap, 39).size).toBe(49.75);
	expect(admit(cap, 1).size).toBe(50);
	expect(admit(cap, 100).most).toBe(50);
});

test('an answer that came while fewer were in flight is no reason to grow', () => {
	const cap = new InFlightCap();
	cap.admitted(9);
	expect(cap.size).toBe(10);
	cap.admitted(10);
	expect(cap.size).toBe(10.75);

	const refused = refusedAt(40, 20);
	for (let index = 0; index < 1000; index += 1) refused.admitted(18);
	expect(refused.size).toBe(19);
});

test('it goes to nine tenths of what is below the first refused level, and after that to the level itself', () => {
	expect(refusedAt(41).size).toBeCloseTo(36);
	expect(refusedAt(41, 31).size).toBe(30);
	expect(refusedAt(41, 31, 11).size).toBe(10);
	// Also when it was below it by then.
	expect(refusedAt(11, 31).size).toBe(30);
});

test.each([[[20, 1]], [[20, 2]], [[20, 0]]])(
	'one may always be sent: after refusals at %j',
	(levels) => {
		expect(refusedAt(...levels).most).toBe(1);
	},
);

test('who is refused at few the first time takes four for what is admitted', () => {
	expect([1, 2, 4, 5].map((level) => refusedAt(level).size)).toEqual([3.6, 3.6, 3.6, 3.6]);
	expect(refusedAt(6).size).toBe(4.5);
	expect(refusedAt(1, 1).size).toBe(1);
	expect(admit(refusedAt(1), 40).most).toBe(5);
});

test('what the first refusal took comes back in three round trips, most of it in the first', () => {
	const cap = refusedAt(21);
	expect(cap.size).toBe(18);
	expect(admit(cap, 20).size).toBeCloseTo(20 - 2 * (2 / 3) ** 3 + 0.1 ** 3);
	expect(admit(cap, 10).size).toBeCloseTo(20 - 2 * 0.5 ** 3 + 0.15 ** 3);
	expect(cap.most).toBe(19);
	expect(admit(cap, 30).size).toBeCloseTo(20 + 0.3 ** 3);
	expect(cap.most).toBe(20);
	expect(admit(cap, 40).size).toBeCloseTo(20 + 0.5 ** 3);
});

test('one more is tried after ten round trips, eight more after twenty', () => {
	const cap = refusedAt(40, 21);
	expect(admit(cap, 199).most).toBe(20);
	expect(admit(cap, 1).most).toBe(21);
	expect(admit(cap, 199).most).toBe(27);
	expect(admit(cap, 1).most).toBe(28);
	expect(admit(cap, 1000).most).toBe(50);
});

test('this begins anew when another level is refused', () => {
	const cap = refusedAt(40, 21);
	admit(cap, 1000).refused(21);
	admit(cap, 1000).refused(17);
	expect(admit(cap, 159).most).toBe(16);
	expect(admit(cap, 1).most).toBe(17);
});

test('a small cap tries one more after ten round trips, too, and later the more often the same is refused', () => {
	const cap = refusedAt(40);
	for (const answers of [50, 100, 100, 100]) {
		cap.refused(6);
		expect(admit(cap, answers - 1).most).toBe(5);
		expect(admit(cap, 1).most).toBe(6);
	}
	for (const answers of [20, 40, 80, 100]) {
		cap.refused(3);
		expect(admit(cap, answers - 1).most).toBe(2);
		expect(admit(cap, 1).most).toBe(3);
	}
});

test('one that is refused at another level begins with ten round trips again', () => {
	const cap = refusedAt(40, 6, 6, 6, 7, 6);
	expect(admit(cap, 49).most).toBe(5);
	expect(admit(cap, 1).most).toBe(6);
});

test('a large one tries it after ten round trips however often the same is refused', () => {
	const cap = refusedAt(40);
	for (let time = 0; time < 4; time += 1) {
		cap.refused(21);
		expect(admit(cap, 199).most).toBe(20);
		expect(admit(cap, 1).most).toBe(21);
	}
});

test('whatever happens, it is from one to fifty', () => {
	const events = fc.oneof(
		fc.record({ answers: fc.nat({ max: 300 }) }),
		fc.record({ inFlight: fc.nat({ max: 50 }) }),
		// A request is sent while no more than fifty are in flight.
		fc.record({ level: fc.integer({ min: 1, max: 50 }) }),
	);
	fc.assert(
		fc.property(fc.array(events, { maxLength: 40 }), (happening) => {
			const cap = new InFlightCap();
			for (const event of happening) {
				if ('answers' in event) admit(cap, event.answers);
				if ('inFlight' in event) cap.admitted(event.inFlight);
				if ('level' in event) cap.refused(event.level);
				expect(cap.most).toBeGreaterThanOrEqual(1);
				expect(cap.most).toBeLessThanOrEqual(50);
				expect(cap.most).toBe(Math.floor(cap.size));
			}
		}),
		{ seed: 5, numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
	);
});
