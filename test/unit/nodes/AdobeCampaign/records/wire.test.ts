import { tryToParseDateTime } from 'n8n-workflow';

import {
	isPKey,
	toBody,
	toWire,
	type SentField,
} from '../../../../../nodes/AdobeCampaign/records/wire';
import type { RecordField } from '../../../../../nodes/AdobeCampaign/records/metadata';

const GENDER: RecordField['options'] = [
	{ name: 'Not specified', value: 'unknown' },
	{ name: 'Male', value: 'male' },
	{ name: 'Female', value: 'female' },
];
const LANGUAGE: RecordField['options'] = [
	{ name: 'None', value: 'none' },
	{ name: 'French', value: 'fr_fr' },
];
const SIZES: RecordField['options'] = Array.from({ length: 12 }, (_, index) => ({
	name: `Size ${index}`,
	value: String(index),
}));
/** The label of one is the name of the other. */
const CROSSED: RecordField['options'] = [
	{ name: 'gold', value: 'silver' },
	{ name: 'Best', value: 'gold' },
];

const field = (type: RecordField['type'], options?: RecordField['options']): RecordField => ({
	id: 'x',
	label: 'X',
	type,
	...(options && { options }),
});

const convert = (of: RecordField, value: unknown, clearsEmpty = false) =>
	toWire(of, value, { record: 'profile', zone: 'Europe/Paris', clearsEmpty });

const accepted: Array<[RecordField, unknown, unknown]> = [
	[field('string'), 'Amy', 'Amy'],
	[field('string'), ' Amy ', 'Amy'],
	[field('string'), 5, '5'],
	[field('string'), 0, '0'],
	[field('number'), 5, 5],
	[field('number'), 0, 0],
	[field('number'), -1.5, -1.5],
	[field('number'), '5', 5],
	[field('number'), ' 1.5 ', 1.5],
	[field('number'), 1e-7, 1e-7],
	[field('number'), '7615917337495251231', '7615917337495251231'],
	[field('number'), -0, 0],
	[field('boolean'), true, true],
	[field('boolean'), false, false],
	[field('boolean'), 'true', true],
	[field('boolean'), ' FALSE ', false],
	[field('boolean'), '1', true],
	[field('boolean'), 1, true],
	[field('boolean'), '0', false],
	[field('boolean'), 0, false],
	[field('boolean'), 'yes', true],
	[field('boolean'), 'N', false],
	[field('boolean'), 'WAHR', true],
	[field('options', GENDER), 'male', 'male'],
	[field('options', GENDER), ' female ', 'female'],
	[field('options', GENDER), 'Female', 'female'],
	[field('options', GENDER), 'FEMALE', 'female'],
	[field('options', GENDER), 'not specified', 'unknown'],
	[field('options', LANGUAGE), 'FR_FR', 'fr_fr'],
	[field('options', CROSSED), 'silver', 'silver'],
	[field('options', SIZES), 3, '3'],
	[field('options', CROSSED), 'gold', 'gold'],
	[field('date'), '1985-08-17', '1985-08-17'],
	[field('date'), '1985-08-16T22:00:00Z', '1985-08-17'],
	[field('date'), '31.12.1980', '1980-12-31'],
	[field('date'), '31 . 12 . 1980.', '1980-12-31'],
	[field('date'), 19801231, '1980-12-31'],
	[field('dateTime'), '2024-05-06T07:08:09', '2024-05-06 05:08:09.000Z'],
	[field('link'), ' @a-B_9 ', '@a-B_9'],
	[field('link'), { PKey: '@a', title: 'All (all)' }, '@a'],
];

test.each(accepted)('for %j %j goes out as %j', (of, value, wire) => {
	expect(convert(of, value)).toEqual({ value: wire });
});

/** What empties a field of each type. */
const EMPTIES: Array<[RecordField, unknown]> = [
	[field('string'), ''],
	[field('number'), 0],
	[field('date'), ''],
	[field('dateTime'), ''],
	[field('options', GENDER), 'unknown'],
	[field('options', LANGUAGE), 'none'],
	[field('options', CROSSED), ''],
];

test.each(EMPTIES)('empty text leaves %j alone, or clears it with %j', (of, value) => {
	expect(convert(of, '')).toBeUndefined();
	expect(convert(of, '', true)).toEqual({ value, clears: true });
	for (const word of ['[clear]', ' [CLEAR]\n']) {
		expect(convert(of, word)).toEqual({ value, clears: true });
	}
});

test.each([field('boolean'), field('link')])('%j cannot be empty', (of) => {
	expect(convert(of, '')).toBeUndefined();
	expect(convert(of, '', true)).toBeUndefined();
	expect(convert(of, '[clear]')).toHaveProperty('problem');
});

test.each(['string', 'number', 'boolean', 'options', 'date', 'dateTime', 'link'] as const)(
	'white space says nothing to %s',
	(type) => {
		for (const blank of [' ', '\n', '\u00a0', '\u200b\ufeff']) {
			expect(convert(field(type, GENDER), blank, true)).toBeUndefined();
		}
	},
);

test.each([
	['cusCustomerId', 'C-\u00ad1001', 'C-1001'],
	['card_code', 'A\u200b1', 'A1'],
	['phone', '+1\u202c\u00a0234', '+1 234'],
	['cusWorkEmail', 'amy@mail.com;', 'amy@mail.com'],
])('invisible characters inside %s are removed where it is a key: %j', (id, value, wire) => {
	expect(convert({ ...field('string'), id }, value)).toEqual({ value: wire });
});

test('a choice that only Campaign writes says nothing', () => {
	expect(convert(field('options', GENDER), '__Invalid_value__')).toBeUndefined();
});

test('a DateTime becomes text in a text field, and a day in a date field', () => {
	const moment = tryToParseDateTime('1985-08-17T00:00:00', 'Europe/Paris');
	expect(convert(field('string'), moment)).toEqual({ value: '1985-08-17T00:00:00.000+02:00' });
	expect(convert(field('date'), moment)).toEqual({ value: '1985-08-17' });
});

const refused: Array<[RecordField, unknown, RegExp]> = [
	[field('string'), { first: 'Amy' }, /A text is needed/],
	[field('string'), ['Amy'], /A text is needed/],
	[field('number'), 'five', /A number is needed/],
	[field('number'), '1,5', /A number is needed/],
	[field('number'), '0x1F', /A number is needed/],
	[field('number'), '1e3', /power of ten/],
	[field('number'), 2 ** 53, /lost its last digits/],
	[field('string'), 2 ** 53, /lost its last digits/],
	[field('string'), true, /A text is needed/],
	[field('string'), '{{ $json.x }}', /not computed/],
	[field('string'), '$now', /not computed/],
	[field('string'), '{$json.phone}', /not computed/],
	[field('string'), '%%FNAME%%', /placeholder/],
	[field('string'), 'undefined', /none of/],
	[field('string'), 'Invalid DateTime', /none of/],
	[field('string'), '#REF!', /none of/],
	[field('number'), NaN, /A number is needed/],
	[field('number'), Infinity, /A number is needed/],
	[field('number'), true, /A number is needed/],
	[field('number'), [5], /A number is needed/],
	[field('number'), {}, /A number is needed/],
	[field('boolean'), 'perhaps', /True or false is needed/],
	[field('boolean'), 2, /True or false is needed/],
	[field('boolean'), {}, /True or false is needed/],
	[field('boolean'), [], /True or false is needed/],
	[field('options', GENDER), 'invalid', /'unknown', 'male', 'female'\./],
	[field('options', GENDER), 1, /'unknown', 'male', 'female'\./],
	[field('options', CROSSED), 'bronze', /'silver', 'gold'\./],
	[field('options', SIZES), 'XL', /'9', and 2 more\./],
	[field('date'), '03/04/1980', /d\/M\/yyyy.*M\/d\/yyyy/],
	[field('date'), '31.12.80', /d\.M\.yy'/],
	[field('date'), 29586, /day number of a spreadsheet/],
	[field('date'), 493084800, /fromSeconds/],
	[field('date'), 1980, /year first.*fromFormat/],
	[field('date'), '1.2.1980 00:00', /split\(' '\)\[0\], 'd\.M\.yyyy'/],
	[field('date'), '31. Dezember 1980', /fromFormat/],
	[field('date'), '31.02.1980', /no such day/],
	[field('date'), '1985-08-17T10:30:00Z', /toDateTime\(\)/],
	[field('dateTime'), 'tomorrow', /year first/],
	[field('link'), 'north', /The PKey of the other record/],
	[field('link'), 5, /The PKey of the other record/],
	[field('link'), { href: 'x' }, /The PKey of the other record/],
	[field('link'), { PKey: 'north' }, /The PKey of the other record/],
	[field('link'), ['@a'], /The PKey of the other record/],
];

test.each(refused)('for %j %j is refused', (of, value, problem) => {
	expect(convert(of, value)).toEqual({ problem: expect.stringMatching(problem) as string });
});

test.each(['string', 'number', 'boolean', 'options', 'date', 'dateTime', 'link'] as const)(
	'what is wrong with %s is told without the value',
	(type) => {
		const value = type === 'string' ? { name: 'Dakota' } : 'Dakota';
		const conversion = convert(field(type, GENDER), value);
		expect(conversion).toHaveProperty('problem');
		expect(JSON.stringify(conversion)).not.toContain('Dakota');
	},
);

const sent = (id: string, value: SentField['value']): SentField => ({
	...field('string'),
	id,
	value,
});

test('a body has the fields that were set and nothing else', () => {
	expect(toBody([])).toEqual({});
	expect(toBody([sent('phone', ''), sent('age', 0), sent('blackList', false)])).toEqual({
		phone: '',
		age: 0,
		blackList: false,
	});
});

test('parts of a nested element stand together in it', () => {
	const fields = [
		sent('location.city', 'Paris'),
		sent('phone', '555'),
		sent('location.zipCode', '75001'),
		sent('cusStore.name', 'Nord'),
	];
	expect(toBody(fields)).toEqual({
		location: { city: 'Paris', zipCode: '75001' },
		phone: '555',
		cusStore: { name: 'Nord' },
	});
});

test('an element in an element is nested as deep as the field', () => {
	const fields = [sent('a.b.c', '1'), sent('a.b.d', '2'), sent('a.e', '3')];
	expect(toBody(fields)).toEqual({ a: { b: { c: '1', d: '2' }, e: '3' } });
});

test('a link goes out as an object with the key', () => {
	const link: SentField = { ...sent('orgUnit', '@a'), type: 'link' };
	expect(toBody([link, sent('phone', '@a')])).toEqual({ orgUnit: { PKey: '@a' }, phone: '@a' });
});

test.each([
	['@2v1dr3ZK-_', true],
	[' @a ', true],
	['@', false],
	['@a b', false],
	['a@b', false],
	['@a/b', false],
	[7, false],
	[null, false],
])('%j looks like a PKey: %s', (value, expected) => {
	expect(isPKey(value)).toBe(expected);
});

describe('A list', () => {
	const lines: RecordField = {
		...field('list'),
		fields: [
			{ id: 'name', label: 'Name', type: 'string' },
			{ id: 'count', label: 'Count', type: 'number' },
		],
	};
	const problemOf = (value: unknown, of = lines) => {
		const conversion = convert(of, value);
		return conversion && 'problem' in conversion ? conversion.problem : undefined;
	};

	test.each<[string, unknown, unknown]>([
		['of objects', [{ name: ' Boots ', count: '2' }], [{ name: 'Boots', count: 2 }]],
		['as JSON', '[{ "name": "Boots" }, {}]', [{ name: 'Boots' }, {}]],
		['without entries', [], []],
		['with values that are not set', [{ name: null, count: undefined }], [{}]],
	])('%s has each value by the type of its field', (_case, value, wire) => {
		expect(convert(lines, value)).toEqual({ value: wire });
	});

	test('of unknown fields goes out as it is', () => {
		const entries = [{ a: ' x ', b: { c: 1 } }];
		expect(convert(field('list'), entries)).toEqual({ value: entries });
	});

	test.each(['Boots', '{}', '3', 3, true, {}, [1], ['{}'], [[]], [null], [new Date()]])(
		'is none: %j',
		(value) => {
			expect(problemOf(value)).toContain('A list of objects is needed');
		},
	);

	test('has the entry and the name of what is wrong in it', () => {
		expect(problemOf([{}, { count: 'many' }])).toBe(
			"'count' of entry 2: A number is needed, such as 12 or 12.5.",
		);
		expect(problemOf([{ Name: 'x' }])).toBe(
			"Entry 1 has 'Name', which is none of 'name', 'count'.",
		);
	});

	test('that is empty text says nothing, also in its entries', () => {
		expect(convert(lines, '')).toBeUndefined();
		expect(convert(lines, [{ name: '', count: '' }])).toEqual({ value: [{}] });
	});
});

describe('A text that may be empty', () => {
	const keep = (of: RecordField, value: unknown) =>
		toWire(of, value, { record: 'event', zone: 'UTC', clearsEmpty: false, keepsEmpty: true });

	test.each(['', ' ', '\u200b\n'])('is a value: %j', (value) => {
		expect(keep(field('string'), value)).toEqual({ value: '' });
	});

	test.each(['number', 'boolean', 'date', 'dateTime', 'list', 'options'] as const)(
		'is none of a %s',
		(type) => {
			expect(keep(field(type), '')).toBeUndefined();
			expect(keep(field(type), ' ')).toBeUndefined();
		},
	);

	test('is one in the entries of a list, too', () => {
		const lines = { ...field('list'), fields: [field('string')] };
		expect(keep(lines, [{ x: '' }])).toEqual({ value: [{ x: '' }] });
	});
});
