import { Columns } from '../../../../../nodes/AdobeCampaign/records/columns';
import { toDeclared } from '../../../../../nodes/AdobeCampaign/records/declared';
import type { RecordField } from '../../../../../nodes/AdobeCampaign/records/metadata';
import type { FieldForm, GivenFields } from '../../../../../nodes/AdobeCampaign/records/values';
import { EVENT } from '../../../../../nodes/AdobeCampaign/resources/event/kind';
import { errorOf, scene } from '../campaign';

const field = (id: string, type: RecordField['type'] = 'string', more = {}): RecordField => ({
	id,
	label: `The ${id}`,
	type,
	...more,
});

const FIELDS = [
	field('orderNumber'),
	field('total', 'number'),
	field('gift', 'boolean'),
	field('day', 'date'),
	field('lines', 'list', { fields: [field('name'), field('count', 'number')] }),
];

const given = (
	values: Record<string, unknown>,
	{
		stored = [],
		mapping = 'single',
	}: { stored?: RecordField[]; mapping?: FieldForm['mapping'] } = {},
): GivenFields => ({
	form: { mapping, columns: new Columns(stored, EVENT), zone: 'Europe/Paris', clearsEmpty: false },
	values:
		mapping === 'automatic' ? [] : Object.entries(values).map(([name, value]) => ({ name, value })),
	input: (mapping === 'automatic' ? values : {}) as GivenFields['input'],
});

const declared = async (given: GivenFields, fields?: RecordField[]) =>
	await toDeclared(scene({}, { kind: EVENT }).item, given, {
		fields,
		label: 'Context',
		owner: 'event',
		word: 'field',
	});

describe('Values under declared names', () => {
	it('have the types of their fields, and all of them go out', async () => {
		const values = { orderNumber: '', total: '0', gift: false, day: '2026-02-01', lines: [] };
		const { missing, ...sent } = await declared(given(values), FIELDS);

		expect(sent.values).toEqual({
			orderNumber: '',
			total: 0,
			gift: false,
			day: '2026-02-01',
			lines: [],
		});
		expect(missing).toEqual([]);
	});

	it('leave out blank numbers, dates, switches and lists, which are missing then', async () => {
		const { values, missing } = await declared(
			given({ orderNumber: ' ', total: '', gift: ' ', day: '', lines: '' }),
			FIELDS,
		);

		expect(values).toEqual({ orderNumber: '' });
		expect(missing).toEqual(['total', 'gift', 'day', 'lines']);
	});

	it('are known by the form that was stored when the instance does not tell them', async () => {
		const { values, missing } = await declared(
			given({ total: '3' }, { stored: FIELDS.slice(0, 2) }),
		);

		expect(values).toEqual({ total: 3 });
		expect(missing).toEqual(['orderNumber']);
	});

	it('count by what the instance tells, not by the form that was stored', async () => {
		const error = await errorOf(declared(given({ old: '3' }, { stored: [field('old')] }), FIELDS));

		expect(error.message).toBe("The value of 'old' in 'Context' cannot be sent");
	});

	it('are as they are when nothing tells their fields', async () => {
		const odd = { a: ' x ', b: { c: [1] }, d: false };

		expect(await declared(given(odd))).toEqual({ values: odd, missing: [] });
		expect((await errorOf(declared(given({ a: '{{ $json.a }}' })))).description).toContain(
			'not computed',
		);
	});

	it('of somebody who has declared none are refused', async () => {
		const error = await errorOf(declared(given({ orderNumber: 'x' }), []));

		expect(error.description).toBe('Nothing was sent.\nThe event has no such field. It has none.');
	});

	it('are missing under the names that every object has', async () => {
		const { missing } = await declared(given({}), [field('constructor'), field('toString')]);

		expect(missing).toEqual(['constructor', 'toString']);
	});

	it.each([
		['ordernumber', /Did you mean 'orderNumber'\?$/],
		['ordrNumber', /Did you mean 'orderNumber'\?$/],
		['The total', /Did you mean 'total'\?$/],
		['xyz', /It has: orderNumber, total, gift, day, lines\.$/],
	])('of an unknown name are refused with the nearest one: %s', async (name, advice) => {
		expect((await errorOf(declared(given({ [name]: 'x' }), FIELDS))).description).toMatch(advice);
	});

	it('of an unknown name are refused with twenty names at most', async () => {
		const many = Array.from({ length: 25 }, (_, number) => field(`field${number}`));
		const { description } = await errorOf(declared(given({ xyz: 'x' }), many));

		expect(description).toContain('field19.');
		expect(description).not.toContain('field20');
	});

	it('that cannot be sent are all named in one error', async () => {
		const error = await errorOf(
			declared(given({ total: 'many', gift: 'perhaps', xyz: 1 }), FIELDS),
		);

		expect(error.message).toBe("The values of 'total', 'gift', 'xyz' in 'Context' cannot be sent");
		expect(error.description?.split('\n')).toHaveLength(4);
		expect(error.description).toMatch(/^Nothing was sent\.\n'total': A number/);
	});

	it('are mapped by column, and other columns are left out', async () => {
		const columns = given(
			{ 'the TOTAL': '3', email: 'ines@example.com' },
			{ mapping: 'automatic' },
		);
		const { values, missing } = await declared(columns, FIELDS);

		expect(values).toEqual({ total: 3 });
		expect(missing).toContain('orderNumber');
	});

	it('cannot be mapped by column when nothing tells their names', async () => {
		const error = await errorOf(declared(given({ a: 1 }, { mapping: 'automatic' })));

		expect(error.message).toBe("Campaign does not tell what 'Context' takes");
	});
});
