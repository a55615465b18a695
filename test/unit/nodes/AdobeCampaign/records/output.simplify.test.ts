import { simplify } from '../../../../../nodes/AdobeCampaign/records/output';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';

const AMY = {
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
	const simple = simplify(AMY, PROFILE);
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
	const before = JSON.stringify(AMY);
	simplify(AMY, PROFILE);
	expect(JSON.stringify(AMY)).toBe(before);
});
