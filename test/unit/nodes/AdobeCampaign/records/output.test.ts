import type { Run } from '../../../../../nodes/AdobeCampaign/n8n/run';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import type { SentField } from '../../../../../nodes/AdobeCampaign/records/wire';
import {
	inReadingOrder,
	outputOf,
	proposal,
	selectFields,
	simplify,
} from '../../../../../nodes/AdobeCampaign/records/output';

const AMY = {
	PKey: '@a',
	age: 51,
	cusPoints: 0,
	email: 'amy@example.com',
	fax: '',
	firstName: 'Amy',
	location: { city: 'Paris', zipCode: '' },
	orgUnit: null,
};

describe('selected fields', () => {
	test('come in the order that was asked for, flat, under the names that were asked for', () => {
		const chosen = selectFields(AMY, ['location.city', 'email', 'PKey']);
		expect(Object.entries(chosen)).toEqual([
			['location.city', 'Paris'],
			['email', 'amy@example.com'],
			['PKey', '@a'],
		]);
	});

	test('keep what is empty, and a part or a whole as it is', () => {
		const names = ['fax', 'cusPoints', 'orgUnit', 'location', 'location.zipCode'];
		expect(selectFields(AMY, names)).toEqual({
			fax: '',
			cusPoints: 0,
			orgUnit: null,
			location: AMY.location,
			'location.zipCode': '',
		});
	});

	test('leave out what the profile does not have', () => {
		const names = ['cusHobby', 'location.country', 'orgUnit.title', 'email.x'];
		expect(selectFields(AMY, names)).toEqual({});
	});
});

describe('a simplified profile', () => {
	const PRINTED = {
		PKey: '@a',
		acsId: 'b94b0d98',
		age: 51,
		birthDate: '1969-06-03',
		blackListEmail: false,
		cusPrimaryStorelink: null,
		email: 'amy@example.com',
		firstName: 'Amy',
		href: 'https://mc.adobe.io/acme/campaign/profileAndServices/profile/@a',
		lastModified: '2020-02-14 09:47:29.833Z',
		lastName: 'Dakota',
		location: { city: 'Paris' },
		mobilePhone: '',
		phone: '',
		preferredLanguage: 'none',
		subscriptions: { href: 'https://mc.adobe.io/x' },
	};

	test('ten flat fields are left of a profile, the long key last', () => {
		const simple = simplify(PRINTED, PROFILE);
		expect(simple).toEqual({
			PKey: '@a',
			email: 'amy@example.com',
			firstName: 'Amy',
			lastName: 'Dakota',
			phone: '',
			mobilePhone: '',
			birthDate: '1969-06-03',
			preferredLanguage: 'none',
			blackListEmail: false,
			lastModified: '2020-02-14 09:47:29.833Z',
		});
		expect(Object.keys(simple)).toHaveLength(10);
		expect(Object.keys(simple)[9]).toBe('PKey');
	});

	test('a field that the instance does not have is left out, not emptied', () => {
		expect(simplify({ PKey: '@a', email: '' }, PROFILE)).toEqual({ PKey: '@a', email: '' });
		expect(Object.keys(simplify({ PKey: '@a', cusX: 1 }, PROFILE))).toEqual(['PKey']);
	});

	test('the profile itself is not changed', () => {
		const before = JSON.stringify(PRINTED);
		simplify(PRINTED, PROFILE);
		expect(JSON.stringify(PRINTED)).toBe(before);
	});
});

describe('a written profile', () => {
	const itemOf = (isTool: boolean) => ({ run: { isTool } as Run, kind: PROFILE });
	const sent: SentField[] = [
		{ id: 'location.city', label: 'City', type: 'string', value: 'Paris' },
		{ id: 'cusPoints', label: 'Points', type: 'number', value: 0 },
	];

	test('is put out whole', () => {
		expect(outputOf(itemOf(false), AMY, sent)).toBe(AMY);
	});

	test('is cut down for an agent to the simple fields and those that were sent', () => {
		expect(outputOf(itemOf(true), AMY, sent)).toEqual({
			PKey: '@a',
			email: 'amy@example.com',
			firstName: 'Amy',
			'location.city': 'Paris',
			cusPoints: 0,
		});
	});

	test('is cut down for a person who wants it simplified', () => {
		expect(outputOf(itemOf(false), AMY, sent, true)).toEqual(outputOf(itemOf(true), AMY, sent));
	});
});

describe('the order of a written record', () => {
	const names = (...ids: string[]) =>
		ids.map((id): SentField => ({ id, label: id, type: 'string', value: '' }));
	const orderOf = (output: object, ids: string[]) =>
		Object.keys(inReadingOrder({ ...output }, PROFILE, names(...ids)));

	test('is what was done, whose it is, what was sent, then the rest, with the PKey as the tenth', () => {
		const rest = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 };
		const amy = {
			PKey: '@a',
			...rest,
			email: 'x',
			phone: '1',
			lastName: 'D',
			location: {},
			firstName: 'A',
		};
		const report = { operation: 'updated', confirmation: {}, ...amy };

		expect(orderOf(report, ['location.city', 'phone'])).toEqual([
			'operation',
			'confirmation',
			'email',
			'firstName',
			'lastName',
			'location',
			'phone',
			'a',
			'b',
			'PKey',
			'c',
			'd',
			'e',
			'f',
		]);
		expect(orderOf(amy, []).indexOf('PKey')).toBe(9);
	});

	test('has the PKey behind all that was sent, and last where there is little', () => {
		const many = [...'abcdefghij'];
		const sent = Object.fromEntries(many.map((name) => [name, 1]));

		expect(orderOf({ PKey: '@a', z: 1, ...sent }, many)).toEqual([...many, 'PKey', 'z']);
		expect(orderOf({ PKey: '@a', 'location.city': 'X', z: 1 }, ['location.city'])).toEqual([
			'location.city',
			'z',
			'PKey',
		]);
		expect(orderOf({ href: 'x' }, [])).toEqual(['href']);
	});
});

test('a proposal says of whom it is, and of each field what it is and what it would be, in the order of the form', () => {
	const fields: SentField[] = [
		{ id: 'fax', label: 'Fax', type: 'string', value: '556' },
		{ id: 'location.city', label: 'City', type: 'string', value: 'Paris' },
		{ id: 'orgUnit', label: 'Unit', type: 'link', value: '@north' },
		{ id: 'cusScore', label: 'Score', type: 'number', value: 7 },
	];
	const record = { ...AMY, orgUnit: { PKey: '@all' } };

	expect(Object.entries(proposal(record, fields, PROFILE))).toEqual([
		['dryRun', true],
		['email', 'amy@example.com'],
		['firstName', 'Amy'],
		[
			'fields',
			[
				{ field: 'fax', now: '', wouldBe: '556', changes: true },
				{ field: 'location.city', now: 'Paris', wouldBe: 'Paris', changes: false },
				{ field: 'orgUnit', now: '@all', wouldBe: '@north', changes: true },
				{ field: 'cusScore', now: null, wouldBe: 7, changes: true },
			],
		],
		['PKey', '@a'],
	]);
});
