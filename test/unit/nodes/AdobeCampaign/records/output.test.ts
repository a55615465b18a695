import type { Run } from '../../../../../nodes/AdobeCampaign/n8n/run';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import type { SentField } from '../../../../../nodes/AdobeCampaign/records/wire';
import {
	outputOf,
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

	test('ten flat fields are left of a profile, key first', () => {
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
		expect(Object.keys(simple)[0]).toBe('PKey');
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
});
