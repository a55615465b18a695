import {
	compare,
	differing,
	momentOf,
	type FieldRule,
	type Verdict,
} from '../../../../../nodes/AdobeCampaign/records/compare';
import type { SentField, WireValue } from '../../../../../nodes/AdobeCampaign/records/wire';

const namedField = (
	id: string,
	value: WireValue,
	type: SentField['type'] = 'string',
): SentField => ({ id, label: id.toUpperCase(), type, value });

const field = (type: SentField['type'], value: WireValue) => namedField('x', value, type);

type Case = [type: SentField['type'], sent: WireValue, stored: unknown, verdict: Verdict];

const CASES: Case[] = [
	['string', 'Amy', 'Amy', 'applied'],
	['string', 'Amy', 'Bob', 'different'],
	['string', 'Amy', '', 'different'],
	['string', 'Amy', null, 'different'],
	['string', '', '', 'applied'],
	['string', '', null, 'applied'],
	['string', '', 'Amy', 'different'],
	['string', '', 0, 'different'],
	['string', '', false, 'different'],
	['string', '5', 5, 'applied'],
	['string', 'true', true, 'applied'],
	['string', 'Zo\u00eb', 'Zoe\u0308', 'applied'],
	['string', 'Zoe\u0308', 'Zo\u00eb', 'applied'],
	['string', 'Zo\u00eb', 'Zoe', 'different'],
	['string', ' Amy ', 'Amy', 'normalized'],
	['string', 'Amy\t  Ann', 'Amy Ann', 'normalized'],
	['string', 'Amy\u00a0', 'Amy', 'normalized'],
	['string', '  ', '', 'normalized'],
	['string', 'amy', 'Amy', 'different'],
	['string', 'Amy Dakota', 'Amy', 'different'],
	['string', 'Amy', { name: 'Amy' }, 'different'],
	['string', 'Amy', ['Amy', 'Bob'], 'different'],
	['number', 5, 5, 'applied'],
	['number', 5, '5', 'applied'],
	['number', 1.5, '1.50', 'applied'],
	['number', 5, 6, 'different'],
	['number', 5, 'five', 'different'],
	['number', 0, 0, 'applied'],
	['number', 0, '', 'different'],
	['number', 0, null, 'different'],
	['number', 1, true, 'applied'],
	['boolean', true, true, 'applied'],
	['boolean', false, false, 'applied'],
	['boolean', true, false, 'different'],
	['boolean', false, true, 'different'],
	['boolean', true, 'true', 'different'],
	['boolean', false, 0, 'different'],
	['boolean', false, '', 'different'],
	['boolean', false, null, 'different'],
	['options', 'male', 'male', 'applied'],
	['options', 'male', 'Male', 'different'],
	['options', 'male', ' male', 'different'],
	['options', 'none', '', 'different'],
	['date', '1985-08-17', '1985-08-17', 'applied'],
	['date', '1985-08-17', '1985-08-16', 'different'],
	['date', '1985-08-17', '', 'different'],
	['date', '', '', 'applied'],
	['date', '', null, 'applied'],
	['dateTime', '2019-09-25 00:19:14.569Z', '2019-09-25 00:19:14.569Z', 'applied'],
	['dateTime', '2019-09-25 00:19:14.569Z', '2019-09-25T00:19:14.569Z', 'applied'],
	['dateTime', '2019-09-25 00:19:14.000Z', '2019-09-25 00:19:14Z', 'applied'],
	['dateTime', '2019-09-25 00:19:14.569Z', '2019-09-25T02:19:14.569+02:00', 'applied'],
	['dateTime', '2019-09-25 00:19:14.569Z', '2019-09-25 00:19:15.569Z', 'different'],
	['dateTime', '2019-09-25 00:19:14.569Z', 'yesterday', 'different'],
	['dateTime', '2019-09-25 00:19:14.569Z', '', 'different'],
	['dateTime', '', '', 'applied'],
	['link', '@a', '@a', 'applied'],
	['link', '@a', '@A', 'different'],
	['link', '@a', null, 'different'],
];

test.each(CASES)('%s %j, stored as %j, is %s', (type, sent, stored, verdict) => {
	expect(compare(field(type, sent), stored)).toBe(verdict);
});

test.each(['string', 'number', 'boolean', 'options', 'date', 'dateTime'] as const)(
	'%s that is not in the answer is missing, even when it was cleared',
	(type) => {
		expect(compare(field(type, ''), undefined)).toBe('missing');
		expect(compare(field(type, 'x'), undefined, { policy: 'smartCase' })).toBe('missing');
	},
);

const RULES: Array<[rule: FieldRule, sent: string, stored: string, verdict: Verdict]> = [
	[{ policy: 'smartCase' }, 'mcDONALD', 'Mcdonald', 'normalized'],
	[{ policy: 'smartCase' }, 'van der DOE', 'Van Der Doe', 'normalized'],
	[{ policy: 'smartCase' }, 'mcdonald', 'Macdonald', 'different'],
	[{ policy: 'smartCase' }, 'amy', '', 'different'],
	[{ policy: 'smartCase' }, 'ZOE\u0308', 'Zo\u00eb', 'normalized'],
	[{ policy: 'lowerCase' }, 'ABC', 'abc', 'normalized'],
	[{ policy: 'upperCase' }, 'abc', 'ABC', 'normalized'],
	[{ policy: 'identifier' }, 'abc', 'ABC', 'normalized'],
	[{ policy: 'none' }, 'abc', 'ABC', 'different'],
	[{ policy: 'unheardOf' }, 'abc', 'ABC', 'different'],
	[{}, 'abc', 'ABC', 'different'],
	[{ policy: 'email' }, ' Amy@Example.COM ', 'amy@example.com', 'normalized'],
	[{ policy: 'email' }, 'amy @example.com', 'amy@example.com', 'normalized'],
	[{ policy: 'email' }, 'amy@example.com', 'bob@example.com', 'different'],
	[{ policy: 'email' }, 'amy@example.com', '', 'different'],
	[{ policy: 'phone' }, '+44 (20) 7946-0958', '+442079460958', 'normalized'],
	[{ policy: 'phone' }, '020 7946 0958', '+442079460958', 'different'],
	[{ policy: 'phone' }, '0606060606', '0606060607', 'different'],
	[{ policy: 'phone' }, 'call me', '', 'different'],
	[{ policy: 'phone' }, 'call me', 'ring me', 'different'],
	[
		{ length: 30 },
		'UPDATED_ACSSDK_Test_First_0a1b2c3d',
		'UPDATED_ACSSDK_Test_First_0a1b',
		'normalized',
	],
	[
		{ length: 30 },
		'UPDATED_ACSSDK_Test_First_0a1b2c3d',
		'UPDATED_ACSSDK_Test_First_0a1',
		'different',
	],
	[
		{ length: 40 },
		'UPDATED_ACSSDK_Test_First_0a1b2c3d',
		'UPDATED_ACSSDK_Test_First_0a1b',
		'different',
	],
	[{ length: 4 }, 'Amy Dakota', 'Amy', 'normalized'],
	[{ length: 4 }, 'Amy Dakota', 'Amy ', 'normalized'],
	[{ length: 3 }, 'amy dakota', 'Amy', 'different'],
	[{ length: 3, policy: 'smartCase' }, 'amy dakota', 'Amy', 'normalized'],
	[{ length: 3 }, 'Amy', 'Amy Dakota', 'different'],
	[{ length: 6, policy: 'phone' }, '12 34 56 78', '123456', 'normalized'],
];

test.each(RULES)('by the rule %j %j, stored as %j, is %s', (rule, sent, stored, verdict) => {
	expect(compare(field('string', sent), stored, rule)).toBe(verdict);
});

test('a text that is stored as sent is applied whatever the rule', () => {
	expect(compare(field('string', 'mcDONALD'), 'mcDONALD', { policy: 'smartCase', length: 3 })).toBe(
		'applied',
	);
});

test.each(['number', 'boolean', 'options', 'date', 'dateTime', 'link'] as const)(
	'a rule for texts explains nothing about %s',
	(type) => {
		expect(compare(field(type, 'ABC'), 'abc', { policy: 'smartCase', length: 1 })).toBe(
			'different',
		);
	},
);

test.each([
	['2019-09-25 00:19:14.569Z', 1569370754569],
	['2019-09-25T02:19:14.569+02:00', 1569370754569],
	['', NaN],
	[undefined, NaN],
	[null, NaN],
	['yesterday', NaN],
])('%j is the moment %d', (value, moment) => {
	expect(momentOf(value)).toBe(moment);
});

const PROFILE = {
	PKey: '@p',
	phone: '555',
	fax: '',
	lastName: 'Dakota',
	birthDate: '1985-08-17',
	blackList: false,
	location: { city: 'Oslo' },
	orgUnit: { PKey: '@all', title: 'All (all)' },
	geoUnit: null,
};

const SAME = [
	namedField('phone', '555'),
	namedField('fax', ''),
	namedField('birthDate', '1985-08-17', 'date'),
	namedField('blackList', false, 'boolean'),
	namedField('location.city', 'Oslo'),
	namedField('orgUnit', '@all', 'link'),
];

test('what the profile holds already does not differ', () => {
	expect(differing(PROFILE, SAME)).toEqual([]);
});

test.each([
	['another value', namedField('phone', '556')],
	['a value that is cleared', namedField('phone', '')],
	['a value where there is none', namedField('fax', '1')],
	['a field that is not in the answer', namedField('cusPoints', 0, 'number')],
	['another link', namedField('orgUnit', '@north', 'link')],
	['a link where there is none', namedField('geoUnit', '@all', 'link')],
	['what the server may rewrite in its own way', namedField('lastName', 'DAKOTA')],
])('%s differs', (_, changed) => {
	expect(differing(PROFILE, [...SAME, changed])).toEqual([changed]);
});

test.each<[SentField['type'], WireValue, unknown, Verdict]>([
	['number', 0, '', 'applied'],
	['number', 0, null, 'applied'],
	['number', 0, 0, 'applied'],
	['number', 0, 7, 'different'],
	['options', 'none', '', 'applied'],
	['number', 0, undefined, 'missing'],
])(
	'a field of the type %s that was cleared by %j and reads as %j is %s',
	(type, value, stored, verdict) => {
		expect(compare({ ...field(type, value), clears: true }, stored)).toBe(verdict);
	},
);

test('a number that was not cleared is not an empty text', () => {
	expect(compare(field('number', 0), '')).toBe('different');
});
