import { Columns } from '../../../../../nodes/AdobeCampaign/records/columns';
import type { RecordField } from '../../../../../nodes/AdobeCampaign/records/metadata';
import {
	refuseNothing,
	refuseUnfit,
	toFieldValues,
	type FieldForm,
	type GivenFields,
	type GivenValue,
} from '../../../../../nodes/AdobeCampaign/records/values';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { errorOf, ok, scene, type Scene } from '../campaign';

const METADATA = 'GET resourceType/profile';

const field = (id: string, label: string, type: RecordField['type'] = 'string'): RecordField => ({
	id,
	label,
	type,
});

const FORM = [
	field('phone', 'Phone'),
	field('email', 'Email'),
	field('location.city', 'Location: City'),
	field('blackListEmail', 'No longer contact by e-mail', 'boolean'),
	field('birthDate', 'Birth date', 'date'),
	field('orgUnit', 'Org (PKey)', 'link'),
	{ ...field('cusLevel', 'Level', 'options'), options: [{ name: 'Silver', value: 'silver' }] },
	field('cusSince', 'Since', 'dateTime'),
	field('cusShop', 'Shop'),
	field('cusPoints', 'Points', 'number'),
	field('cusActive', 'Active', 'boolean'),
];

const CONTENT = {
	phone: { type: 'string', label: 'Phone' },
	fax: { type: 'string', label: 'Fax' },
	cusLevel: { type: 'enumeration', label: 'Level', values: { silver: 'Silver', gold: 'Gold' } },
	cusSince: { type: 'date', label: 'Since' },
	cusShop: { type: 'link', label: 'Shop' },
};

type Some = Partial<Omit<GivenFields, 'form'>> &
	Partial<Omit<FieldForm, 'columns'>> & { fields?: RecordField[] };

const given = ({ values = [], input = {}, fields = FORM, ...form }: Some): GivenFields => ({
	values,
	input,
	form: {
		mapping: 'manual',
		columns: new Columns(fields, PROFILE),
		zone: 'Europe/Paris',
		clearsEmpty: false,
		...form,
	},
});

const entered = (name: string, value: unknown, expression?: string): GivenValue => ({
	name,
	value,
	expression,
});

/** What is sent of the given values, by field, and everything else that can be said of them. */
async function valuesOf(some: Some, setting: Scene = {}) {
	const { item, asked, hints } = scene({ [METADATA]: ok({ content: CONTENT }) }, setting);
	const values = await toFieldValues(item, given(some));
	return {
		sent: Object.fromEntries(values.sent.map(({ id, value }) => [id, value])),
		cleared: values.sent.filter(({ clears }) => clears).map(({ id }) => id),
		refused: values.refused.map((one) => [one.field.id, one.problem]),
		heldBack: values.heldBack.map(({ id }) => id),
		isSilent: values.isSilent,
		asked,
		hints: hints(),
	};
}

const automatic = async (input: GivenFields['input'], setting: Scene = {}, form = FORM) =>
	await valuesOf({ mapping: 'automatic', input, fields: form }, setting);

const manual = async (values: GivenValue[], some: Some = {}, setting: Scene = {}) =>
	await valuesOf({ values, ...some }, setting);

describe('Map Automatically', () => {
	it('takes columns by API name and by label, and sends no request with a form', async () => {
		const { sent, asked } = await automatic({
			'E-Mail': 'amy@example.com',
			phone: ' 555 ',
			'Points ': '12',
		});

		expect(sent).toEqual({ email: 'amy@example.com', phone: '555', cusPoints: 12 });
		expect(asked).toEqual([]);
	});

	it('takes parts of a nested element, and of a column that is an element', async () => {
		expect((await automatic({ location: { city: 'Oslo', planet: 'Earth' } })).sent).toEqual({
			'location.city': 'Oslo',
		});
		expect((await automatic({ City: 'Oslo' })).sent).toEqual({ 'location.city': 'Oslo' });
	});

	it('leaves out columns that are no field, and missing values', async () => {
		const values = await automatic({ weather: 'fine', phone: null, email: undefined, fax: '1' });

		expect(values).toMatchObject({ sent: {}, refused: [], isSilent: false });
	});

	it('reports columns that were taken by another name, and those that only look like a field', async () => {
		const { hints } = await automatic({ phone: '1', Email: 'a@b.example', birthdat: '2000-01-02' });

		expect(hints).toEqual([
			"Columns that were taken for a field: 'Email' for email",
			"Columns that were not used, though they look like a field: 'birthdat' (like 'Birth date', birthDate)",
		]);
	});

	it('says nothing of a part of an element that is like a field', async () => {
		expect((await automatic({ location: { citty: 'Oslo' } })).hints).toEqual([]);
	});

	it('says nothing of a column like a field that has its value already', async () => {
		expect((await automatic({ birthDate: '2000-01-02', birthdat: 'x' })).hints).toEqual([]);
	});

	it('reads the fields of the instance when no form is stored', async () => {
		const { sent, asked } = await automatic({ Fax: '1' }, {}, []);

		expect(sent).toEqual({ fax: '1' });
		expect(asked).toEqual([METADATA]);
	});

	it('reads nothing for an item without a value', async () => {
		expect((await automatic({ Fax: null }, {}, [])).asked).toEqual([]);
	});

	it('refuses two columns of one field', async () => {
		const failing = automatic({ phone: '1', Phone: '2' });

		expect(await errorOf(failing)).toMatchObject({
			message: "Two columns stand for 'Phone'",
			description: expect.stringContaining("'phone' and 'Phone'"),
		});
	});

	it.each([
		[{ phone: '1', Phone: ' ' }],
		[{ Phone: '', phone: '1' }],
		[{ phone: '\u200b', Phone: '1' }],
	])('takes the one that is not blank of %j', async (input) => {
		expect((await automatic(input)).sent).toEqual({ phone: '1' });
	});
});

describe('Blank cells', () => {
	it('alone are silent: there is nothing to store, and no mistake', async () => {
		expect(await automatic({ phone: '', email: '  ' })).toMatchObject({ sent: {}, isSilent: true });
	});

	it('beside a value are not', async () => {
		expect((await automatic({ phone: '', email: 'a@b.example' })).isSilent).toBe(false);
	});

	it('of an AI agent are a mistake', async () => {
		const { isSilent } = await automatic({ phone: '' }, { node: { type: 'x.profileTool' } });

		expect(isSilent).toBe(false);
	});

	it('clear their field where Empty Values is set to that', async () => {
		const values = await manual([entered('phone', ''), entered('email', ' ')], {
			clearsEmpty: true,
		});

		expect(values).toMatchObject({ sent: { phone: '' }, cleared: ['phone'] });
	});
});

describe('A field', () => {
	it('that the form does not have is looked for in the instance', async () => {
		const { sent, asked } = await manual([entered('fax', '1')]);

		expect(sent).toEqual({ fax: '1' });
		expect(asked).toEqual([METADATA]);
	});

	it('that neither has is refused by its name', async () => {
		const { sent, refused } = await manual([entered('phone', '1'), entered('cusNew', 'x')]);

		expect(sent).toEqual({ phone: '1' });
		expect(refused).toEqual([['cusNew', expect.stringContaining('no such field')]]);
	});

	it('with a value that does not fit is refused with what is wrong', async () => {
		const { sent, refused } = await manual([entered('cusPoints', 'many'), entered('phone', '1')]);

		expect(sent).toEqual({ phone: '1' });
		expect(refused).toEqual([['cusPoints', 'A number is needed, such as 12 or 12.5.']]);
	});

	it('that is a date of the company’s own is a day where the instance says so', async () => {
		const { sent, asked } = await manual([entered('cusSince', '2020-05-06')]);

		expect(sent).toEqual({ cusSince: '2020-05-06' });
		expect(asked).toEqual([METADATA]);
	});

	it('that is a day of every instance needs no request', async () => {
		const { sent, asked } = await manual([entered('birthDate', '2020-05-06')]);

		expect(sent).toEqual({ birthDate: '2020-05-06' });
		expect(asked).toEqual([]);
	});
});

describe('A choice', () => {
	it('of the form needs no request', async () => {
		const { sent, asked } = await manual([entered('cusLevel', 'Silver')]);

		expect([sent, asked]).toEqual([{ cusLevel: 'silver' }, []]);
	});

	it('that is newer than the form is taken from the instance', async () => {
		expect((await manual([entered('cusLevel', 'Gold')])).sent).toEqual({ cusLevel: 'gold' });
	});

	it('that the instance does not have is refused with those that it has', async () => {
		expect((await manual([entered('cusLevel', 'lead')])).refused).toEqual([
			['cusLevel', "One of these is needed: 'silver', 'gold'."],
		]);
	});
});

describe('A link', () => {
	it.each([['@shop'], [{ PKey: '@shop', title: 'Shop' }]])(
		'of the company’s own is told by its value: %j',
		async (value) => {
			const { item } = scene({ [METADATA]: ok({ content: CONTENT }) });
			const { sent } = await toFieldValues(item, given({ values: [entered('cusShop', value)] }));

			expect(sent).toMatchObject([{ id: 'cusShop', type: 'link', value: '@shop' }]);
		},
	);

	it.each([[[]], [{ href: 'x' }]])(
		'as Get returns it without a key is left out: %j',
		async (value) => {
			const { sent, refused } = await manual([entered('orgUnit', value)]);

			expect([sent, refused]).toEqual([{}, []]);
		},
	);
});

describe('An opt-out', () => {
	const RECORD = { PKey: '@a', blackListEmail: false };

	it.each<[string, boolean, Some]>([
		['false of a record that was read earlier', true, { mapping: 'automatic', input: RECORD }],
		['false of a table', false, { mapping: 'automatic', input: { blackListEmail: false } }],
		[
			'false by an expression that takes it over from such a record',
			true,
			{
				values: [entered('blackListEmail', false, '={{ $json.blackListEmail }}')],
				input: RECORD,
			},
		],
		['false by hand', false, { values: [entered('blackListEmail', false)], input: RECORD }],
		[
			'false by an expression where the record has true',
			false,
			{
				values: [entered('blackListEmail', false, '={{ !$json.blackListEmail }}')],
				input: { PKey: '@a', blackListEmail: true },
			},
		],
	])('that is %s is held back: %s', async (_name, isHeldBack, some) => {
		const { sent, heldBack } = await valuesOf(some);

		expect(heldBack).toEqual(isHeldBack ? ['blackListEmail'] : []);
		expect(sent).toEqual(isHeldBack ? {} : { blackListEmail: false });
	});

	it('that is true is always sent', async () => {
		const { sent, heldBack } = await automatic({ PKey: '@a', blackListEmail: true });

		expect([sent, heldBack]).toEqual([{ blackListEmail: true }, []]);
	});

	it('is not what another switch is', async () => {
		const { sent } = await automatic({ PKey: '@a', cusActive: false });

		expect(sent).toEqual({ cusActive: false });
	});
});

describe('The expression that an error proposes', () => {
	const problemOf = ({ refused }: Awaited<ReturnType<typeof valuesOf>>) => refused[0][1];
	const UNCLEAR = '03/04/2020';

	it.each([
		['$json.birthDate', { birthDate: UNCLEAR }],
		['$json["Birth date"]', { 'Birth date': UNCLEAR }],
	])('has %s for a column', async (source, input) => {
		expect(problemOf(await automatic(input))).toContain(`fromFormat(${source},`);
	});

	it.each([
		['$json.day', '={{ $json.day }}'],
		["$('Sheet').item.json.day", "={{ $('Sheet').item.json.day }}"],
		['VALUE', undefined],
		['VALUE', "={{ '03/04/2020' }}"],
		['VALUE', '={{ $json.a }} {{ $json.b }}'],
	])('has %s for %s', async (source, expression) => {
		const values = await manual([entered('birthDate', UNCLEAR, expression)]);

		expect(problemOf(values)).toContain(`fromFormat(${source},`);
	});
});

describe('A refusal', () => {
	const problem = (label: string) => ({ field: field('x', label), given: 1, problem: 'No.' });

	it.each([
		[['Phone'], "The value of 'Phone' in 'Fields' cannot be stored", 'No.'],
		[
			['Phone', 'Fax'],
			"The values of 'Phone', 'Fax' in 'Fields' cannot be stored",
			"'Phone': No.\n'Fax': No.",
		],
	])('of %j names each value', (labels, message, description) => {
		const { item } = scene({});

		expect(() => refuseUnfit(item, labels.map(problem))).toThrow(
			expect.objectContaining({ message, description }),
		);
	});

	it('needs a value that cannot be stored', () => {
		expect(() => refuseUnfit(scene({}).item, [])).not.toThrow();
	});

	it.each([
		['automatic', 'The item has no value whose name is that of a field'],
		['manual', "Add at least one field to 'Fields'"],
	] as const)('of nothing at all says what to do with %s mapping', (mapping, advice) => {
		expect(() => refuseNothing(scene({}).item, given({ mapping }))).toThrow(
			expect.objectContaining({
				message: 'There is nothing to store',
				description: expect.stringContaining(advice),
			}),
		);
	});
});
