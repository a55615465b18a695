import { peakOf, watchFlights } from '../flights';
import {
	amy,
	by,
	byItsEmail,
	emailOf,
	ext,
	nobody,
	people,
	standard,
	subscribe,
	to,
} from '../parameters';
import { bodies, messages, writes } from '../requests';
import { LOOK, steps, SUBSCRIBED, useSubscriptions } from './pairs';

const { harness, control, stored, serviceIn, profileIn, subscriptionsIn, servicesOf, enroll } =
	useSubscriptions();

/** One of the sandbox's people who is subscribed to nothing. */
const zoe = 'zoe.brannstrom@example.com';

/** The service that the input item names. */
const toItsService = to('name', '={{ $json.service }}');

const onlyPath = (href: unknown) => new URL(String(href)).pathname;

describe.each(['subscribe', 'subscribe-v8'])('Subscribe, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	it.each([standard, ext])(
		'reads the service, the profile and its list, writes, and outputs what the list has: $endpoint',
		async (fieldSet) => {
			const { PKey, subscriptions } = profileIn(organization, zoe);
			const service = serviceIn(organization, 'SVC1');

			const { items, requests, hints, error } = await harness.runNode({
				organization,
				parameters: subscribe(by('email', zoe), to('name', 'SVC1'), fieldSet),
			});

			expect(error?.message).toBeUndefined();
			expect(steps(requests)).toEqual(SUBSCRIBED);
			expect(bodies(requests)).toEqual([{ service: { PKey: service.PKey } }]);
			const [made] = subscriptionsIn(organization).slice(2);
			expect(items[0].json).toMatchObject({
				alreadySubscribed: false,
				optedOut: [],
				PKey: made.PKey,
				serviceName: 'SVC1',
				service: { PKey: service.PKey, name: 'SVC1', label: 'Garden News' },
				subscriber: { PKey, email: zoe },
			});
			expect(Object.keys(items[0].json).slice(0, 2)).toEqual(['alreadySubscribed', 'optedOut']);
			expect(hints).toEqual([]);
			// The href as Campaign gave it, whose key is another than the profile's.
			const { href } = subscriptions as { href: string };
			const path = onlyPath(href).replace(ext.endpoint, fieldSet.endpoint);
			expect(path).not.toContain(PKey);
			expect(requests.slice(2).map((request) => request.path.split('?')[0])).toEqual([
				...[path, path, path],
			]);
			expect(requests[4].path).toContain('?_lineCount=200&_forcePagination=true');
			expect(servicesOf(organization, zoe)).toEqual(['SVC1']);
			expect(subscriptionsIn(organization)).toHaveLength(3);
		},
	);

	it('shows the date on which a subscription of limited duration ends', async () => {
		const { items } = await harness.runNode({
			organization,
			parameters: subscribe(by('email', zoe), to('name', 'Spring Trial')),
		});

		expect(items[0].json.expirationDate).toMatch(/^20\d\d-\d\d-\d\d /);
	});

	it('of a profile that is subscribed writes nothing, and reads the service once a run', async () => {
		const { items, requests } = await harness.runNode({
			organization,
			items: [{}, {}],
			parameters: subscribe(by('email', amy.email), to('list', 'SVC1')),
		});

		for (const { json } of items) {
			expect(json).toMatchObject({
				alreadySubscribed: true,
				serviceName: 'SVC1',
				subscriber: { email: amy.email },
			});
		}
		expect(steps(requests)).toEqual([...LOOK, 'GET profile', 'GET subscriptions']);
	});

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'with If Already Subscribed = Error fails that item alone: %s',
		async (onError) => {
			const { items, errorItems } = await harness.runNode({
				organization,
				items: [{ email: zoe }, { email: amy.email }],
				parameters: subscribe(byItsEmail, to('name', 'SVC1'), {
					options: { ifSubscribed: 'error' },
				}),
				nodeSettings: { onError },
			});

			expect(items[0].json).toMatchObject({ alreadySubscribed: false });
			const failed = onError === 'continueErrorOutput' ? errorItems[0] : items[1];
			expect(failed.json.error).toBe(
				"The profile is subscribed to the service already [item 1]. Nothing was changed. Set 'If Already Subscribed' in Options to 'Ignore' to go on.",
			);
			expect(failed.pairedItem).toEqual({ item: 1 });
			expect(servicesOf(organization, amy.email)).toEqual(['SVC1', 'SVC2']);
		},
	);

	it('with Dry Run writes nothing and says what would happen', async () => {
		const { items, requests } = await harness.runNode({
			organization,
			items: [{ email: zoe }, { email: amy.email }],
			parameters: subscribe(byItsEmail, to('name', 'SVC1'), { options: { dryRun: true } }),
		});

		const { PKey } = serviceIn(organization, 'SVC1');
		expect(items.map(({ json }) => json)).toEqual(
			[zoe, amy.email].map((email) => ({
				dryRun: true,
				wouldSubscribe: email === zoe,
				alreadySubscribed: email === amy.email,
				optedOut: [],
				service: expect.objectContaining({ PKey, name: 'SVC1', label: 'Garden News' }) as object,
				subscriber: expect.objectContaining({ email }) as object,
			})),
		);
		expect(writes(requests)).toEqual([]);
		expect(subscriptionsIn(organization)).toHaveLength(2);
	});

	it('with Dry Run fails, too, where If Already Subscribed = Error would', async () => {
		const { error } = await harness.runNode({
			organization,
			parameters: subscribe(by('email', amy.email), to('name', 'SVC1'), {
				options: { dryRun: true, ifSubscribed: 'error' },
			}),
		});

		expect(error?.message).toBe('The profile is subscribed to the service already');
	});

	it.each([
		[{ blackListEmail: true }, ['email']],
		[{ blackList: true, blackListMobile: true }, ['all', 'mobile']],
		[{ blackListPostalMail: true, blackListFax: false }, ['postalMail']],
	])('of a profile with %j succeeds and outputs optedOut: %j', async (flags, optedOut) => {
		control(organization).put({ PKey: profileIn(organization, zoe).PKey, ...flags });

		const { items, hints } = await harness.runNode({
			organization,
			parameters: subscribe(by('email', zoe), to('name', 'SVC1')),
		});

		expect(items[0].json).toMatchObject({ alreadySubscribed: false, optedOut });
		expect(messages(hints)).toEqual([
			"Profiles have opted out of channels (see 'optedOut'): Campaign sends them nothing there, in spite of the subscription",
		]);
		expect(profileIn(organization, zoe)).toMatchObject(flags);
	});

	it('refuses a template before it reads the list', async () => {
		const { error, requests } = await harness.runNode({
			organization,
			parameters: subscribe(by('email', zoe), to('name', 'SVC4')),
		});

		expect(error?.message).toBe("'Service' is a template, not a service");
		expect(steps(requests)).toEqual(['GET service', 'GET profile']);
	});

	it('sends one request for the same pair twice, whatever it is chosen by', async () => {
		const { PKey } = profileIn(organization, zoe);
		const inputs = [
			{ who: zoe, what: 'SVC1' },
			{ who: zoe.toUpperCase(), what: 'Garden News' },
			{ who: PKey, what: serviceIn(organization, 'SVC1').PKey },
		];

		const { items, requests } = await harness.runNode({
			organization,
			items: inputs,
			parameters: subscribe(by('id', '={{ $json.who }}'), to('id', '={{ $json.what }}')),
		});

		expect(items.map(({ json }) => json.alreadySubscribed)).toEqual([false, true, true]);
		expect(writes(requests)).toHaveLength(1);
		expect(servicesOf(organization, zoe)).toEqual(['SVC1']);
	});

	it('does not send it again when the list is older than the first item of the run', async () => {
		// The list of the second item, and its first two re-reads.
		control(organization).faults([
			{ method: 'GET', path: '/subscriptions', skip: 2, times: 2, staleRead: true },
		]);

		const { items, requests } = await harness.runNode({
			organization,
			items: [{}, {}],
			parameters: subscribe(by('email', zoe), to('name', 'SVC1')),
		});

		expect(items.map(({ json }) => json.alreadySubscribed)).toEqual([false, true]);
		expect(items[1].json).toEqual({ ...items[0].json, alreadySubscribed: true });
		expect(writes(requests)).toHaveLength(1);
	});

	it('keeps the subscriptions of one profile in the order of the items', async () => {
		control(organization).reset({ latencyMs: 5 });
		const names = ['SVC3', 'SVC1', 'Ünïque & Söhne #1', 'SVC2'];
		const flights = watchFlights(organization);

		const { items } = await harness.runNode({
			organization,
			items: names.map((service) => ({ service })),
			parameters: subscribe(by('email', zoe), toItsService),
		});

		expect(items.map(({ json }) => json.serviceName)).toEqual(names);
		expect(servicesOf(organization, zoe)).toEqual(names);
		expect(peakOf(flights)).toBe(1);
	});

	it.each(['accessToken', 'oAuth2'] as const)(
		'works with the credential %s',
		async (authentication) => {
			const { items } = await harness.runNode({
				organization,
				authentication,
				parameters: subscribe(by('email', zoe), to('name', 'SVC1')),
			});

			expect(items[0].json.alreadySubscribed).toBe(false);
		},
	);
});

describe('Subscribe', () => {
	it.each(['={{ $json.nothing }}', '={{ "maybe" }}', '={{ "" }}'])(
		'refuses %s as If Already Subscribed before any request',
		async (ifSubscribed) => {
			const { error, requests } = await harness.runNode({
				organization: 'choice',
				parameters: subscribe(by('email', zoe), to('name', 'SVC1'), { options: { ifSubscribed } }),
			});

			expect(error?.message).toBe("'If Already Subscribed' in Options has no such choice");
			expect(error?.description).toContain('ignore, error');
			expect(requests).toEqual([]);
		},
	);

	it('stops the run at the first item that fails, and says how far it came', async () => {
		const { error } = await harness.runNode({
			organization: 'stops',
			items: [{ email: zoe }, { email: nobody }, { email: amy.email }],
			parameters: subscribe(byItsEmail, to('name', 'SVC3'), { options: { maxConcurrency: 1 } }),
		});

		expect(error?.message).toBe('No profile has this e-mail [item 1] (1 of 3 items were done)');
		expect(servicesOf('stops', zoe)).toEqual(['SVC3']);
		expect(servicesOf('stops', amy.email)).toEqual(['SVC1', 'SVC2']);
	});

	it('works on sezoel profiles at the same time, at most on Max Concurrency', async () => {
		const organization = 'at-once';
		control(organization).reset({ people: 9, latencyMs: 40 });
		const flights = watchFlights(organization);

		const { items } = await harness.runNode({
			organization,
			items: people(9),
			parameters: subscribe(byItsEmail, to('name', 'SVC1'), { options: { maxConcurrency: 3 } }),
		});

		expect(items).toHaveLength(9);
		expect(peakOf(flights)).toBe(3);
	});

	it('of three hundred items with eight profiles and five services sends no more requests than it needs', async () => {
		const organization = 'many';
		control(organization).reset({ people: 8 });
		control(organization).put({ name: 'SVC9', label: 'Letter' }, 'service');
		enroll(organization, emailOf(1), 'SVC1');
		const names = ['SVC1', 'SVC2', 'SVC3', 'Ünïque & Söhne #1', 'SVC9'];
		const input = Array.from({ length: 300 }, (_, row) => ({
			email: emailOf((row % 8) + 1),
			service: names[Math.floor(row / 8) % 5],
		}));

		const { items, requests } = await harness.runNode({
			organization,
			items: input,
			parameters: subscribe(byItsEmail, toItsService),
		});

		expect(
			items.map(({ json, pairedItem }) => [
				(json.subscriber as { email: string }).email,
				json.serviceName,
				json.alreadySubscribed,
				pairedItem,
			]),
		).toEqual(
			input.map(({ email, service }, item) => [
				...[email, service, item === 0 || item >= 40, { item }],
			]),
		);
		expect(writes(requests)).toHaveLength(39);
		// Each service once, each item twice, and what was written twice more.
		expect(requests).toHaveLength(5 + 2 * 300 + 2 * 39);
		for (let number = 1; number <= 8; number += 1) {
			expect(servicesOf(organization, emailOf(number))).toEqual(names);
		}
	});

	it("takes what stands in a marketer's sheet", async () => {
		const organization = 'sheet';
		const sheet = [
			{ who: `  ${zoe}\n`, what: ' SVC1 ' },
			{ who: `Zoé <${zoe}>`, what: 'garden news' },
			{ who: zoe.toUpperCase(), what: 'STORE OFFERS BY SMS' },
			{ who: `mailto:${zoe}`, what: 'svc3' },
			{ who: `\u200b${zoe}`, what: 'ünïque\u00a0& söhne' },
		];

		const { items, requests } = await harness.runNode({
			organization,
			items: sheet,
			parameters: subscribe(by('email', '={{ $json.who }}'), to('name', '={{ $json.what }}')),
		});

		expect(items.map(({ json }) => json.serviceName)).toEqual([
			...['SVC1', 'SVC1', 'SVC2', 'SVC3', 'Ünïque & Söhne #1'],
		]);
		expect(items.map(({ json }) => json.alreadySubscribed)).toEqual([
			...[false, true, false, false, false],
		]);
		expect(writes(requests)).toHaveLength(4);
		expect(stored(organization)).toHaveLength(60);
	});

	it('sends no request for a row without a profile or a service', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'blank-rows',
			items: [
				{ who: '', what: 'SVC1' },
				{ who: zoe, what: '  ' },
				{ who: 'Zoé Brännström', what: 'SVC1' },
				{ who: zoe, what: null },
			],
			parameters: subscribe(by('email', '={{ $json.who }}'), to('name', '={{ $json.what }}')),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items.map(({ json }) => String(json.error).split(' [')[0])).toEqual([
			"'Profile' is empty",
			"'Service' is empty",
			"'Profile' is not an e-mail",
			"'Service' is empty",
		]);
		expect(requests).toEqual([]);
	});
});
