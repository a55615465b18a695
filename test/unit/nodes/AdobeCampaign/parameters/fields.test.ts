import type { IDataObject } from 'n8n-workflow';

import {
	fromFormField,
	readFields,
	readStoredFields,
	toFormField,
} from '../../../../../nodes/AdobeCampaign/parameters/fields';
import type { FieldType } from '../../../../../nodes/AdobeCampaign/records/kind';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { contextOf, type Setting } from '../context';

test.each<[FieldType, string]>([
	['string', 'string'],
	['number', 'number'],
	['boolean', 'boolean'],
	['date', 'dateTime'],
	['dateTime', 'dateTime'],
	['link', 'string'],
])('a field of type %s is in the form a %s that may be left out', (type, formType) => {
	const field = { id: 'cusX', label: 'My field', type, length: 30, policy: 'smartCase' };
	expect(toFormField(field)).toEqual({
		id: 'cusX',
		displayName: 'My field',
		type: formType,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
	});
});

test('an enumeration offers its choices', () => {
	const options = [{ name: 'Male', value: 'male' }];
	const field = { id: 'gender', label: 'Gender', type: 'options' as const, options };
	expect(toFormField(field)).toMatchObject({ type: 'options', options });
});

const formField = (id: string, more: object = {}) => ({
	id,
	displayName: `The ${id}`,
	type: 'string' as const,
	required: false,
	defaultMatch: false,
	display: true,
	...more,
});

const SCHEMA = ['phone', 'email', 'location.city', 'cusX'].map((id) => formField(id));

const read = (
	fields: unknown,
	setting: Setting & { options?: IDataObject } = {},
	itemIndex = 0,
) => {
	const { options = {}, ...rest } = setting;
	const parameters = { fields: fields as IDataObject, options };
	const context = contextOf({ parameters, ...rest });
	return readFields(context, itemIndex, readStoredFields(context, PROFILE));
};

/** The values of the form, as [name, value], with the expression behind them where there is one. */
const valuesOf = (...given: Parameters<typeof read>) =>
	read(...given).values.map(({ name, value, expression }) =>
		expression === undefined ? [name, value] : [name, value, expression],
	);

describe('Map Each Column Manually', () => {
	const manual = (value: unknown, schema: object[] = SCHEMA) => ({
		mappingMode: 'defineBelow',
		value,
		schema,
	});

	it('gives the values as they stand there, and of an expression its result for the item', () => {
		const fields = manual({ phone: '555', email: '={{ $json.email }}', 'location.city': '=city' });
		const expressions = {
			'={{ $json.email }}': (index: number) => `amy${index}@example.com`,
			'=city': 'Oslo',
		};
		const given = read(fields, { expressions, items: [{}, {}] }, 1);

		expect(given.form.mapping).toBe('manual');
		expect(given.values).toEqual([
			{ name: 'phone', value: '555' },
			{ name: 'email', value: 'amy1@example.com', expression: '={{ $json.email }}' },
			{ name: 'location.city', value: 'Oslo', expression: '=city' },
		]);
	});

	it('leaves out a field that is not shown: n8n stores false for each switch that was never added', () => {
		const schema = [formField('phone'), formField('blackListEmail', { removed: true })];

		expect(valuesOf(manual({ phone: '1', blackListEmail: false }, schema))).toEqual([
			['phone', '1'],
		]);
	});

	it('leaves out an expression that was not written yet, of which n8n makes an empty text', () => {
		const fields = manual({ phone: '=', email: 'a@b.example' });

		expect(valuesOf(fields, { expressions: { '=': '' } })).toEqual([['email', 'a@b.example']]);
	});

	it('leaves out missing values, and keeps empty ones', () => {
		const fields = manual({ phone: null, email: '', cusX: '=gone' });

		expect(valuesOf(fields, { expressions: { '=gone': undefined } })).toEqual([['email', '']]);
	});

	it('hands on [clear] and white space: what they mean is decided later', () => {
		expect(valuesOf(manual({ phone: '[clear]', email: ' ' }))).toEqual([
			['phone', '[clear]'],
			['email', ' '],
		]);
	});

	it.each([null, undefined, {}])('without values has an empty list: %j', (value) => {
		expect(valuesOf(manual(value))).toEqual([]);
	});

	it('takes an object for the parts of a nested element, its expressions computed', () => {
		const fields = manual({ location: { zipCode: '75001', city: '=city' } });

		expect(valuesOf(fields, { expressions: { '=city': 'Paris' } })).toEqual([
			['location.zipCode', '75001'],
			['location.city', 'Paris'],
		]);
	});

	it('keeps a list, a linked record, and an object for a field of the form as they are', () => {
		const link = { PKey: '@shop', title: 'Shop' };

		expect(valuesOf(manual({ cusShop: link, cusList: [1], cusX: { a: 1 } }))).toEqual([
			['cusShop', link],
			['cusList', [1]],
			['cusX', { a: 1 }],
		]);
	});
});

describe('Fields as a person or a model wrote them', () => {
	it.each([
		['with a value alone', { value: { phone: '1' } }],
		['by name', { phone: '1' }],
		['by name, with a form', { phone: '1', schema: SCHEMA }],
	])('are taken %s', (_name, fields) => {
		expect(valuesOf(fields)).toEqual([['phone', '1']]);
	});

	it('are computed where they stand', () => {
		expect(valuesOf({ phone: '=phone' }, { expressions: { '=phone': '2' } })).toEqual([
			['phone', '2', '=phone'],
		]);
	});

	it('are no names in a form of the editor', () => {
		expect(valuesOf({ mappingMode: 'defineBelow', phone: '1' })).toEqual([]);
	});
});

describe('Map Automatically', () => {
	it('has the input item and no values, whatever was entered before', () => {
		const fields = { mappingMode: 'autoMapInputData', value: { phone: '1' }, schema: SCHEMA };
		const given = read(fields, { items: [{ phone: '2' }, { phone: '3' }] }, 1);

		expect(given).toMatchObject({
			form: { mapping: 'automatic' },
			values: [],
			input: { phone: '3' },
		});
	});
});

describe('One expression for all values', () => {
	const single = (result: unknown) => valuesOf('=all', { expressions: { '=all': result } });

	it.each([
		['an object', { phone: '1', location: { city: 'Oslo' }, email: null }],
		['JSON', '{"phone":"1","location":{"city":"Oslo"},"email":null}'],
	])('may give %s, whose values count as computed', (_name, result) => {
		expect(single(result)).toEqual([
			['phone', '1', '=fields'],
			['location.city', 'Oslo', '=fields'],
		]);
		expect(read('=all', { expressions: { '=all': result } }).form.mapping).toBe('single');
	});

	it.each(['', 'phone', '[1]', 12, ['phone'], undefined])(
		'is refused when it gives %j',
		(result) => {
			expect(() => single(result)).toThrow("'Fields' has no values by field");
		},
	);
});

describe('Empty Values', () => {
	it.each([
		[{}, false],
		[{ emptyValues: 'leave' }, false],
		[{ emptyValues: 'clear' }, true],
	])('%j clears: %s', (options, clears) => {
		expect(read({}, { options }).form.clearsEmpty).toBe(clears);
	});

	it.each(['', 'yes', true])('%j is refused, because much depends on it', (emptyValues) => {
		expect(() => read({}, { options: { emptyValues } })).toThrow(
			"'Empty Values' in Options has no such choice",
		);
	});
});

describe('Empty Values in a tool of an AI agent', () => {
	it('never clears: a model sends something for each field that it is asked for', () => {
		const options = { emptyValues: 'clear' };

		expect(read({}, { options, node: { type: 'x.profileTool' } }).form.clearsEmpty).toBe(false);
	});
});

describe('The form that is stored with the workflow', () => {
	it('says what the fields are', () => {
		const columnsOf = (...given: Parameters<typeof read>) => read(...given).form.columns;

		expect(columnsOf({ value: {}, schema: SCHEMA }).get('phone')).toEqual({
			id: 'phone',
			label: 'The phone',
			type: 'string',
		});
		expect(columnsOf('=all', { expressions: { '=all': {} } }).isEmpty).toBe(true);
		expect(columnsOf({ schema: 'broken' }).isEmpty).toBe(true);
	});

	it.each([
		['cusX', 'dateTime', 'dateTime'],
		['cusX', 'number', 'number'],
		['cusX', 'boolean', 'boolean'],
		['cusX', 'string', 'string'],
		['cusX', 'array', 'list'],
		['birthDate', 'dateTime', 'date'],
		['orgUnit', 'string', 'link'],
		// A list to choose from, in a form that was stored later.
		['orgUnit', 'options', 'link'],
	] as const)('has the field %s of type %s for %s', (id, type, expected) => {
		expect(fromFormField(formField(id, { type }), PROFILE).type).toBe(expected);
	});

	it('has the choices of an enumeration as texts', () => {
		const options = [{ name: 'One', value: 1 }];
		const { options: read } = fromFormField(formField('x', { type: 'options', options }), PROFILE);

		expect(read).toEqual([{ name: 'One', value: '1' }]);
	});

	it('comes with the workflow’s time zone', () => {
		expect(read({}).form.zone).toBe('Europe/Paris');
	});
});

describe('A parameter of another name', () => {
	const CONTEXT = { name: 'context', label: 'Context' };
	const readContext = (context: unknown, expressions = {}) => {
		const form = contextOf({ parameters: { context } as IDataObject, expressions });
		return readFields(form, 0, readStoredFields(form, PROFILE, CONTEXT)).values;
	};

	it('is read under its name', () => {
		const value = { a: '=a', b: 2 };
		expect(readContext({ mappingMode: 'defineBelow', value }, { '=a': 1 })).toEqual([
			{ name: 'a', value: 1, expression: '=a' },
			{ name: 'b', value: 2, expression: undefined },
		]);
		expect(readContext('=all', { '=all': { a: 1 } })).toEqual([
			{ name: 'a', value: 1, expression: '=context' },
		]);
	});

	it('is named by its label', () => {
		expect(() => readContext('=all', { '=all': 3 })).toThrow("'Context' has no values by field");
	});
});

test('a list is one in the form, and comes back as one', () => {
	const list = { id: 'lines', label: 'Lines', type: 'list' as const };
	const inForm = toFormField({ ...list, fields: [] });
	expect(inForm.type).toBe('array');
	expect(fromFormField(inForm, PROFILE)).toEqual(list);
});
