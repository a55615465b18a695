/** The ways in which a profile and a service are chosen. */
import { amy, by, ext, nobody, standard, subscribe, to, twins, unsubscribe } from '../parameters';
import { writes } from '../requests';
import { steps, useSubscriptions } from './pairs';

const { harness, control, serviceIn, profileIn, servicesOf, enroll } = useSubscriptions();

/** One of the sandbox's people who is subscribed to nothing. */
const zoe = 'zoe.brannstrom@example.com';

const dryRun = { options: { dryRun: true } };

describe.each([
	['found', standard],
	['found-v8', ext],
])('Service, in %s with %j,', (organization, fieldSet) => {
	/** The name of the service that is found, and the requests for services. */
	const find = async (service: ReturnType<typeof to>) => {
		const { items, requests, error } = await harness.runNode({
			organization,
			parameters: subscribe(by('email', zoe), service, fieldSet, dryRun),
		});
		const found = items[0]?.json.service as { name: string } | undefined;
		return {
			name: found?.name ?? error?.message,
			asked: steps(requests).filter((step) => step === 'GET service').length,
		};
	};

	it.each([
		['list', 'SVC1', 'SVC1', 1],
		['name', 'SVC1', 'SVC1', 1],
		['name', 'Garden News', 'SVC1', 1],
		['name', 'Ünïque & Söhne #1', 'Ünïque & Söhne #1', 1],
		['name', 'garden NEWS', 'SVC1', 2],
		['name', 'svc2', 'SVC2', 2],
		['id', 'SVC1', 'SVC1', 1],
		['id', 'Store Offers by SMS', 'SVC2', 1],
		['name', 'Garden', 'No service has this name or label', 2],
		['name', 'News', 'No service has this name or label', 2],
		// By its own name alone.
		['name', 'Newsletter template', 'No service has this name or label', 2],
		['name', 'SVC4', "'Service' is a template, not a service", 1],
	] as const)('is found by %s %j: %s', async (mode, value, name, asked) => {
		expect(await find(to(mode, value))).toEqual({ name, asked });
	});

	it('is found by its PKey and by its href, that of its name included', async () => {
		const { PKey, href } = serviceIn(organization, 'SVC1');
		const address = href.replace(ext.endpoint, fieldSet.endpoint);

		expect(await find(to('id', PKey))).toEqual({ name: 'SVC1', asked: 1 });
		expect(await find(to('list', PKey))).toEqual({ name: 'SVC1', asked: 1 });
		expect(await find(to('url', address))).toEqual({ name: 'SVC1', asked: 1 });
		expect(await find(to('id', address))).toEqual({ name: 'SVC1', asked: 1 });
		expect(await find(to('url', address.replace(PKey, 'SVC1')))).toEqual({
			name: 'SVC1',
			asked: 1,
		});
	});
});

describe('A service by name', () => {
	const sayOf = async (organization: string, name: string) => {
		const { error, requests, items } = await harness.runNode({
			organization,
			items: [{ name }],
			parameters: subscribe(by('email', zoe), to('name', '={{ $json.name }}')),
		});
		return { error, requests, service: items[0]?.json.serviceName };
	};

	it.each(['labels', 'labels-v8'])(
		'is an error that lists the names when two have this label: %s',
		async (organization) => {
			control(organization).put({ name: 'SVC8', label: 'Garden News' }, 'service');

			const { error, requests } = await sayOf(organization, 'Garden News');
			const inCapitals = await sayOf(organization, 'GARDEN NEWS');

			expect(error?.message).toBe('2 services have this name or label');
			expect(error?.description).toContain(': SVC1, SVC8');
			expect(inCapitals.error?.description).toContain(': SVC1, SVC8');
			expect(writes(requests)).toEqual([]);
			expect((await sayOf(organization, 'SVC8')).service).toBe('SVC8');
		},
	);

	it('is that of the name when another service has it as its label', async () => {
		control('named').put({ name: 'SVC8', label: 'SVC1' }, 'service');

		expect((await sayOf('named', 'SVC1')).service).toBe('SVC1');
	});

	it('is not one that only begins alike', async () => {
		for (const name of ['SVC10', 'SVC1b']) control('alike').put({ name, label: name }, 'service');

		expect((await sayOf('alike', 'SVC1')).service).toBe('SVC1');
		expect((await sayOf('alike', 'SVC')).error?.message).toBe('No service has this name or label');
	});

	it('is found in a list of several pages', async () => {
		control('far').reset({ longestPage: 2 });

		expect((await sayOf('far', 'ÜNÏQUE & SÖHNE')).service).toBe('Ünïque & Söhne #1');
	});

	it('is looked for once a run in each spelling', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'once',
			items: ['garden news', 'GARDEN NEWS', 'garden news', 'svc1'].map((name) => ({ name })),
			parameters: subscribe(by('email', amy.email), to('name', '={{ $json.name }}')),
		});

		expect(items).toHaveLength(4);
		const paths = requests.map(({ path }) => path).filter((path) => path.includes('/service'));
		expect(paths.filter((path) => path.includes('byText'))).toHaveLength(3);
		expect(paths.filter((path) => !path.includes('byText'))).toHaveLength(3);
	});

	it.each([
		['', "'Service' is empty"],
		['null', `'Service' has a word for "nothing" instead of a value`],
		['[object Object]', "'Service' has no value that can be looked for"],
	])('is refused before any request: %j', async (name, message) => {
		const { error, requests } = await sayOf('refused', name);

		expect(error?.message).toBe(message);
		expect(requests).toEqual([]);
	});
});

describe('A service by URL', () => {
	it.each([
		['a list', '<base>/profileAndServices/service', "'Service' is not the URL of a service"],
		[
			'a profile',
			'<base>/profileAndServices/profile/@abc',
			"'Service' is not the URL of a service",
		],
		[
			'a subscription',
			'<base>/profileAndServices/service/@a/subscriptions/@b',
			"'Service' is not the URL of a service",
		],
		[
			'a query',
			'<base>/profileAndServices/service/@a?x=1',
			"'Service' is not the URL of a service",
		],
		[
			'the other field set',
			'<base>/profileAndServicesExt/service/@abc',
			"'Service' is the URL of another field set",
		],
		[
			'another organization',
			'<home>/elsewhere/campaign/profileAndServices/service/@abc',
			'A link leads away from your Campaign organization and was not followed',
		],
		[
			'another host',
			'https://elsewhere.example/urls/campaign/profileAndServices/service/@abc',
			'A link leads away from your Campaign organization and was not followed',
		],
		['a name', 'SVC1', "'Service' is not the URL of a service"],
	])('is refused before any request for %s', async (_case, value, message) => {
		const { url } = harness.sandbox;
		const { error, requests } = await harness.runNode({
			organization: 'urls',
			parameters: subscribe(
				by('email', zoe),
				to('url', value.replace('<base>', `${url}/urls/campaign`).replace('<home>', url)),
			),
		});

		expect(error?.message).toBe(message);
		expect(requests).toEqual([]);
	});
});

describe('A profile', () => {
	it.each([
		['who', standard, 'list'],
		['who-v8', standard, 'id'],
		['who', ext, 'url'],
		['who-v8', ext, 'email'],
		['who', ext, 'customKey'],
		['who-v8', ext, 'customKey'],
	] as const)(
		'is found as everywhere, in %s with %j by %s',
		async (organization, fieldSet, mode) => {
			control(organization).reset();
			const { PKey, href } = profileIn(organization, amy.email);
			const value = { list: PKey, id: PKey, url: href, email: amy.email, customKey: amy.customKey };

			const { items, requests } = await harness.runNode({
				organization,
				parameters: unsubscribe(by(mode, value[mode]), to('name', 'SVC1'), fieldSet),
			});

			expect(items[0].json).toMatchObject({
				wasSubscribed: true,
				subscriber: { PKey, email: amy.email },
			});
			expect(steps(requests).filter((step) => step === 'GET profile')).toHaveLength(1);
			expect(servicesOf(organization, amy.email)).toEqual(['SVC2']);
		},
	);

	it.each([
		['nobody has its e-mail', by('email', nobody), 'No profile has this e-mail'],
		['two have its e-mail', by('email', twins), '2 profiles have this e-mail'],
		['it is a name', by('id', 'Zoé Brännström'), "'Profile' is neither a PKey nor an e-mail"],
	])('is an error when %s, and nobody is subscribed', async (_case, profile, message) => {
		const { error, requests } = await harness.runNode({
			organization: 'nobody',
			parameters: subscribe(profile, to('name', 'SVC1')),
		});

		expect(error?.message).toBe(message);
		expect(writes(requests)).toEqual([]);
	});

	it('by custom key is the one that has the key, or nobody is subscribed', async () => {
		const organization = 'other-key';
		control(organization).reset({ keyLookup: 'internalId' });
		enroll(organization, zoe, 'SVC1');

		const { error, requests } = await harness.runNode({
			organization,
			parameters: unsubscribe(by('customKey', '5'), to('name', 'SVC1'), ext),
		});

		expect(error?.message).toBe(
			'Campaign returned something else than the profile with this custom key',
		);
		expect(writes(requests)).toEqual([]);
	});
});
