import fc from 'fast-check';

import { DeadSpell } from '../../../../../nodes/AdobeCampaign/transport/deadSpell';

/** By chance neither shorter nor longer. */
const MIDDLE = 0.5;

/** @returns the wait after each of so many refusals */
const refuse = (spell: DeadSpell, times: number, intervalMs?: number, random = MIDDLE) =>
	Array.from({ length: times }, (_, index) => spell.refused(1000 * index, intervalMs, random));

/** A spell of so many refusals from one time to another. */
const pass = (spell: DeadSpell, from: number, to: number, refusals: number, admitted: number) => {
	for (let index = 0; index < refusals; index += 1) spell.refused(from + index, 0, MIDDLE);
	return spell.end(to, admitted);
};

test('it lasts from the first refusal until something is admitted', () => {
	const spell = new DeadSpell();
	expect(spell.isOn).toBe(false);
	refuse(spell, 2);
	expect(spell.isOn).toBe(true);
	spell.end(2000, 1);
	expect(spell.isOn).toBe(false);
});

test('as long as nothing was ever admitted the first wait is 450 ms, and each is 1.8 times the last', () => {
	const [first, second, third, fourth] = refuse(new DeadSpell(), 4);
	expect(first).toBeCloseTo(450);
	expect(second).toBeCloseTo(810);
	expect(third).toBeCloseTo(1458);
	expect(fourth).toBeCloseTo(2624.4);
});

test('else the first wait is 1.8 times that between two requests, and that is at least 50 ms', () => {
	expect(refuse(new DeadSpell(), 2, 200).map(Math.round)).toEqual([360, 648]);
	expect(refuse(new DeadSpell(), 2, 51).map(Math.round)).toEqual([92, 165]);
	expect(refuse(new DeadSpell(), 2, 49).map(Math.round)).toEqual([90, 162]);
	expect(refuse(new DeadSpell(), 2, 0).map(Math.round)).toEqual([90, 162]);
});

test('a fifth of a wait is left to chance', () => {
	expect(refuse(new DeadSpell(), 2, 200, 0).map(Math.round)).toEqual([288, 518]);
	expect(refuse(new DeadSpell(), 2, 200, 1).map(Math.round)).toEqual([432, 778]);
});

test('no wait is longer than half a minute', () => {
	const waits = refuse(new DeadSpell(), 20);
	expect(waits[7]).toBeCloseTo(250 * 1.8 ** 8);
	expect(waits.slice(8)).toEqual(Array.from({ length: 12 }, () => 30_000));
	expect(refuse(new DeadSpell(), 20, 5000, 1).at(-1)).toBe(30_000);
});

test('a wait is at least a third of the spell before, from its first refusal to what was admitted', () => {
	const spell = new DeadSpell();
	pass(spell, 1000, 13_000, 2, 5);
	expect(refuse(spell, 8, 200)[0]).toBe(4000);
	spell.end(600, 6);
	// The last one counts, not the longest.
	expect(refuse(spell, 2, 10).map(Math.round)).toEqual([200, 200]);
	spell.end(300_000, 7);
	expect(refuse(spell, 1, 10)).toEqual([30_000]);
});

test('after a spell the waits begin anew', () => {
	const spell = new DeadSpell();
	refuse(spell, 5, 200);
	spell.end(300, 1);
	expect(Math.round(refuse(spell, 1, 200)[0])).toBe(360);
});

test('a rate is told by the second spell of a window: all that was admitted from one end to the next', () => {
	const spell = new DeadSpell();
	expect(pass(spell, 1000, 5000, 3, 101)).toBeUndefined();
	expect(pass(spell, 12_000, 15_000, 4, 301)).toBe(20);
	expect(pass(spell, 22_000, 25_000, 3, 351)).toBe(5);
});

test('a spell of two refusals is none of a window', () => {
	const spell = new DeadSpell();
	expect(pass(spell, 1000, 5000, 3, 101)).toBeUndefined();
	expect(pass(spell, 6000, 7000, 2, 150)).toBeUndefined();
	expect(pass(spell, 8000, 9000, 1, 200)).toBeUndefined();
	expect(pass(spell, 12_000, 15_000, 3, 301)).toBe(20);
});

test('whatever happens, a wait is more than nothing and half a minute at most', () => {
	const events = fc.record({
		ms: fc.nat({ max: 600_000 }),
		intervalMs: fc.option(fc.double({ min: 0, max: 5000, noNaN: true }), { nil: undefined }),
		random: fc.double({ min: 0, max: 1, noNaN: true }),
		isEnd: fc.boolean(),
	});
	fc.assert(
		fc.property(fc.array(events, { maxLength: 40 }), (happening) => {
			const spell = new DeadSpell();
			let now = 0;
			for (const { ms, intervalMs, random, isEnd } of happening) {
				now += ms;
				if (isEnd && spell.isOn) spell.end(now, 1);
				const wait = spell.refused(now, intervalMs, random);
				expect(wait).toBeGreaterThanOrEqual(50 * 1.8 * 0.8);
				expect(wait).toBeLessThanOrEqual(30_000);
			}
		}),
		{ seed: 5, numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
	);
});
