import fc from 'fast-check';

import {
	WatchedFields,
	type WatchedState,
} from '../../../../../nodes/AdobeCampaign/records/watchedFields';
import type { CampaignRecord } from '../../../../../nodes/AdobeCampaign/transport/types';

/** The tests are long loops: between two of them the process shows that it is alive (test/watchdog). */
afterEach(async () => await new Promise((resolve) => setImmediate(resolve)));

/** How many records are remembered. */
const REMEMBERED = 4_615;

/** n8n stores static data as JSON. */
const stored = (watched: WatchedFields) =>
	JSON.parse(JSON.stringify(watched.pack())) as WatchedState;

/** Whether a second sight of a record counts as changed. */
function isChange(field: string, before: CampaignRecord, after: CampaignRecord): boolean {
	const watched = new WatchedFields([field], undefined);
	watched.isChanged('@a', before);
	return new WatchedFields([field], stored(watched)).isChanged('@a', after);
}

describe('A record', () => {
	it('counts as changed the first time, and then when a watched field differs', () => {
		const watched = new WatchedFields(['email', 'phone'], undefined);
		const seen = [
			{ email: 'a', phone: '1' },
			{ email: 'a', phone: '1' },
			{ phone: '1', email: 'a', lastName: 'Okafor' },
			{ email: 'a', phone: '2' },
			{ email: 'b', phone: '2' },
			{ email: 'b', phone: '2' },
			{ email: 'a', phone: '1' },
		].map((record) => watched.isChanged('@a', record));

		expect(seen).toEqual([true, false, false, true, true, false, true]);
		expect(watched.isChanged('@b', { email: 'a', phone: '1' })).toBe(true);
	});

	it('is remembered with fields in another order, and not with other fields', () => {
		const watched = new WatchedFields(['email', 'phone'], undefined);
		watched.isChanged('@a', { email: 'a', phone: '1' });
		const state = stored(watched);
		const isChanged = (fields: string[]) =>
			new WatchedFields(fields, state).isChanged('@a', { email: 'a', phone: '1' });

		expect(isChanged(['phone', 'email'])).toBe(false);
		expect(isChanged(['phone', 'email', 'phone'])).toBe(false);
		expect(isChanged(['phone'])).toBe(true);
		expect(isChanged(['phone', 'email', 'lastName'])).toBe(true);
		expect(new WatchedFields(['phone'], state).pack().memory).toBe('');
	});

	it('is remembered with values that were swapped between two fields as changed', () => {
		const watched = new WatchedFields(['email', 'phone'], undefined);
		watched.isChanged('@a', { email: 'x', phone: 'y' });

		expect(watched.isChanged('@a', { email: 'y', phone: 'x' })).toBe(true);
	});
});

describe('A value', () => {
	const link = (PKey: string, title?: string) => ({
		cusTier: { PKey, href: `https://mc.adobe.io/x/${PKey}`, ...(title !== undefined && { title }) },
	});

	it.each<[string, string, CampaignRecord, CampaignRecord, boolean]>([
		['part of an element', 'location.city', place('Graz'), place('Wien'), true],
		['other part of an element', 'location.city', place('Graz', 1), place('Graz', 2), false],
		['element', 'location', place('Graz', 1), place('Graz', 2), true],
		['field that is missing now', 'email', { email: '' }, {}, true],
		['field that is null now', 'email', {}, { email: null }, true],
		['number and text', 'age', { age: 5 }, { age: '5' }, true],
		['link to a record with another title', 'cusTier', link('@a', 'x'), link('@a', 'y'), true],
		['link whose PKey was renewed', 'cusTier', link('@a', 'x'), link('@b', 'x'), false],
		['link without a title', 'cusTier', link('@a'), link('@b'), true],
		['link with an empty title', 'cusTier', link('@a', ''), link('@b', ''), true],
		['same link with an empty title', 'cusTier', link('@a', ''), link('@a', ''), false],
		['link that is gone', 'cusTier', link('@a', 'x'), { cusTier: null }, true],
		['list with renewed PKeys', 'tags', list(['@a', 1]), list(['@b', 1]), false],
		['list with another value', 'tags', list(['@a', 1]), list(['@a', 2]), true],
		['list with one more', 'tags', list(['@a', 1]), list(['@a', 1], ['@b', 1]), true],
		['element in another order', 'x', { x: { a: 1, b: 2 } }, { x: { b: 2, a: 1 } }, false],
	])('%s (%s)', (_, field, before, after, expected) => {
		expect(isChange(field, before, after)).toBe(expected);
	});

	function place(city: string, zipCode = 1): CampaignRecord {
		return { location: { city, zipCode } };
	}

	function list(...entries: Array<[string, number]>): CampaignRecord {
		return { tags: entries.map(([PKey, value]) => ({ PKey, value })) };
	}
});

describe('More records than are remembered', () => {
	it('make the least recently seen one forgotten', () => {
		const watched = new WatchedFields(['email'], undefined);
		const see = (id: number) => watched.isChanged(`@${id}`, { email: 'a' });
		for (let id = 0; id < REMEMBERED; id += 1) see(id);

		expect([see(0), see(1)]).toEqual([false, false]);
		see(REMEMBERED);
		const again = new WatchedFields(['email'], stored(watched));
		const isForgotten = (id: number) => again.isChanged(`@${id}`, { email: 'a' });

		expect([0, 1, 3, REMEMBERED].map(isForgotten)).toEqual([false, false, false, false]);
		expect(isForgotten(2)).toBe(true);
	});

	it('are not noted as forgotten before one is', () => {
		const watched = new WatchedFields(['email'], undefined);
		for (let id = 0; id < REMEMBERED; id += 1) watched.isChanged(`@${id}`, {});

		expect(stored(watched)).not.toHaveProperty('forgotten');
	});
});

type Row = [id: number, email: string];

/** Rows with the values that they always have. */
const rows = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index): Row => [from + index, `p${from + index}@example.com`]);

/** A trigger that keeps between its polls what n8n stores. */
class Trigger {
	isLoop = false;
	/** How many rows had come when there first was a loop. */
	loopAt?: number;
	changed = 0;
	state?: WatchedState;

	/** @param chunk how many rows a poll reads */
	play(seen: Row[], chunk = 5_000): this {
		this.loopAt = undefined;
		this.changed = 0;
		for (let start = 0; start < seen.length; start += chunk) {
			const watched = new WatchedFields(['email'], this.state);
			seen.slice(start, start + chunk).forEach(([id, email], index) => {
				if (watched.isChanged(`@${id}`, { email })) this.changed += 1;
				if (watched.isLoop) this.loopAt ??= start + index;
			});
			this.isLoop = watched.isLoop;
			this.state = stored(watched);
		}
		return this;
	}

	/** The share of rows that came back, among the last that were not remembered. */
	get returned(): number {
		const { returned, unknown } = this.state?.forgotten ?? { returned: NaN, unknown: NaN };
		return returned / unknown;
	}
}

describe('A workflow that updates each record it gets', () => {
	it('is no loop with as many records as are remembered', () => {
		const trigger = new Trigger();
		const seen = rows(REMEMBERED);

		expect(trigger.play(seen).changed).toBe(REMEMBERED);
		for (let round = 0; round < 3; round += 1) {
			expect(trigger.play(seen)).toMatchObject({ changed: 0, loopAt: undefined });
		}
	});

	it.each([700, 5_000])(
		'is a loop in the second round of a burst of 50,000, of which a poll reads %i',
		(chunk) => {
			const trigger = new Trigger();
			const seen = rows(50_000);

			expect(trigger.play(seen, chunk)).toMatchObject({ changed: 50_000, loopAt: undefined });
			expect(trigger.play(seen, chunk).loopAt).toBeLessThan(5_000);
			expect(trigger).toMatchObject({ changed: 50_000, isLoop: true });
			expect(trigger.play(seen.slice(0, 5_000), chunk)).toMatchObject({ loopAt: 0, isLoop: true });
		},
	);

	it('gets again only what was forgotten when the last come first', () => {
		const trigger = new Trigger().play(rows(50_000)).play(rows(50_000).reverse());

		expect(trigger.changed).toBe(50_000 - REMEMBERED);
		expect(trigger.loopAt).toBeLessThan(REMEMBERED + 5_000);
	});

	it('is a loop in the second round with a few more records than are remembered', () => {
		const seen = rows(REMEMBERED + 20);
		const trigger = new Trigger().play(seen);

		expect(trigger.loopAt).toBeUndefined();
		expect(trigger.play(seen).loopAt).toBeLessThan(seen.length);
	});

	it('is a loop in the second round of a burst of 260,000', () => {
		const trigger = new Trigger();
		const seen = rows(260_000);

		expect(trigger.play(seen, 20_000)).toMatchObject({ changed: 260_000, loopAt: undefined });
		expect(trigger.play(seen.slice(0, 5_000)).loopAt).toBeDefined();
	});

	it('has each record noted once, however often that is forgotten', () => {
		const trigger = new Trigger().play(rows(6_000)).play(rows(6_000));
		const count = trigger.state?.forgotten?.count;

		expect(count).toBeGreaterThan(300);
		expect(trigger.play(rows(6_000)).state?.forgotten?.count).toBe(count);
	});

	it('is a loop no longer when it was repaired and other records have come', () => {
		const trigger = new Trigger().play(rows(20_000)).play(rows(20_000));

		expect(trigger.isLoop).toBe(true);
		expect(trigger.play(rows(10_000, 20_000)).isLoop).toBe(false);
	});
});

/** Played once, for it takes a second. */
let sixWeeks: { trigger: Trigger; loops: number; returned: number[] } | undefined;

function afterSixWeeks() {
	if (sixWeeks) return sixWeeks;
	const trigger = new Trigger();
	const returned: number[] = [];
	let loops = 0;
	for (let day = 0; day < 42; day += 1) {
		trigger.play(rows(10_000, day * 10_000), 10_000);
		if (trigger.loopAt !== undefined) loops += 1;
		returned.push(trigger.returned);
	}
	sixWeeks = { trigger, loops, returned };
	return sixWeeks;
}

describe('Honest updates are no loop', () => {
	it('with 10,000 new records a day for six weeks', () => {
		const { trigger, loops, returned } = afterSixWeeks();

		expect(trigger.state?.forgotten?.filters).toHaveLength(2);
		expect(loops).toBe(0);
		// What full filters take for returned by mistake is 4.4 %.
		expect(Math.max(...returned)).toBeLessThan(0.08);
	});

	/** Updates of forgotten records, of which some percent leave the watched field as it is. */
	function played(unchangedPercent: number): Trigger {
		const emails = rows(15_000);
		const trigger = new Trigger().play(emails);
		let update = 0;
		let loopAt: number | undefined;
		for (let round = 0; round < 3; round += 1) {
			const seen = emails.map((row): Row => {
				update += 1;
				// By a stride without a common factor, so that all remainders come evenly.
				if ((update * 37) % 100 >= unchangedPercent) row[1] = `${row[0]} of ${round}`;
				return [...row];
			});
			loopAt ??= trigger.play(seen).loopAt;
		}
		trigger.loopAt = loopAt;
		return trigger;
	}

	it('when 30 % of the forgotten ones come back with the same watched values', () => {
		const trigger = played(30);

		expect(trigger.loopAt).toBeUndefined();
		expect(trigger.returned).toBeGreaterThan(0.2);
	});

	it('but are one when 70 % do', () => {
		expect(played(70).loopAt).toBeDefined();
	});
});

describe('What is stored', () => {
	const settings = { seed: 4, numRuns: Number(process.env.PROPERTY_RUNS ?? 30) };
	const size = (state?: WatchedState) => JSON.stringify(state).length;

	it('is at most 101,000 characters however many records have come', () => {
		const { state } = afterSixWeeks().trigger;

		expect(size(state)).toBeGreaterThan(100_000);
		expect(size(state)).toBeLessThanOrEqual(101_000);
	});

	it('is at most 101,000 characters with any fields, keys and values', () => {
		let { state } = afterSixWeeks().trigger;
		const value = fc.anything({ values: [fc.string(), fc.integer(), fc.boolean()] });
		const update = fc.tuple(fc.string(), fc.dictionary(fc.string(), value));
		fc.assert(
			fc.property(fc.array(fc.string()), fc.array(update), (names, updates) => {
				const own = new WatchedFields(names, state);
				const full = new WatchedFields(['email'], state);
				for (const [key, record] of updates) {
					own.isChanged(key, record as CampaignRecord);
					full.isChanged(key, record as CampaignRecord);
					expect(own.isChanged(key, record as CampaignRecord)).toBe(false);
				}
				state = stored(full);
				expect(size(state)).toBeLessThanOrEqual(101_000);
				expect(size(stored(own))).toBeLessThanOrEqual(101_000);
			}),
			settings,
		);
	});

	it('is the same after it was read and stored again', () => {
		const { state } = new Trigger().play(rows(6_000)).play(rows(3_000));

		expect(stored(new WatchedFields(['email'], state))).toEqual(state);
	});

	it('holds no key, value or field name that can be read', () => {
		const watched = new WatchedFields(['email'], undefined);
		for (let id = 0; id < 10_000; id += 1) watched.isChanged(`@${id}`, { email: `ines${id}@x.io` });
		const state = stored(watched);

		expect(JSON.stringify(state)).not.toMatch(/ines|@|email/);
		expect(state.fields).toMatch(/^[\w-]{8}$/);
		expect(state.memory).toMatch(/^[\w-]{59995}$/);
		expect(state.forgotten?.filters).toEqual([expect.stringMatching(/^[\w-]{20000}$/)]);
	});
});
