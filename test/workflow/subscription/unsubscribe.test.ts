import type { Fault } from '../../../sandbox/server';
import { nextAnswered, peakOf, watchFlights } from '../flights';
import { amy, by, byItsEmail, ext, nobody, standard, to, unsubscribe } from '../parameters';
import { messages, oops, tooMany, writes } from '../requests';
import { LOOK, steps, UNSUBSCRIBED, useSubscriptions } from './pairs';

const {
	harness,
	control,
	serviceIn,
	profileIn,
	subscriptionsIn,
	servicesOf,
	enroll,
	leave,
	addServices,
} = useSubscriptions();

/** One of the sandbox's people who is subscribed to nothing. */
const zoe = 'zoe.brannstrom@example.com';

const amyFromGarden = unsubscribe(by('email', amy.email), to('name', 'SVC1'));

const services = (organization: string) => control(organization).records('service').length;

const html = { status: 200, body: '<html>Sign in</html>' };
const page503 = { status: 503, body: '<html>Service Unavailable</html>' };

const STILL = "Campaign's list still has the subscription that was deleted";

describe.each(['leave', 'leave-v8'])('Unsubscribe, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const run = async (faults: Fault[], parameters = amyFromGarden) => {
		control(organization).faults(faults);
		return await harness.runNode({ organization, parameters });
	};

	it.each([standard, ext])(
		"deletes the subscription's own address and sees that it is gone: $endpoint",
		async (fieldSet) => {
			const [{ href }] = subscriptionsIn(organization);
			const before = services(organization);

			const { items, requests, hints } = await run(
				[],
				unsubscribe(by('email', amy.email), to('name', 'SVC1'), fieldSet),
			);

			const { PKey } = serviceIn(organization, 'SVC1');
			expect(items.map(({ json }) => json)).toEqual([
				{
					unsubscribed: true,
					wasSubscribed: true,
					service: expect.objectContaining({ PKey, name: 'SVC1', label: 'Garden News' }) as object,
					subscriber: expect.objectContaining({ email: amy.email }) as object,
				},
			]);
			expect(steps(requests)).toEqual(UNSUBSCRIBED);
			expect(requests[3].path).toBe(
				new URL(href).pathname.replace(ext.endpoint, fieldSet.endpoint),
			);
			expect(servicesOf(organization, amy.email)).toEqual(['SVC2']);
			expect(services(organization)).toBe(before);
			expect(hints).toEqual([]);
		},
	);

	it('of a profile that is not subscribed writes nothing, and reads the service once a run', async () => {
		const { items, requests } = await harness.runNode({
			organization,
			items: [{}, {}],
			parameters: unsubscribe(by('email', zoe), to('list', 'SVC1')),
		});

		for (const { json } of items) {
			expect(json).toMatchObject({ unsubscribed: true, wasSubscribed: false });
		}
		expect(steps(requests)).toEqual([...LOOK, 'GET profile', 'GET subscriptions']);
	});

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'with If Not Subscribed = Error fails that item alone: %s',
		async (onError) => {
			const { items, errorItems } = await harness.runNode({
				organization,
				items: [{ email: amy.email }, { email: zoe }],
				parameters: unsubscribe(byItsEmail, to('name', 'SVC1'), {
					options: { ifNotSubscribed: 'error' },
				}),
				nodeSettings: { onError },
			});

			expect(items[0].json).toMatchObject({ unsubscribed: true, wasSubscribed: true });
			const failed = onError === 'continueErrorOutput' ? errorItems[0] : items[1];
			expect(failed.json.error).toBe(
				"The profile is not subscribed to the service [item 1]. Nothing was sent. Set 'If Not Subscribed' in Options to 'Ignore' to go on.",
			);
			expect(failed.pairedItem).toEqual({ item: 1 });
		},
	);

	it('with Dry Run writes nothing and says what would happen', async () => {
		const { items, requests } = await harness.runNode({
			organization,
			items: [{ email: amy.email }, { email: zoe }],
			parameters: unsubscribe(byItsEmail, to('name', 'SVC1'), { options: { dryRun: true } }),
		});

		expect(items.map(({ json }) => json)).toEqual(
			[amy.email, zoe].map((email) => ({
				dryRun: true,
				wouldUnsubscribe: email === amy.email,
				unsubscribed: false,
				wasSubscribed: email === amy.email,
				service: expect.objectContaining({ name: 'SVC1' }) as object,
				subscriber: expect.objectContaining({ email }) as object,
			})),
		);
		expect(writes(requests)).toEqual([]);
	});

	it('ends a subscription to a template, too', async () => {
		enroll(organization, zoe, 'SVC4');

		const { items } = await run([], unsubscribe(by('email', zoe), to('name', 'SVC4')));

		expect(items[0].json.wasSubscribed).toBe(true);
		expect(servicesOf(organization, zoe)).toEqual([]);
	});

	it('ends the one that is meant of thirty on two pages', async () => {
		control(organization).reset({ longestPage: 25 });
		enroll(organization, zoe, ...addServices(organization, 30));
		const meant = subscriptionsIn(organization).find(({ service }) => service?.name === 'N28');

		const { items, requests } = await run([], unsubscribe(by('email', zoe), to('name', 'N28')));

		expect(items[0].json).toMatchObject({ unsubscribed: true, wasSubscribed: true });
		expect(steps(requests)).toEqual([
			...[...LOOK, 'GET subscriptions', 'DELETE subscription'],
			...['GET subscriptions', 'GET subscriptions'],
		]);
		expect(writes(requests)[0].path).toMatch(new RegExp(`/subscriptions/${meant?.PKey}$`));
		expect(servicesOf(organization, zoe)).toEqual(
			Array.from({ length: 30 }, (_, index) => `N${index + 1}`).filter((name) => name !== 'N28'),
		);
	});

	it.each<[string, Fault, string[]]>([
		['lost before the write', { drop: 'beforeWrite' }, ['GET', 'GET', 'DELETE']],
		['lost after the write', { drop: 'afterWrite' }, ['GET']],
		['502 before the write', { respond: oops(502) }, ['GET', 'GET', 'DELETE']],
		['504 after the write', { respondAfterWrite: oops(504) }, ['GET']],
		['503 before the write', { respond: page503 }, ['GET', 'GET', 'DELETE']],
		['503 after the write', { respondAfterWrite: page503 }, ['GET']],
		['a 200 of a proxy after the write', { respondAfterWrite: html }, ['GET']],
		['429', { respond: tooMany(0) }, ['GET', 'DELETE']],
	])('looks before it sends DELETE again: %s', async (_case, fault, following) => {
		const { items, requests } = await run([{ method: 'DELETE', ...fault }]);

		expect(items[0].json).toMatchObject({ unsubscribed: true, wasSubscribed: true });
		expect(requests.slice(3).map(({ method }) => method)).toEqual(['DELETE', ...following, 'GET']);
		expect(servicesOf(organization, amy.email)).toEqual(['SVC2']);
	});

	it('is done when a repeated DELETE answers 404, since the look was older', async () => {
		const { items, requests, hints } = await run([
			{ method: 'DELETE', respondAfterWrite: oops(504) },
			{ method: 'GET', path: '/subscriptions', skip: 1, times: 2, staleRead: true },
		]);

		expect(items[0].json).toMatchObject({ unsubscribed: true, wasSubscribed: true });
		expect(writes(requests).map(({ status }) => status)).toEqual([504, 404]);
		expect(hints).toEqual([]);
	});

	it('is done, and says so, when the subscription has vanished before its DELETE', async () => {
		leave(organization, amy.email, 'SVC1');

		const { items, requests, hints } = await run([
			{ method: 'GET', path: '/subscriptions', staleRead: true },
		]);

		expect(items[0].json).toMatchObject({ unsubscribed: true, wasSubscribed: true });
		expect(messages(hints)).toEqual(['A subscription was gone already when it was to be deleted']);
		expect(writes(requests).map(({ status }) => status)).toEqual([404]);
	});

	it('is not sent again after a wait in which the subscription has vanished', async () => {
		control(organization).faults([{ method: 'DELETE', respond: tooMany(0) }]);

		const running = harness.runNode({ organization, parameters: amyFromGarden });
		await nextAnswered(organization, 'DELETE');
		leave(organization, amy.email, 'SVC1');
		const { items, requests } = await running;

		expect(items[0].json.unsubscribed).toBe(true);
		expect(writes(requests)).toHaveLength(1);
	});

	it('does not end a new subscription that came instead of the one whose end is unclear', async () => {
		control(organization).faults([{ method: 'DELETE', drop: 'afterWrite' }]);

		const running = harness.runNode({ organization, parameters: amyFromGarden });
		await nextAnswered(organization, 'DELETE');
		enroll(organization, amy.email, 'SVC1');
		const { error, requests } = await running;

		expect(error?.message).toBe('Another subscription is meant now than when this item began');
		expect(error?.description).toContain('It is not known whether the subscription was deleted');
		expect(writes(requests)).toHaveLength(1);
		expect(servicesOf(organization, amy.email)).toEqual(['SVC2', 'SVC1']);
	});

	it('is confirmed by a list that lacks it at the second look', async () => {
		const { items, requests } = await run([
			{ method: 'GET', path: '/subscriptions', skip: 1, staleRead: true },
		]);

		expect(items[0].json.unsubscribed).toBe(true);
		expect(steps(requests)).toEqual([...UNSUBSCRIBED, 'GET subscriptions']);
	});

	it('is an error when DELETE answers 204 and the list still has it', async () => {
		const { items, error, requests } = await run([{ method: 'DELETE', discardWrite: true }]);

		expect(items).toEqual([]);
		expect(error?.message).toBe(STILL);
		expect(error?.description).toContain('The profile may still be subscribed');
		expect(steps(requests)).toEqual([...UNSUBSCRIBED, 'GET subscriptions', 'GET subscriptions']);
		expect(writes(requests)[0].status).toBe(204);
	});

	it('is an error that says what was done when the list cannot be read back', async () => {
		const { error, requests } = await run([
			{ method: 'GET', path: '/subscriptions', skip: 1, times: 5, respond: oops(504) },
		]);

		expect(error?.message).toBe(
			'The subscription was deleted, but the list could not be read back to confirm it',
		);
		expect(writes(requests)).toHaveLength(1);
	});

	it('is an error that says that it is unclear when the list cannot be read after a lost answer', async () => {
		const { error, requests } = await run([
			{ method: 'DELETE', drop: 'afterWrite' },
			{ method: 'GET', path: '/subscriptions', skip: 1, times: 5, respond: oops(504) },
		]);

		expect(error?.description).toContain('It is not known whether the subscription was deleted');
		expect(writes(requests)).toHaveLength(1);
	});
});

describe('Unsubscribe', () => {
	const gone = (PKey: string) => `/campaign/profileAndServices/service/${PKey}`;

	it.each<[string, (service: string) => unknown]>([
		["the service's address", gone],
		["the service's address with a slash", (service) => `${gone(service)}/`],
		['the address of the list', (service) => `${gone(service)}/subscriptions/`],
		['a way out of the list', (service) => `${gone('@a')}/subscriptions/../../${service}`],
		['an encoded way out', (service) => `${gone('@a')}/subscriptions/%2e%2e/%2e%2e/${service}`],
		['a query', (service) => `${gone(service)}?x=/subscriptions/@a`],
		['an anchor', (service) => `${gone(service)}#/subscriptions/@a`],
		['a name for a key', () => `${gone('@a')}/subscriptions/byText`],
		['nothing', () => undefined],
		['an empty text', () => ''],
	])(
		'deletes nothing at an address that is not that of a subscription: %s',
		async (_case, hrefOf) => {
			const organization = 'addresses';
			const { PKey } = serviceIn(organization, 'SVC1');
			const path = hrefOf(PKey);
			const href =
				typeof path === 'string' && path !== ''
					? `${harness.sandbox.url}/${organization}${path}`
					: path;
			const row = { PKey: '@one', href, service: { PKey }, serviceName: 'SVC1' };
			control(organization).faults([
				{
					path: '/subscriptions',
					respond: { status: 200, body: JSON.stringify({ content: [row] }) },
				},
			]);

			const { error, requests } = await harness.runNode({
				organization,
				parameters: amyFromGarden,
			});

			expect(error?.message).toBe(
				"Campaign's address of the subscription is not that of a subscription",
			);
			expect(error?.description).toContain('Nothing was done');
			expect(steps(requests)).toEqual(LOOK);
		},
	);

	it.each([
		['another host', 'https://elsewhere.example/foreign'],
		['another organization', '<url>/elsewhere'],
	])('deletes nothing on %s', async (_case, start) => {
		const organization = 'foreign';
		const base = start.replace('<url>', harness.sandbox.url);
		const href = `${base}/campaign/profileAndServices/profile/@a/subscriptions/@one`;
		const content = [{ PKey: '@one', href, serviceName: 'SVC1' }];
		control(organization).faults([
			{ path: '/subscriptions', respond: { status: 200, body: JSON.stringify({ content }) } },
		]);

		const { error, requests } = await harness.runNode({ organization, parameters: amyFromGarden });

		expect(error?.message).toBe(
			'A link leads away from your Campaign organization and was not followed',
		);
		expect(steps(requests)).toEqual(LOOK);
		expect(control('elsewhere').requests()).toEqual([]);
	});

	it.each(['={{ $json.nothing }}', '={{ "stop" }}'])(
		'refuses %s as If Not Subscribed before any request',
		async (ifNotSubscribed) => {
			const { error, requests } = await harness.runNode({
				organization: 'choice',
				parameters: unsubscribe(by('email', zoe), to('name', 'SVC1'), {
					options: { ifNotSubscribed },
				}),
			});

			expect(error?.message).toBe("'If Not Subscribed' in Options has no such choice");
			expect(requests).toEqual([]);
		},
	);

	it('ends one subscription once for two items, and keeps the order of one profile', async () => {
		const organization = 'in-order';
		control(organization).reset({ latencyMs: 5 });
		const flights = watchFlights(organization);

		const { items, requests } = await harness.runNode({
			organization,
			authentication: 'oAuth2',
			items: ['SVC2', 'SVC1', 'garden news'].map((service) => ({ service })),
			parameters: unsubscribe(by('email', amy.email), to('name', '={{ $json.service }}')),
		});

		expect(items.map(({ json }) => json.wasSubscribed)).toEqual([true, true, false]);
		expect(writes(requests)).toHaveLength(2);
		expect(peakOf(flights)).toBe(1);
	});

	it('stops the run at the first item that fails', async () => {
		const { error } = await harness.runNode({
			organization: 'stops',
			items: [{ email: amy.email }, { email: nobody }, { email: zoe }],
			parameters: unsubscribe(byItsEmail, to('name', 'SVC1'), { options: { maxConcurrency: 1 } }),
		});

		expect(error?.message).toBe('No profile has this e-mail [item 1] (1 of 3 items were done)');
		expect(servicesOf('stops', amy.email)).toEqual(['SVC2']);
	});

	it('works for a profile that unsubscribed and comes back', async () => {
		const organization = 'back';
		leave(organization, amy.email, 'SVC1');
		enroll(organization, amy.email, 'SVC1');

		const { items } = await harness.runNode({ organization, parameters: amyFromGarden });

		expect(items[0].json.wasSubscribed).toBe(true);
		expect(profileIn(organization, amy.email)).toBeDefined();
		expect(servicesOf(organization, amy.email)).toEqual(['SVC2']);
	});
});

describe.each([
	['no row of those that it counts', { content: [], count: { value: 1 } }],
	['less than it counts', { content: [{ PKey: '@x', serviceName: 'SVC9' }], count: { value: 2 } }],
])('A list that has %s', (_what, body) => {
	const short = { respond: { status: 200, body: JSON.stringify(body) } };
	const list = { method: 'GET', path: '/subscriptions' };

	beforeEach(() => control('short').reset());

	const run = async (faults: Fault[]) => {
		control('short').faults(faults);
		return await harness.runNode({
			organization: 'short',
			parameters: unsubscribe(by('email', amy.email), to('name', 'SVC1')),
		});
	};

	it('does not make anybody count as not subscribed', async () => {
		const { error, requests } = await run([{ ...list, ...short, times: 9 }]);

		expect(error?.message).toMatch(/subscriptions and no link to the others/);
		expect(writes(requests)).toEqual([]);
	});

	it('does not confirm', async () => {
		const { error, items } = await run([
			{ method: 'DELETE', discardWrite: true },
			{ ...list, ...short, skip: 1, times: 9 },
		]);

		expect(items).toEqual([]);
		expect(error?.message).toMatch(/could not be read back to confirm it/);
		expect(servicesOf('short', amy.email)).toContain('SVC1');
	});
});
