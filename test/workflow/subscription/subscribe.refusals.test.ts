/** What Subscribe says when Campaign refuses, does not understand, or does something else than was asked. */
import type { Fault } from '../../../sandbox/server';
import { amy, by, byItsEmail, nobody, subscribe, to, unsubscribe } from '../parameters';
import { oops, writes } from '../requests';
import { LOOK, steps, SUBSCRIBED, useSubscriptions } from './pairs';

const { harness, control, serviceIn, profileIn, subscriptionsIn, servicesOf } = useSubscriptions();

/** One of the sandbox's people who is subscribed to nothing. */
const zoe = 'zoe.brannstrom@example.com';

const zoeToGarden = subscribe(by('email', zoe), to('name', 'SVC1'));

/** Campaign's text for a second subscription of these numbers, as it was printed in Adobe's forum. */
const duplicateOf = (service: number, subscriber: number) => ({
	status: 500,
	body: `PGS-220000 PostgreSQL error: ERROR:  duplicate key value violates unique constraint "nmssubscriptionrcp_key" DETAIL:  Key (iserviceid, isubscriberid)=(${service}, ${subscriber}) already exists.`,
});

const made = (sides: object) => ({
	status: 201,
	body: JSON.stringify({ PKey: '@made', serviceName: '', ...sides }),
});

const run = async (organization: string, faults: Fault[], parameters = zoeToGarden) => {
	control(organization).faults(faults);
	return await harness.runNode({ organization, parameters });
};

describe.each(['asks', 'asks-v8'])('An answer about something else, in %s,', (organization) => {
	beforeEach(() => control(organization).reset());

	const meant = () => ({
		service: { PKey: serviceIn(organization, 'SVC1').PKey, title: 'Garden News (SVC1)' },
		subscriber: { PKey: profileIn(organization, zoe).PKey, title: '' },
	});

	it.each([
		['no profile', { subscriber: null }],
		['a profile without a key', { subscriber: {} }],
		['no service', { service: null }],
	])('is an error that says that the profile is not subscribed: %s', async (_case, side) => {
		const { error, items, requests } = await run(organization, [
			{ method: 'POST', respond: made({ ...meant(), ...side }) },
		]);

		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'Campaign stored a subscription without the profile or without the service',
		);
		expect(error?.description).toContain('the profile is not subscribed');
		expect(error?.description).toContain('Its PKey: @made');
		expect(writes(requests)).toHaveLength(1);
	});

	it('that lacks a side is success all the same when the list shows the subscription', async () => {
		const { items } = await run(organization, [
			{ method: 'POST', respondAfterWrite: made({ ...meant(), subscriber: null }) },
		]);

		expect(items[0].json).toMatchObject({
			alreadySubscribed: false,
			subscriber: { PKey: profileIn(organization, zoe).PKey },
		});
	});

	it.each([
		['another profile', 'subscriber', 'amy'],
		['another service', 'service', 'SVC2'],
	])('is an error that names what was made: %s', async (_case, side, other) => {
		const { PKey } =
			other === 'amy' ? profileIn(organization, amy.email) : serviceIn(organization, other);
		const { error, requests } = await run(organization, [
			{ method: 'POST', respondAfterWrite: made({ ...meant(), [side]: { PKey } }) },
		]);

		expect(error?.message).toBe(
			'Campaign has subscribed another profile, or to another service, than was sent',
		);
		expect(error?.description).toContain('Its PKey: @made');
		expect(steps(requests)).toEqual(SUBSCRIBED);
	});

	it('is none when both sides are left out: the list decides', async () => {
		const { items, requests } = await run(organization, [
			{ method: 'POST', respondAfterWrite: { status: 201, body: '{"PKey":"@made"}' } },
		]);

		expect(items[0].json.alreadySubscribed).toBe(false);
		expect(items[0].json.PKey).toBe(subscriptionsIn(organization)[2].PKey);
		expect(steps(requests)).toEqual(SUBSCRIBED);
	});
});

describe('A refusal of Campaign', () => {
	it.each([
		['a profile', 12, 0],
		['a service', 0, 12],
	])(
		'for a subscription of number 0 is explained as what it is, and not as a duplicate: %s',
		async (_case, service, subscriber) => {
			const { error, requests } = await run('orphan', [
				{ method: 'POST', respond: duplicateOf(service, subscriber) },
			]);

			expect(error?.message).toBe(
				'Campaign did not understand which profile or which service is meant',
			);
			expect(error?.description).toContain('subscription of nobody (number 0)');
			expect(steps(requests)).toEqual([...LOOK, 'POST subscriptions']);
		},
	);

	it('with numbers that end in 0 is a duplicate', async () => {
		const { error } = await run('tens', [{ method: 'POST', respond: duplicateOf(10, 20) }]);

		expect(error?.message).toContain('Campaign says that the profile is subscribed already');
		expect(error?.description).not.toContain('number 0');
	});

	it.each(['rights', 'rights-v8'])(
		'for a missing right on the profile says which right, and does not try the other side: %s',
		async (organization) => {
			control(organization).reset({ subscriptionRights: 'serviceSide' });

			for (const parameters of [
				zoeToGarden,
				unsubscribe(by('email', amy.email), to('name', 'SVC1')),
			]) {
				const { error, requests } = await harness.runNode({ organization, parameters });

				expect(error?.message).toBe(
					'The account of these credentials lacks rights on subscriptions',
				);
				expect(writes(requests)).toHaveLength(1);
			}
			expect(servicesOf(organization, amy.email)).toEqual(['SVC1', 'SVC2']);
		},
	);

	it('for a missing right on the service does not concern it', async () => {
		control('profile-side').reset({ subscriptionRights: 'profileSide' });

		const { items } = await harness.runNode({
			organization: 'profile-side',
			parameters: zoeToGarden,
		});

		expect(items[0].json.alreadySubscribed).toBe(false);
	});

	it.each([
		['keys', 'a PKey of elsewhere', to('id', `@${'A'.repeat(91)}`)],
		['keys-v8', 'a PKey of elsewhere', to('id', `@${'A'.repeat(91)}`)],
		['keys', 'a PKey of a profile', to('id', '<profile>')],
		['keys-v8', 'a PKey of a profile', to('id', '<profile>')],
	])(
		'for the service is an error before anything is written: %s, %s',
		async (organization, _case, { service }) => {
			const { PKey } = profileIn(organization, zoe);
			const value = service.value.replace('<profile>', PKey);

			const { error, requests } = await harness.runNode({
				organization,
				parameters: subscribe(by('email', zoe), { service: { ...service, value } }),
			});

			expect(error?.message).toBe('This Campaign instance has no service with this PKey');
			expect(error?.description).toContain("'Service'");
			expect(steps(requests)).toEqual(['GET service']);
		},
	);

	it('for one service is the error of every item, and Campaign is asked for it again each time', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'no-service',
			items: [{}, {}],
			parameters: subscribe(by('email', zoe), to('name', 'SVC13')),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items.map(({ json }) => json.error)).toEqual(
			[0, 1].map(
				(item) =>
					expect.stringContaining(`No service has this name or label [item ${item}]`) as string,
			),
		);
		expect(writes(requests)).toEqual([]);
	});

	it.each([
		['the profile', { path: 'byEmail' }],
		['its list', { path: '/subscriptions' }],
	])('to read %s ends before anything is written', async (_case, match) => {
		const { error, requests } = await run('unread', [
			{ method: 'GET', times: 5, respond: oops(504), ...match },
		]);

		expect(error).toBeDefined();
		expect(writes(requests)).toEqual([]);
	});
});

describe('A list that does not tell enough', () => {
	/** The list of a profile's subscriptions with this one row. */
	const listOf = (row: object): Fault => ({
		method: 'GET',
		path: '/subscriptions',
		respond: { status: 200, body: JSON.stringify({ content: [{ PKey: '@one', ...row }] }) },
	});

	it.each([
		['a row without a service', {}],
		['a row with an empty service', { service: {}, serviceName: '' }],
		['a row with null', { service: null }],
	])('is an error before anything is written: %s', async (_case, row) => {
		const { error, requests } = await run('untold', [listOf(row)]);

		expect(error?.message).toBe(
			'Campaign does not tell which service a subscription of the profile is to',
		);
		expect(steps(requests)).toEqual(LOOK);
	});

	it.each([
		['by its PKey, whatever its name was', { service: { PKey: '<key>', name: 'OLD' } }],
		['by its name, with another PKey', { service: { PKey: '@old', name: 'SVC1' } }],
		['by serviceName alone', { serviceName: 'SVC1' }],
	])('knows a subscription %s', async (_case, row) => {
		const { PKey } = serviceIn('known', 'SVC1');
		const told = JSON.parse(JSON.stringify(row).replace('<key>', PKey)) as object;

		const { items, requests } = await run('known', [listOf(told)]);

		expect(items[0].json).toMatchObject({
			...{ alreadySubscribed: true, PKey: '@one', serviceName: 'SVC1' },
			service: { PKey: expect.stringMatching(/^@/) as string },
			subscriber: { PKey: profileIn('known', zoe).PKey, email: zoe, firstName: 'Zoé' },
		});
		expect(writes(requests)).toEqual([]);
	});

	it.each([
		[
			'a serviceName that differs',
			{ serviceName: 'SVC2', service: { PKey: '@old', name: 'SVC1' } },
		],
		['a label', { serviceName: 'Garden News' }],
	])('does not take another subscription for it: %s', async (_case, row) => {
		const { requests } = await run('unknown', [listOf(row)]);

		expect(writes(requests)).toHaveLength(1);
		control('unknown').reset();
	});

	it.each([
		['none', undefined, 'Campaign does not tell where the subscriptions are'],
		['an empty one', '', 'Campaign does not tell where the subscriptions are'],
		[
			'one of another host',
			'https://elsewhere.example/list/campaign/profileAndServices/profile/@a/subscriptions/',
			'A link leads away from your Campaign organization and was not followed',
		],
		[
			'one of another organization',
			'<url>/elsewhere/campaign/profileAndServices/profile/@a/subscriptions/',
			'A link leads away from your Campaign organization and was not followed',
		],
	])(
		'is not read at an address that is not given or leads elsewhere: %s',
		async (_case, href, message) => {
			const given = href?.replace('<url>', harness.sandbox.url);
			const body = JSON.stringify({ PKey: '@zoe', email: zoe, subscriptions: { href: given } });
			const { error, requests } = await run('list', [
				{ path: 'byEmail', respond: { status: 200, body: `{"content":[${body}]}` } },
			]);

			expect(error?.message).toBe(message);
			expect(steps(requests)).toEqual(['GET service', 'GET profile']);
		},
	);
});

describe('An error', () => {
	const says = `Refused ${zoe} ${zoe.toUpperCase()} of Zoé BRÄNNSTRÖM`;

	it.each<[string, Fault]>([
		['a refusal of the POST', { method: 'POST', respond: { status: 500, body: says } }],
		['a lost POST', { method: 'POST', respond: { status: 504, body: says } }],
		['a refusal of the list', { path: '/subscriptions', respond: { status: 500, body: says } }],
		['a POST without effect', { method: 'POST', discardWrite: true }],
		[
			'a subscription of nobody',
			{ method: 'POST', respond: made({ title: `News / ${says}`, subscriber: null }) },
		],
	])('has no personal data in it: %s', async (_case, fault) => {
		control('private').reset();
		control('private').faults([fault]);
		for (const profile of [byItsEmail, by('id', '={{ $json.key }}')]) {
			const { error, hints } = await harness.runNode({
				organization: 'private',
				items: [{ email: zoe, key: profileIn('private', zoe).PKey }],
				parameters: subscribe(profile, to('name', 'SVC1')),
			});

			expect(error).toBeDefined();
			expect(JSON.stringify([error, hints])).not.toMatch(/zoe\.brannstrom|brännström|zoé/i);
			control('private').faults([fault]);
		}
	});

	it('does not repeat an e-mail that no profile has', async () => {
		const { error } = await harness.runNode({
			organization: 'private',
			items: [{ email: nobody }],
			parameters: subscribe(byItsEmail, to('name', 'SVC1')),
		});

		expect(error?.message).toBe('No profile has this e-mail');
		expect(JSON.stringify(error)).not.toContain(nobody);
	});
});

it.each(['accessToken', 'oAuth2'] as const)(
	'A refused credential is the error of every item, and nothing is written: %s',
	async (authentication) => {
		const { items, requests } = await harness.runNode({
			organization: 'no-product-profile',
			authentication,
			items: [{ email: zoe }, { email: amy.email }],
			parameters: subscribe(byItsEmail, to('name', 'SVC1')),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items).toHaveLength(2);
		for (const { json } of items)
			expect(json.error).toContain('have no access to this organization');
		expect(writes(requests)).toEqual([]);
	},
);
