import fc from 'fast-check';

import {
	findSubscription,
	flat,
	lookUntil,
	namesSide,
	ownAddress,
	subscriptionsUrl,
	withSides,
} from '../../../../../../nodes/AdobeCampaign/resources/subscription/subscriptions';
import type { CampaignRecord } from '../../../../../../nodes/AdobeCampaign/transport/types';
import { ALL, errorOf, ok, shortenPauses } from '../../campaign';
import {
	HREF,
	LIST,
	list,
	OWN,
	PROFILE,
	ROW,
	SERVICE,
	subscriptionScene,
} from './subscriptionScene';

shortenPauses();

const PAIR = { profile: PROFILE, service: SERVICE };
const settings = { seed: 3, numRuns: Number(process.env.PROPERTY_RUNS ?? 200) };

describe('The list of a record’s subscriptions', () => {
	it('is where the record says', () => {
		const { item, client } = subscriptionScene({});

		expect(subscriptionsUrl(item, PROFILE)).toBe(client.ownUrl(HREF));
	});

	it.each([
		undefined,
		null,
		{},
		{ href: '' },
		{ href: 7 },
		'profileAndServices/profile/@k/subscriptions/',
		[{ href: HREF }],
	])('is not made up when the record has %j', (subscriptions) => {
		const { item } = subscriptionScene({});

		expect(() => subscriptionsUrl(item, { ...PROFILE, subscriptions } as CampaignRecord)).toThrow(
			'Campaign does not tell where the subscriptions are',
		);
	});

	it.each(['https://evil.example/x/campaign/y', '//evil.example/', '\\\\evil.example\\'])(
		'is not read at %s',
		(href) => {
			const { item } = subscriptionScene({});

			expect(() => subscriptionsUrl(item, { subscriptions: { href } })).toThrow('leads away');
		},
	);
});

const other = (number: number) => ({
	PKey: `@o${number}`,
	href: `${HREF}@o${number}`,
	serviceName: `SVC${100 + number}`,
	service: { PKey: `@t${number}`, name: `SVC${100 + number}` },
});

describe('The subscription of a profile to a service', () => {
	const find = async (...rows: object[]) =>
		await findSubscription(subscriptionScene({ [LIST]: list(...rows) }).item, PAIR);

	it.each([
		['by PKey', { service: { PKey: '@s' } }],
		['by PKey, whatever names say', { service: { PKey: '@s', name: 'SVC1' }, serviceName: 'X' }],
		['by the name of the row', { serviceName: 'SVC13', service: null }],
		['by the name of the service', { serviceName: '', service: { PKey: '@x', name: 'SVC13' } }],
	])('is found %s', async (_way, row) => {
		expect(await find(other(1), { PKey: '@u', ...row })).toMatchObject({ PKey: '@u' });
	});

	it.each([
		['another service', other(1)],
		[
			'another service of the same label',
			{ service: { PKey: '@x', name: 'SVC1', label: 'Garden News' } },
		],
		['two names that differ', { serviceName: 'SVC13', service: { PKey: '@x', name: 'SVC1' } }],
		['a name in other capitals', { serviceName: 'svc13' }],
	])('is not that to %s', async (_what, row) => {
		expect(await find({ PKey: '@u', ...row })).toBeUndefined();
	});

	it('is not known when a row does not say which service it is to', async () => {
		for (const row of [{}, { service: null, serviceName: '' }, { service: {} }, { service: 'x' }]) {
			const error = await errorOf(find(other(1), { PKey: '@u', ...row }));
			expect(error.message).toMatch(/^Campaign does not tell which service/);
		}
	});

	it('is found beside a row that says nothing', async () => {
		expect(await find({ PKey: '@v' }, ROW)).toEqual(ROW);
	});

	it('is not known where a row has another PKey and no name: PKeys can change', async () => {
		const { item } = subscriptionScene({ [LIST]: list({ PKey: '@u', service: { PKey: '@x' } }) });

		await expect(findSubscription(item, PAIR)).rejects.toThrow(
			'does not tell which service a subscription',
		);
	});

	it.each([
		['fewer rows than it counts', { content: [other(1)], count: { value: 2 } }],
		['no row of those that it counts', { content: [], count: { value: 1 } }],
		['a full page and no count', { content: Array.from({ length: 25 }, (_, row) => other(row)) }],
	])('is not known where the list has %s', async (_what, body) => {
		const { item, hints } = subscriptionScene({ [LIST]: ok(body) });

		await errorOf(findSubscription(item, PAIR));
		expect(hints()).toEqual([]);
	});

	it('is not undefined for a list that cannot be read to its end', async () => {
		const { item } = subscriptionScene({
			[LIST]: ok({ content: [other(1)], next: { href: `${HREF}?_lineStart=@n` } }),
		});

		await errorOf(findSubscription(item, PAIR));
	});

	it('is found on whatever page it is, and only then', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
				fc.option(fc.nat(), { nil: undefined }),
				fc.constantFrom<object>(
					{ service: { PKey: '@s' } },
					{ serviceName: 'SVC13' },
					{ service: { name: 'SVC13' } },
				),
				async (sizes, place, way) => {
					let number = 0;
					const pages = sizes.map((size) => Array.from({ length: size }, () => other(number++)));
					const rows: object[][] = pages;
					if (place !== undefined) {
						const page = rows[place % rows.length];
						page.splice(place % (page.length + 1), 0, { PKey: '@u', ...way });
					}
					const addressOf = (page: number) =>
						page === 0 ? LIST : `GET ${OWN}?_lineStart=@${page}&${ALL}`;
					const script = Object.fromEntries(
						rows.map((content, page) => [
							addressOf(page),
							ok({
								content,
								...(page + 1 < rows.length && {
									next: { href: addressOf(page + 1).replace(`GET ${OWN}`, HREF) },
								}),
							}),
						]),
					);
					const found = await findSubscription(subscriptionScene(script).item, PAIR);
					expect(found?.PKey).toBe(place === undefined ? undefined : '@u');
				},
			),
			settings,
		);
	});
});

describe('A list that is older than the last change', () => {
	it.each([
		['there', true, [list(), list(), list(ROW)], ROW],
		['gone', false, [list(ROW), list(ROW), list()], undefined],
	])('is read until the subscription is %s', async (_name, isThere, answers, expected) => {
		const { item, asked } = subscriptionScene({ [LIST]: answers });

		expect(await lookUntil(item, PAIR, isThere)).toEqual(expected);
		expect(asked).toHaveLength(3);
	});

	it.each([
		['there', true, list(), undefined],
		['gone', false, list(ROW), ROW],
	])('that never shows it as %s is read three times', async (_name, isThere, answer, found) => {
		const { item, asked } = subscriptionScene({ [LIST]: answer });

		expect(await lookUntil(item, PAIR, isThere)).toEqual(found);
		expect(asked).toHaveLength(3);
	});
});

describe('One side of a subscription', () => {
	it.each([
		[{ PKey: '@s' }, 'meant'],
		[{ PKey: '@x', name: 'SVC13' }, 'meant'],
		[{ PKey: '@x', name: 'SVC1' }, 'other'],
		[{ PKey: '@x' }, 'other'],
		[{ name: 'SVC13' }, 'nobody'],
		[{ PKey: '' }, 'nobody'],
		[{}, 'nobody'],
		[null, 'nobody'],
		['@s', 'nobody'],
		[undefined, 'nothing'],
	])('that is %j names what is %s', (side, named) => {
		expect(namesSide(side, SERVICE)).toBe(named);
	});

	it('without a name is not that of a record without one', () => {
		expect(namesSide({ PKey: '@x' }, { PKey: '@s' })).toBe('other');
	});
});

describe('The address of a subscription', () => {
	const addressOf = (href: string) => ownAddress(subscriptionScene({}).item, { href });
	const parts = fc.constantFrom(
		'profileAndServices',
		'profile',
		'service',
		'subscriptions',
		'@s',
		'@u',
		'..',
		'.',
		'%2e%2e',
		'%2F',
		'%40s',
		'@s?',
		'@s#',
		'@u;',
		'',
		'SVC13',
	);

	it.each([
		`${HREF}@u`,
		`/${HREF}@u`,
		`${HREF}@u/`,
		`${HREF}%40u`,
		'profileAndServices/service/@s/subscriptions/@u-_9',
		`${HREF}../subscriptions/@u`,
	])('is taken as it is: %s', (href) => {
		expect(addressOf(href).endsWith(href.replace(/^\//, ''))).toBe(true);
	});

	it('ends below the subscriptions of a record for HTTP, or is refused', () => {
		let taken = 0;
		fc.assert(
			fc.property(
				fc.array(parts, { minLength: 1, maxLength: 4 }),
				fc.constantFrom('/', '/', '\\', '%2F'),
				(path, slash) => {
					const end = path.join(slash);
					for (const one of [`${HREF}${end}`, end, `service/@s/${end}/subscriptions/@u`]) {
						let url: string;
						try {
							url = addressOf(one);
						} catch {
							continue;
						}
						taken += 1;
						const { pathname, search, hash } = new URL(url);
						expect([search, hash]).toEqual(['', '']);
						expect(pathname).toMatch(/\/[^/]+\/subscriptions\/(?:@|%40)[\w-]+\/?$/);
						expect(pathname).not.toMatch(/\/service\/[^/]+\/?$/);
					}
				},
			),
			settings,
		);
		// Otherwise it would prove nothing.
		expect(taken).toBeGreaterThan(10);
	});
});

describe('A subscription in the output', () => {
	it('has both sides, where Campaign left one out', () => {
		const service = { PKey: '@s', name: 'SVC13', label: 'Garden News' };
		const subscriber = {
			PKey: '@p',
			email: 'amy@example.com',
			firstName: 'Amy',
			lastName: 'Lee',
		};

		expect(withSides({ PKey: '@u', email: '' }, PAIR)).toEqual({
			PKey: '@u',
			serviceName: 'SVC13',
			email: 'amy@example.com',
			service,
			subscriber,
		});
		expect(withSides({ PKey: '@u', service: null, subscriber: {} }, PAIR)).toMatchObject({
			service,
			subscriber,
		});
	});

	it('keeps the sides that Campaign sent', () => {
		const row = {
			PKey: '@u',
			serviceName: 'SVC14',
			email: 'other@example.com',
			service: { PKey: '@s', title: 'x' },
			subscriber: { PKey: '@p', title: 'y' },
		};

		expect(withSides(row, PAIR)).toEqual(row);
	});

	it('is flat when it is simplified', () => {
		const row = withSides({ ...ROW, expirationDate: '', email: '' }, PAIR);

		expect(flat(row)).toEqual({
			PKey: '@u',
			created: ROW.created,
			serviceName: 'SVC13',
			serviceLabel: 'Garden News',
			servicePKey: '@s',
			email: 'amy@example.com',
			firstName: 'Amy',
			lastName: 'Lee',
			subscriberPKey: '@p',
			expirationDate: '',
		});
		expect(flat({ ...row, email: 'old@example.com', serviceName: '' })).toMatchObject({
			email: 'old@example.com',
			serviceName: 'SVC13',
		});
	});
});
