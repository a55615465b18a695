import type { IDataObject } from 'n8n-workflow';

import type { FieldRule } from '../../../../../nodes/AdobeCampaign/records/compare';
import { confirm, isStored } from '../../../../../nodes/AdobeCampaign/records/confirm';
import type { SentField } from '../../../../../nodes/AdobeCampaign/records/wire';

const sentText = (id: string, value: string): SentField => ({
	id,
	label: id.toUpperCase(),
	type: 'string',
	value,
});

/** A record that reads differently from one read to the next; the last form stays. */
class ChangingRecord {
	reads = 0;

	ruleReads = 0;

	pauses: number[] = [];

	rewritten = new Set<string>();

	constructor(
		private readonly forms: IDataObject[],
		private readonly knownRules: Record<string, FieldRule> = {},
	) {}

	read = async () => this.forms[Math.min(this.reads++, this.forms.length - 1)];

	rules = async () => {
		this.ruleReads++;
		return new Map(Object.entries(this.knownRules));
	};

	wait = async (ms: number) => {
		this.pauses.push(ms);
	};
}

const PHONE = sentText('phone', '555');
const NAME = sentText('name', 'amy');

test('a value that is stored at once is read once, without a pause and without rules', async () => {
	const source = new ChangingRecord([{ phone: '555', other: 1 }]);
	const { record, confirmation } = await confirm([PHONE], source);
	expect(record).toEqual({ phone: '555', other: 1 });
	expect(confirmation).toEqual({
		status: 'applied',
		reads: 1,
		fields: [{ field: 'phone', label: 'PHONE', sent: '555', stored: '555', verdict: 'applied' }],
	});
	expect(source).toMatchObject({ reads: 1, ruleReads: 0, pauses: [] });
});

test.each([
	['after the first pause', [{ phone: '1' }, { phone: '555' }], 2, [500]],
	['after the second pause', [{ phone: '1' }, {}, { phone: '555' }], 3, [500, 1500]],
])('a value that arrives late is applied %s', async (_, forms, reads, pauses) => {
	const source = new ChangingRecord(forms, { phone: { policy: 'none' } });
	const { record, confirmation } = await confirm([PHONE], source);
	expect(record).toEqual({ phone: '555' });
	expect(confirmation).toMatchObject({ status: 'applied', reads });
	expect(source).toMatchObject({ reads, ruleReads: 1, pauses });
});

test.each([
	['different', { phone: '1' }],
	['missing', {}],
] as const)('a value that stays %s is read three times and no more', async (verdict, form) => {
	const source = new ChangingRecord([form], { phone: { policy: 'none' } });
	const { confirmation } = await confirm([PHONE], source);
	expect(confirmation).toMatchObject({ status: verdict, reads: 3, fields: [{ verdict }] });
	expect(source).toMatchObject({ reads: 3, ruleReads: 1, pauses: [500, 1500] });
});

test('a value that a rule explains is looked at once more, since it may be an older one', async () => {
	const source = new ChangingRecord([{ name: 'Amy' }], { name: { policy: 'smartCase' } });
	const { confirmation } = await confirm([NAME], source);
	expect(confirmation).toEqual({
		status: 'normalized',
		reads: 2,
		fields: [{ field: 'name', label: 'NAME', sent: 'amy', stored: 'Amy', verdict: 'normalized' }],
	});
	expect(source).toMatchObject({ ruleReads: 1, pauses: [500] });
});

test('a value that a rule explains counts at once where the field was seen to be rewritten', async () => {
	const rules = { name: { policy: 'smartCase' } };
	const first = new ChangingRecord([{ name: 'Amy' }], rules);
	await confirm([NAME], first);
	const next = new ChangingRecord([{ name: 'Amy' }], rules);
	next.rewritten = first.rewritten;
	expect((await confirm([NAME], next)).confirmation).toMatchObject({
		status: 'normalized',
		reads: 1,
	});
});

test('an older value that a rule would explain is not taken for the one that was sent', async () => {
	const source = new ChangingRecord([{ name: 'Amy' }, { name: 'amy' }], {
		name: { policy: 'smartCase' },
	});
	const { record, confirmation } = await confirm([NAME], source);
	expect(record).toEqual({ name: 'amy' });
	expect(confirmation).toMatchObject({ status: 'applied', reads: 2 });
	expect([...source.rewritten]).toEqual([]);
});

test('spaces that are gone need no rule to be explained', async () => {
	const source = new ChangingRecord([{ name: 'amy' }]);
	const { confirmation } = await confirm([sentText('name', ' amy ')], source);
	expect(confirmation).toMatchObject({ status: 'normalized', reads: 2 });
	expect(source.ruleReads).toBe(0);
});

test('a rule explains only its own field', async () => {
	const source = new ChangingRecord([{ name: 'Amy', nick: 'Amy' }], {
		name: { policy: 'smartCase' },
	});
	const { confirmation } = await confirm([NAME, sentText('nick', 'amy')], source);
	expect(confirmation.fields.map(({ verdict }) => verdict)).toEqual(['normalized', 'different']);
});

test('rules that cannot be had are asked for once', async () => {
	const source = new ChangingRecord([{ phone: '1' }]);
	await confirm([PHONE], source);
	expect(source).toMatchObject({ reads: 3, ruleReads: 1 });
});

test.each([
	[{ a: '1', b: '1 ' }, 'applied'],
	[{ a: '1', b: '1' }, 'normalized'],
	[{ a: '2', b: '1' }, 'different'],
	[{ a: '2' }, 'missing'],
])('of %j the worst verdict is %s', async (form, status) => {
	const source = new ChangingRecord([form]);
	const { confirmation } = await confirm([sentText('a', '1'), sentText('b', '1 ')], source);
	expect(confirmation.status).toBe(status);
});

test('a part of a nested element is found, and the report is in the order of sending', async () => {
	const source = new ChangingRecord([{ location: { city: 'Paris', zipCode: '75001' } }]);
	const sent = [sentText('location.zipCode', '75001'), sentText('location.city', 'Paris')];
	const { confirmation } = await confirm(sent, source);
	expect(confirmation.fields).toEqual([
		{
			field: 'location.zipCode',
			label: 'LOCATION.ZIPCODE',
			sent: '75001',
			stored: '75001',
			verdict: 'applied',
		},
		{
			field: 'location.city',
			label: 'LOCATION.CITY',
			sent: 'Paris',
			stored: 'Paris',
			verdict: 'applied',
		},
	]);
});

test('the record and the report are of the same, last read', async () => {
	const source = new ChangingRecord([
		{ phone: '1', n: 1 },
		{ phone: '2', n: 2 },
		{ phone: '3', n: 3 },
	]);
	const { record, confirmation } = await confirm([PHONE], source);
	expect(record).toEqual({ phone: '3', n: 3 });
	expect(confirmation.fields[0].stored).toBe('3');
});

test('without pauses it is a single look', async () => {
	const source = new ChangingRecord([{ phone: '1' }, { phone: '555' }]);
	const { confirmation } = await confirm([PHONE], source, []);
	expect(confirmation).toMatchObject({ status: 'different', reads: 1 });
	expect(source).toMatchObject({ reads: 1, ruleReads: 1, pauses: [] });
});

test.each([
	['applied', true],
	['normalized', true],
	['different', false],
	['missing', false],
] as const)('%s counts as stored: %s', (status, expected) => {
	expect(isStored({ status })).toBe(expected);
});

test('a read that fails ends the confirmation', async () => {
	const source = new ChangingRecord([{ phone: '1' }]);
	const read = async () => {
		if (source.reads === 1) throw new Error('gone');
		return await source.read();
	};
	await expect(confirm([PHONE], { ...source, read })).rejects.toThrow('gone');
	expect(source.pauses).toEqual([500]);
});

test('of a link the key is compared and reported', async () => {
	const source = new ChangingRecord([{ orgUnit: { PKey: '@a', title: 'All (all)' } }]);
	const link: SentField = { ...sentText('orgUnit', '@a'), type: 'link' };
	const { confirmation } = await confirm([link], source);
	expect(confirmation.fields).toMatchObject([{ sent: '@a', stored: '@a', verdict: 'applied' }]);
});
