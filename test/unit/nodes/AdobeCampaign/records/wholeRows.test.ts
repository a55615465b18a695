import { WholeRows } from '../../../../../nodes/AdobeCampaign/records/wholeRows';
import type { CampaignRecord } from '../../../../../nodes/AdobeCampaign/transport/types';

const RECORD: CampaignRecord = {
	PKey: '@a',
	phone: '1',
	age: 0,
	location: { city: 'Oslo', zip: '' },
	subscriptions: { href: 'https://x/@a/subscriptions/' },
	orgUnit: null,
	lastModified: '2026-11-27 10:00:00.000Z',
};

const without = (record: CampaignRecord, field: string): CampaignRecord =>
	Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));

it.each<[string, CampaignRecord, boolean]>([
	['is the same', {}, true],
	['has another value', { phone: '2' }, false],
	['is older', { lastModified: '2026-11-27 09:59:59.999Z' }, false],
	['has a part less', { location: { city: 'Oslo' } }, false],
	['has a part more', { location: { city: 'Oslo', zip: '', street: '' } }, false],
	['has another part', { location: { city: 'Bergen', zip: '' } }, false],
	['has nothing where an object is', { subscriptions: null }, false],
	['has a key where an object is', { location: '@l' }, false],
	['has an object where nothing is', { orgUnit: { PKey: '@o' } }, false],
	['has a field more', { fax: '' }, false],
])('A row proves that rows are whole when it %s', (_case, change, isProven) => {
	const rows = new WholeRows();

	expect(rows.prove({ ...RECORD, ...change }, RECORD)).toBe(isProven);
	expect(rows.isProven).toBe(isProven);
	expect(rows.covers(RECORD)).toBe(isProven);
});

it('A row without a field proves nothing', () => {
	expect(new WholeRows().prove(without(RECORD, 'phone'), RECORD)).toBe(false);
});

describe('When one row was proven, a row', () => {
	const proven = () => {
		const rows = new WholeRows();
		rows.prove(RECORD, { ...RECORD });
		return rows;
	};

	it('of another record is covered, whatever its values', () => {
		const row = { ...RECORD, PKey: '@b', phone: '', location: { city: '', zip: '1' } };

		expect(proven().covers(row)).toBe(true);
	});

	it('that lacks a field is not', () => {
		expect(proven().covers(without(RECORD, 'phone'))).toBe(false);
	});

	it('with a link that was null so far is not, until a record with that link was compared', () => {
		const rows = proven();
		const linked = { ...RECORD, orgUnit: { PKey: '@o', title: 'North' } };
		expect(rows.covers(linked)).toBe(false);

		expect(rows.prove(linked, { ...linked })).toBe(true);
		expect(rows.covers({ ...linked, orgUnit: { PKey: '@s', title: 'South' } })).toBe(true);
	});

	it.each<[string, CampaignRecord['content'], CampaignRecord['content']]>([
		['a part of it', { unit: null }, { unit: { PKey: '@u', title: 'East' } }],
		['a part of one of many', [{ unit: null }], [{ unit: { PKey: '@u' } }]],
	])('with a link that was null so far in %s is not', (_case, empty, full) => {
		const rows = new WholeRows();
		rows.prove({ ...RECORD, cusMore: empty }, { ...RECORD, cusMore: empty });

		expect(rows.covers({ ...RECORD, cusMore: empty })).toBe(true);
		expect(rows.covers({ ...RECORD, cusMore: full })).toBe(false);
		expect(rows.prove({ ...RECORD, cusMore: full }, { ...RECORD, cusMore: full })).toBe(true);
		expect(rows.covers({ ...RECORD, cusMore: full })).toBe(true);
	});

	it('with more of what was compared once is covered', () => {
		const rows = new WholeRows();
		rows.prove({ ...RECORD, cusMany: [{ a: {} }] }, { ...RECORD, cusMany: [{ a: {} }] });

		expect(rows.covers({ ...RECORD, cusMany: [{ a: {} }, { a: {} }] })).toBe(true);
	});

	it('that fails later leaves what was proven', () => {
		const rows = proven();

		expect(rows.prove({ ...RECORD, phone: '' }, RECORD)).toBe(false);
		expect(rows.covers(RECORD)).toBe(true);
	});
});
