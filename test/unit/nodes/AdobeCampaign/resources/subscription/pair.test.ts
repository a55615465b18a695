import {
	identityOfPair,
	optOutsOf,
	readChosenProfile,
	readChosenService,
	readPair,
	readPairChoice,
	recordKeyOfPair,
	sidesOf,
} from '../../../../../../nodes/AdobeCampaign/resources/subscription/pair';
import { ALL, errorOf, ok } from '../../campaign';
import { contextOf } from '../../context';
import { GET_PROFILE, GET_SERVICE, PROFILE, SERVICE, subscriptionScene } from './subscriptionScene';

const CHOICE = {
	profile: { by: 'key', key: '@p' },
	service: { by: 'key', key: '@s' },
} as const;

describe('A profile and a service', () => {
	it('are chosen as everywhere else', () => {
		const context = contextOf({
			parameters: {
				endpoint: 'profileAndServices',
				profile: { mode: 'email', value: 'Amy@example.com' },
				service: { mode: 'name', value: 'SVC13' },
			},
		});
		const choice = readPairChoice(context, 0);

		expect(choice).toEqual({
			profile: { by: 'email', email: 'Amy@example.com' },
			service: { by: 'name', name: 'SVC13' },
		});
		expect(recordKeyOfPair(choice)).toEqual({ way: 'email', key: 'amy@example.com' });
	});

	it('are read with the field set of the item, the service first', async () => {
		const { item, asked } = subscriptionScene({});

		expect(await readPair(item, CHOICE)).toEqual({ profile: PROFILE, service: SERVICE });
		expect(asked).toEqual([GET_SERVICE, GET_PROFILE]);
	});

	it('are read once a run for the service, and for each item for the profile', async () => {
		const { itemOf, asked } = subscriptionScene({});
		for (const index of [0, 1, 2]) await readPair(itemOf(index), CHOICE);

		expect(asked.filter((name) => name === GET_SERVICE)).toHaveLength(1);
		expect(asked.filter((name) => name === GET_PROFILE)).toHaveLength(3);
	});

	it('that were not found are looked for again by the next item', async () => {
		const { itemOf } = subscriptionScene({ [GET_SERVICE]: [{ status: 404 }, ok(SERVICE)] });
		await errorOf(readChosenService(itemOf(0), CHOICE.service));

		expect(await readChosenService(itemOf(1), CHOICE.service)).toEqual(SERVICE);
	});

	it('by two names of one service are two look-ups', async () => {
		const byText = (text: string) => `GET service/byText?text=${text}&_lineCount=200&${ALL}`;
		const { item, asked } = subscriptionScene({
			[byText('SVC13')]: ok({ content: [SERVICE] }),
			[byText('Garden%20News')]: ok({ content: [SERVICE] }),
		});
		for (const name of ['SVC13', 'Garden News', 'SVC13']) {
			expect(await readChosenService(item, { by: 'name', name })).toEqual(SERVICE);
		}
		expect(asked).toHaveLength(2);
	});

	it('refuse a profile that does not have the custom key', async () => {
		const { item } = subscriptionScene({ 'GET profile/C-2': ok(PROFILE) });

		await expect(readChosenProfile(item, { by: 'key', key: 'C-2' })).rejects.toThrow(
			'Campaign returned something else than the profile with this custom key',
		);
	});

	it('are the same pair by their PKeys alone', () => {
		const pair = { profile: PROFILE, service: SERVICE };
		const identity = identityOfPair(pair);

		expect(identityOfPair({ profile: { PKey: '@p' }, service: { PKey: '@s' } })).toBe(identity);
		expect(identityOfPair({ profile: SERVICE, service: PROFILE })).not.toBe(identity);
		expect(identityOfPair({ profile: { PKey: '@p@' }, service: { PKey: 's' } })).not.toBe(identity);
	});

	it('are shown as Campaign shows them in a subscription, without what it does not have', () => {
		expect(
			sidesOf({ profile: PROFILE, service: { PKey: '@s', toString: 1, mode: 'viral' } }),
		).toEqual({
			service: { PKey: '@s' },
			subscriber: { PKey: '@p', email: 'amy@example.com', firstName: 'Amy', lastName: 'Lee' },
		});
	});
});

describe('Opt-outs', () => {
	it.each([
		[{}, []],
		[{ blackList: true }, ['all']],
		[{ blackListEmail: true }, ['email']],
		[{ blackListEmail: 'true', blackListFax: 'false' }, ['email']],
		[{ blackListMobile: true, blackListPostalMail: true }, ['mobile', 'postalMail']],
		[{ blackList: false, blackListEmail: true }, ['email']],
		[{ blackListEmail: '', blackListPhone: 0, blackListFax: null }, []],
		[{ blackListEmailLastModified: true, blackListLastModified: true }, []],
		[{ blackListEmailLastModified: '2026-01-01 10:00:00Z' }, []],
		[{ cusblackListEmail: true }, []],
	])('of %j are %j', (profile, channels) => {
		expect(optOutsOf(profile)).toEqual(channels);
	});
});
