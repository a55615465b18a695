import { differing, proposal } from '../../../../../nodes/AdobeCampaign/records/compare';
import type { SentField } from '../../../../../nodes/AdobeCampaign/records/wire';

const field = (
	id: string,
	value: SentField['value'],
	type: SentField['type'] = 'string',
): SentField => ({ id, label: id.toUpperCase(), type, value });

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
	field('phone', '555'),
	field('fax', ''),
	field('birthDate', '1985-08-17', 'date'),
	field('blackList', false, 'boolean'),
	field('location.city', 'Oslo'),
	field('orgUnit', '@all', 'link'),
];

test('what the profile holds already does not differ', () => {
	expect(differing(PROFILE, SAME)).toEqual([]);
});

test.each([
	['another value', field('phone', '556')],
	['a value that is cleared', field('phone', '')],
	['a value where there is none', field('fax', '1')],
	['a field that is not in the answer', field('cusPoints', 0, 'number')],
	['another link', field('orgUnit', '@north', 'link')],
	['a link where there is none', field('geoUnit', '@all', 'link')],
	['what the server may rewrite in its own way', field('lastName', 'DAKOTA')],
])('%s differs', (_, changed) => {
	expect(differing(PROFILE, [...SAME, changed])).toEqual([changed]);
});

test('a proposal says of each field what it is and what it would be, in the order of the form', () => {
	const fields = [
		field('phone', '556'),
		field('location.city', 'Oslo'),
		field('orgUnit', '@north', 'link'),
		field('cusPoints', 7, 'number'),
	];
	expect(proposal(PROFILE, fields)).toEqual({
		PKey: '@p',
		dryRun: true,
		fields: [
			{ field: 'phone', now: '555', wouldBe: '556', changes: true },
			{ field: 'location.city', now: 'Oslo', wouldBe: 'Oslo', changes: false },
			{ field: 'orgUnit', now: '@all', wouldBe: '@north', changes: true },
			{ field: 'cusPoints', now: null, wouldBe: 7, changes: true },
		],
	});
});
