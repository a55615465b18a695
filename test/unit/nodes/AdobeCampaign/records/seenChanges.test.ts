import fc from 'fast-check';

import { SeenChanges } from '../../../../../nodes/AdobeCampaign/records/seenChanges';

const T = Date.UTC(2026, 10, 25);

const seenOf = (...changes: Array<[string, number]>) => {
	const seen = new SeenChanges();
	for (const [key, moment] of changes) seen.add(key, moment);
	return seen;
};

describe('SeenChanges', () => {
	it('remembers the last change of a record, by its key and its moment', () => {
		const seen = seenOf(['a', T], ['b', T], ['a', T + 5]);
		expect(seen.has('a', T + 5)).toBe(true);
		expect(seen.has('a', T)).toBe(false);
		expect(seen.has('b', T)).toBe(true);
		expect(seen.knows('a')).toBe(true);
		expect(seen.knows('c')).toBe(false);
	});

	it('counts the changes of a moment, and the later ones', () => {
		const seen = seenOf(['a', T], ['b', T], ['c', T + 1]);
		expect([seen.countAt(T), seen.countAt(T + 1), seen.countAt(T + 2)]).toEqual([2, 1, 0]);
		expect([seen.countAfter(T - 1), seen.countAfter(T), seen.countAfter(T + 1)]).toEqual([3, 1, 0]);
	});

	it('forgets what is earlier than a moment, and nothing else', () => {
		const seen = seenOf(['a', T - 1], ['b', T], ['c', T + 1]);
		seen.forgetBefore(T);
		expect(['a', 'b', 'c'].map((key) => seen.knows(key))).toEqual([false, true, true]);
	});

	it('is packed as distances and digests, the oldest first', () => {
		const packed = seenOf(['b', T + 36], ['a', T], ['c', T]).pack();
		expect(packed).toMatch(/^[0-9a-z]{8}:[\w-]{16};10:[\w-]{8}$/);
		expect(new SeenChanges(packed).pack()).toBe(packed);
		expect(seenOf().pack()).toBe('');
		expect(new SeenChanges('').countAfter(-Infinity)).toBe(0);
	});

	it('forgets whole moments, the oldest first, until the others have room', () => {
		// 18 characters each, 26 for the two of one moment.
		const seen = seenOf(['a', T], ['b', T + 1], ['c', T + 1], ['d', T + 2]);
		expect(seen.shrink(62)).toBeUndefined();
		expect(seen.shrink(61)).toBe(T + 1);
		expect(seen.shrink(43)).toBe(T + 2);
		expect(['a', 'b', 'c', 'd'].map((key) => seen.knows(key))).toEqual([false, false, false, true]);
		expect(seen.shrink(17)).toBe(T + 3);
		expect(seen.pack()).toBe('');
	});

	it('of any changes: remembers the last one of each after it was packed, and has the room it was given', () => {
		const changes = fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.nat({ max: 50 })));
		fc.assert(
			fc.property(changes, fc.nat({ max: 400 }), (pairs, room) => {
				const last = new Map(pairs.map(([key, moment]) => [key, T + moment]));
				const seen = new SeenChanges(seenOf(...last).pack());
				for (const [key, moment] of last) expect(seen.has(key, moment)).toBe(true);
				const kept = seen.shrink(room) ?? -Infinity;
				expect(seen.pack().length).toBeLessThanOrEqual(room);
				for (const [key, moment] of last) expect(seen.knows(key)).toBe(moment >= kept);
			}),
			{ seed: 3, numRuns: Number(process.env.PROPERTY_RUNS ?? 200) },
		);
	});
});
