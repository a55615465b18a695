import type { Fault } from '../../../sandbox/server';
import {
	amy,
	by,
	byItsEmail,
	emailOf,
	ext,
	getSubscriptions,
	nobody,
	standard,
	to,
} from '../parameters';
import { steps, useSubscriptions } from './pairs';

const { harness, control, profileIn, serviceIn, subscriptionsIn, enroll, addServices } =
	useSubscriptions();

/** One of the sandbox's people who is subscribed to nothing. */
const zoe = 'zoe.brannstrom@example.com';

const ofService = { subscriptionsOf: 'service' };

const SIMPLE = [
	...['PKey', 'created', 'serviceName', 'serviceLabel', 'servicePKey', 'email', 'firstName'],
	...['lastName', 'subscriberPKey', 'expirationDate'],
];

/** The queries of the requests for lists of subscriptions. */
const queries = (requests: Array<{ path: string }>) =>
	requests
		.filter(({ path }) => path.includes('/subscriptions'))
		.map(({ path }) => path.split('?')[1].replace(/_lineStart=.*/, '_lineStart'));

describe.each([
	['list', standard],
	['list-v8', ext],
])('Get Many of subscriptions, in %s with %j', (organization, fieldSet) => {
	beforeEach(() => control(organization).reset());

	it('of a profile outputs to which services it is subscribed', async () => {
		const { items, requests } = await harness.runNode({
			organization,
			parameters: getSubscriptions(by('email', amy.email), fieldSet),
		});

		expect(items.map(({ json }) => Object.keys(json))).toEqual([SIMPLE, SIMPLE]);
		expect(items[0].json).toMatchObject({
			PKey: subscriptionsIn(organization)[0].PKey,
			created: '2024-02-01 08:00:00.000Z',
			serviceName: 'SVC1',
			serviceLabel: 'Garden News',
			servicePKey: serviceIn(organization, 'SVC1').PKey,
			email: amy.email,
			firstName: 'Amy',
			lastName: 'Dakota',
			subscriberPKey: profileIn(organization, amy.email).PKey,
		});
		expect(items[1].json.serviceName).toBe('SVC2');
		expect(steps(requests)).toEqual(['GET profile', 'GET subscriptions']);
		expect(queries(requests)).toEqual(['_lineCount=50']);
	});

	it('of a service outputs which profiles are subscribed to it', async () => {
		enroll(organization, zoe, 'SVC1');

		const { items, requests } = await harness.runNode({
			organization,
			parameters: getSubscriptions(to('name', 'SVC1'), ofService, fieldSet),
		});

		expect(items.map(({ json }) => [json.email, json.serviceName, json.serviceLabel])).toEqual([
			[amy.email, 'SVC1', 'Garden News'],
			[zoe, 'SVC1', 'Garden News'],
		]);
		expect(items[1].json.subscriberPKey).toBe(profileIn(organization, zoe).PKey);
		expect(steps(requests)).toEqual(['GET service', 'GET subscriptions']);
	});

	it('outputs them as Campaign sends them when Simplify is off', async () => {
		const { items } = await harness.runNode({
			organization,
			parameters: getSubscriptions(by('email', amy.email), fieldSet, { simplify: false }),
		});

		const [one] = subscriptionsIn(organization);
		expect(items[0].json).toMatchObject({ PKey: one.PKey, title: one.title, origin: '' });
		expect(items[0].json.service).toMatchObject({ name: 'SVC1', label: 'Garden News' });
		expect(String(items[0].json.href)).toContain(`/${fieldSet.endpoint}/profile/@`);
	});
});

describe('Get Many of subscriptions', () => {
	it.each(['accessToken', 'oAuth2'] as const)(
		'reads all pages of a service with Return All: %s',
		async (authentication) => {
			const organization = 'pages';
			control(organization).reset({ people: 45 });
			for (let number = 1; number <= 45; number += 1) {
				enroll(organization, emailOf(number), 'SVC1');
			}

			const { items, requests } = await harness.runNode({
				organization,
				authentication,
				parameters: getSubscriptions(to('name', 'SVC1'), ofService, {
					returnAll: true,
					options: { pageSize: 20 },
				}),
			});

			expect(items.map(({ json }) => json.email)).toEqual(
				Array.from({ length: 45 }, (_, index) => emailOf(index + 1)),
			);
			expect(queries(requests)).toEqual([
				'_lineCount=20&_forcePagination=true',
				'_lineCount=20&_forcePagination=true&_lineStart',
				'_lineCount=20&_forcePagination=true&_lineStart',
			]);
		},
	);

	it('outputs no more than Limit, in pages of equal length', async () => {
		enroll('limit', zoe, ...addServices('limit', 30));

		const { items, requests } = await harness.runNode({
			organization: 'limit',
			parameters: getSubscriptions(by('email', zoe), { limit: 21, options: { pageSize: 20 } }),
		});

		expect(items).toHaveLength(21);
		expect(queries(requests)[0]).toBe('_lineCount=11&_forcePagination=true');
	});

	it.each([0, 'many'])('refuses a Limit of %j before any request', async (limit) => {
		const { error, requests } = await harness.runNode({
			organization: 'limit-refused',
			parameters: getSubscriptions(by('email', zoe), { limit }),
		});

		expect(error?.message).toBe("'Limit' is not a number of subscriptions");
		expect(requests).toEqual([]);
	});

	it.each([
		['gone', 'Campaign sent 25 of 30 subscriptions and no link to the others'],
		['circle', "Campaign's list of subscriptions leads in a circle"],
		['foreign', 'A link leads away from your Campaign organization and was not followed'],
	] as const)('is an error when the next link is %s', async (next, message) => {
		control(next).reset();
		enroll(next, zoe, ...addServices(next, 30));
		control(next).faults([{ path: '/subscriptions', next } as Fault]);

		const { error, items } = await harness.runNode({
			organization: next,
			parameters: getSubscriptions(by('email', zoe), {
				returnAll: true,
				options: { pageSize: 25 },
			}),
		});

		expect(error?.message).toBe(message);
		expect(items).toEqual([]);
	});

	it('links each row to its item, and outputs none for a profile without subscriptions', async () => {
		const { items } = await harness.runNode({
			organization: 'links',
			items: [{ email: zoe }, { email: amy.email }, { email: amy.email.toUpperCase() }],
			parameters: getSubscriptions(byItsEmail),
		});

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[1, 1, 2, 2].map((item) => ({ item })),
		);
	});

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'goes on when one profile is missing: %s',
		async (onError) => {
			const { items, errorItems } = await harness.runNode({
				organization: 'goes-on',
				items: [{ email: nobody }, { email: amy.email }],
				parameters: getSubscriptions(byItsEmail),
				nodeSettings: { onError },
			});

			const failed = onError === 'continueErrorOutput' ? errorItems[0] : items[0];
			expect(failed.json.error).toContain('No profile has this e-mail [item 0]');
			expect(items.at(-1)?.json.serviceName).toBe('SVC2');
		},
	);

	it('names the service of rows that do not, and the fields of a subscription of nobody', async () => {
		const organization = 'silent';
		control(organization).reset({ serviceNameShown: false });
		control(organization).put(
			{ service: { PKey: serviceIn(organization, 'SVC1').PKey } },
			'subscription',
		);

		const { items } = await harness.runNode({
			organization,
			parameters: getSubscriptions(to('name', 'SVC1'), ofService),
		});

		expect(items.map(({ json }) => json.serviceName)).toEqual(['SVC1', 'SVC1']);
		expect(items[1].json.email || undefined).toBeUndefined();
		expect(items[1].json.subscriberPKey).toBeUndefined();
	});

	it('fills in the side that the list is of, which Campaign may leave out', async () => {
		const organization = 'one-sided';
		const run = async (row: object, ...changes: Parameters<typeof getSubscriptions>) => {
			const body = JSON.stringify({ content: [{ PKey: '@one', ...row }] });
			control(organization).faults([{ path: '/subscriptions', respond: { status: 200, body } }]);
			const { items } = await harness.runNode({
				organization,
				parameters: getSubscriptions(...changes),
			});
			return items[0].json;
		};

		const ofAmy = await run({ service: { PKey: '@svc', name: 'SVC7' } }, by('email', amy.email));
		const ofGarden = await run({ subscriber: { PKey: '@rcp' } }, to('name', 'SVC1'), ofService);

		expect(ofAmy).toMatchObject({
			...{ serviceName: 'SVC7', servicePKey: '@svc', email: amy.email, lastName: 'Dakota' },
		});
		expect(ofGarden).toMatchObject({
			...{ serviceName: 'SVC1', serviceLabel: 'Garden News', subscriberPKey: '@rcp' },
		});
	});

	it('needs no chosen service for a profile, and no chosen profile for a service', async () => {
		const empty = { __rl: true, mode: 'list', value: '={{ "" }}' };
		const run = async (...changes: Parameters<typeof getSubscriptions>) =>
			await harness.runNode({ organization: 'one-side', parameters: getSubscriptions(...changes) });

		const ofAmy = await run(by('email', amy.email), { service: empty });
		const ofGarden = await run(to('name', 'SVC1'), ofService, { profile: empty });
		const neither = await run({ profile: empty, service: empty });

		expect([ofAmy, ofGarden].map(({ items }) => items.length)).toEqual([2, 1]);
		expect(neither.error?.message).toBe("'Profile' is empty");
	});

	it('refuses another choice of Subscriptions Of', async () => {
		const { error, requests } = await harness.runNode({
			organization: 'choice',
			parameters: getSubscriptions(by('email', amy.email), { subscriptionsOf: 'people' }),
		});

		expect(error?.message).toBe("'Subscriptions Of' has no such choice");
		expect(requests).toEqual([]);
	});
});
