import { type Harness, startHarness } from './harness';
import { amy, by, get, nobody } from './parameters';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const stored = (organization: string, email: string) => {
	const found = harness.sandbox
		.organization(organization)
		.profiles()
		.find((profile) => profile.email === email);
	if (!found) throw new Error(`The sandbox has no ${email}`);
	return found;
};

const ext = { endpoint: 'profileAndServicesExt' };

const methods = (requests: Array<{ method: string }>) => requests.map(({ method }) => method);

describe('Get finds a profile', () => {
	it('by PKey, with one request', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'get-pkey',
			parameters: get(by('id', stored('get-pkey', amy.email).PKey)),
		});

		expect(items[0].json).toMatchObject({ email: amy.email, firstName: 'Amy' });
		expect(methods(requests)).toEqual(['GET']);
	});

	it('by the choice from the list, with one request', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'get-list',
			parameters: get(by('list', stored('get-list', amy.email).PKey)),
		});

		expect(items[0].json).toMatchObject({ email: amy.email });
		expect(methods(requests)).toEqual(['GET']);
	});

	it('by the URL that Campaign gave, with one request', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'get-url',
			parameters: get(by('url', stored('get-url', amy.email).href), ext),
		});

		expect(items[0].json).toMatchObject({ email: amy.email });
		expect(methods(requests)).toEqual(['GET']);
	});

	it('by a URL that was entered as a PKey', async () => {
		const { items } = await harness.runNode({
			organization: 'get-url-as-pkey',
			parameters: get(by('id', ` ${stored('get-url-as-pkey', amy.email).href} `), ext),
		});

		expect(items[0].json).toMatchObject({ email: amy.email });
	});

	it('by an e-mail that was entered as an ID, as a model does', async () => {
		const { items } = await harness.runNode({
			organization: 'get-email-as-id',
			parameters: get(by('id', amy.email)),
		});

		expect(items[0].json).toMatchObject({ email: amy.email });
	});

	it('by e-mail, with one request, however it is written', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'get-email',
			parameters: get(by('email', ' Amy.Dakota@EXAMPLE.com ')),
		});

		expect(items[0].json).toMatchObject({ firstName: 'Amy', email: amy.email });
		expect(methods(requests)).toEqual(['GET']);
	});

	it('by an e-mail with a plus and an apostrophe', async () => {
		const email = "o'neil+news@example.com";
		const { items } = await harness.runNode({
			organization: 'get-plus',
			parameters: get(by('email', email)),
		});

		expect(items[0].json).toMatchObject({ email });
	});

	it('by custom key on the extended endpoint, with one request', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'get-custom-key',
			parameters: get(by('customKey', amy.customKey), {
				endpoint: 'profileAndServicesExt',
				simplify: false,
			}),
		});

		expect(items[0].json).toMatchObject({ email: amy.email, cusCustomerId: amy.customKey });
		expect(methods(requests)).toEqual(['GET']);
	});

	it('in the other shape that Adobe documents for a single profile', async () => {
		harness.sandbox.organization('get-wrapped').reset({ wrapSingle: true });

		const { items } = await harness.runNode({
			organization: 'get-wrapped',
			parameters: get(by('id', stored('get-wrapped', amy.email).PKey)),
		});

		expect(items[0].json).toMatchObject({ email: amy.email });
	});

	it('on Campaign v8', async () => {
		const { items } = await harness.runNode({
			organization: 'get-v8',
			parameters: get(by('email', amy.email)),
		});

		expect(items[0].json).toMatchObject({ email: amy.email });
	});
});

describe('Get by e-mail', () => {
	it('is an error when several profiles have it, and names their keys', async () => {
		const { error } = await harness.runNode({
			organization: 'get-twins',
			parameters: get(by('email', 'twins@example.com')),
		});

		expect(error?.message).toBe('2 profiles have this e-mail');
		const twins = harness.sandbox
			.organization('get-twins')
			.profiles()
			.filter(({ email }) => email === 'twins@example.com');
		for (const { PKey } of twins) expect(error?.description).toContain(PKey);
	});

	it('counts twins that stand on different pages', async () => {
		const email = 'same@example.com';
		const profiles = [{ email }, ...Array.from({ length: 30 }, () => ({ email: `${email}.au` }))];
		harness.sandbox
			.organization('get-pages')
			.reset({ emailMatch: 'prefix', profiles: [...profiles, { email }] });

		const { error, requests } = await harness.runNode({
			organization: 'get-pages',
			parameters: get(by('email', email)),
		});

		expect(error?.message).toBe('2 profiles have this e-mail');
		expect(requests.length).toBe(2);
	});

	it('sees the twin on the second page of a table that ends early unless it is forced to go on', async () => {
		const email = 'same@example.com';
		const profiles = [{ email }, ...Array.from({ length: 30 }, () => ({ email: `${email}.au` }))];
		harness.sandbox.organization('get-big').reset({
			emailMatch: 'prefix',
			bigTableThreshold: 10,
			profiles: [...profiles, { email }],
		});

		const { error } = await harness.runNode({
			organization: 'get-big',
			parameters: get(by('email', email)),
		});

		expect(error?.message).toBe('2 profiles have this e-mail');
	});

	it('does not take a list for the one profile', async () => {
		const content = harness.sandbox.organization('get-list-answer').profiles().slice(0, 2);
		const respond = { status: 200, body: JSON.stringify({ content }) };
		harness.sandbox.organization('get-list-answer').faults([{ respond }]);

		const { error } = await harness.runNode({
			organization: 'get-list-answer',
			parameters: get(by('id', content[0].PKey)),
		});

		expect(error?.message).toBe("Campaign's answer is not what was asked for");
		expect(error?.description).toContain("Check 'Profile'");
		expect(error?.description).not.toContain(String(content[0].email));
	});

	it('does not take a profile whose e-mail only begins like it', async () => {
		harness.sandbox
			.organization('get-prefix')
			.reset({ emailMatch: 'prefix', profiles: [{ email: 'ann@example.com.au' }] });

		const { error } = await harness.runNode({
			organization: 'get-prefix',
			parameters: get(by('email', 'ann@example.com')),
		});

		expect(error?.message).toBe('No profile has this e-mail');
	});

	it('stops at a list that leads in a circle', async () => {
		const { url } = harness.sandbox;
		const next = { href: `${url}/get-circle/campaign/profileAndServices/profile/byEmail?again` };
		const body = JSON.stringify({ content: [], next });
		harness.sandbox
			.organization('get-circle')
			.faults([{ path: 'byEmail', times: 5, respond: { status: 200, body } }]);

		const { error, requests } = await harness.runNode({
			organization: 'get-circle',
			parameters: get(by('email', amy.email)),
		});

		expect(error?.message).toBe("Campaign's list of profiles leads in a circle");
		expect(requests.length).toBe(2);
	});
});

describe('If Not Found', () => {
	const orEmpty = { options: { ifNotFound: 'empty' } };

	it('gives one item without data that keeps its link, and the others as they are', async () => {
		const { items, requests, error } = await harness.runNode({
			organization: 'get-or-empty',
			items: [{ email: nobody }, { email: amy.email }, { email: nobody }],
			parameters: get(by('email', '={{ $json.email }}'), orEmpty),
		});

		expect(error).toBeUndefined();
		expect(items).toMatchObject([
			{ json: {}, pairedItem: { item: 0 } },
			{ json: { email: amy.email }, pairedItem: { item: 1 } },
			{ json: {}, pairedItem: { item: 2 } },
		]);
		expect(items[0].json).toEqual({});
		expect(methods(requests)).toEqual(['GET', 'GET', 'GET']);
	});

	it.each([
		['a PKey that is none', 'get-none', by('id', '@abc'), {}],
		['a PKey that is none, on v8', 'get-none-v8', by('id', '@abc'), {}],
		['a custom key', 'get-no-key', by('customKey', 'C-0'), ext],
		['a custom key, on v8', 'get-no-key-v8', by('customKey', 'C-0'), ext],
	])('also finds nothing by %s, with one request', async (_case, organization, choice, more) => {
		const parameters = get(choice, more, orEmpty);
		const { items, error, requests } = await harness.runNode({ organization, parameters });

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{}]);
		expect(methods(requests)).toEqual(['GET']);
	});

	it('also finds nothing where the profile was deleted', async () => {
		const chosen = by('id', stored('get-gone', amy.email).PKey);
		const organization = 'get-gone';
		await harness.runNode({ organization, parameters: { operation: 'delete', ...chosen } });

		const { items, requests } = await harness.runNode({
			organization,
			parameters: get(chosen, orEmpty),
		});

		expect(items.map(({ json }) => json)).toEqual([{}]);
		expect(methods(requests)).toEqual(['GET']);
	});

	it('fails the item by default', async () => {
		const { error, items } = await harness.runNode({
			organization: 'get-or-fail',
			parameters: get(by('email', nobody), { options: {} }),
		});

		expect(error?.message).toBe('No profile has this e-mail');
		expect(items).toEqual([]);
	});

	it.each<[string, object, object, string]>([
		['several profiles', by('email', 'twins@example.com'), {}, '2 profiles have this e-mail'],
		['a wrong address', by('email', 'amy'), {}, "'Profile' is not an e-mail"],
		[
			'a refusal',
			by('id', '@abc'),
			{ status: 500, body: 'RST-360011 An error has occurred' },
			'Campaign refused the request',
		],
		[
			'missing access',
			by('id', '@abc'),
			{ status: 403, body: '{"error_code":"403023","message":"Profile is not valid"}' },
			'These credentials have no access to this organization',
		],
		[
			'a wrong endpoint',
			by('id', '@abc'),
			{ status: 404, body: 'RST-360011\nError rc=-2003' },
			'Campaign does not know this address',
		],
	])('does not take %s for a missing profile', async (_case, choice, respond, message) => {
		const organization = 'get-not-missing';
		const faults = 'status' in respond ? [{ respond: respond as { status: number } }] : [];
		harness.sandbox.organization(organization).faults(faults);

		const { error } = await harness.runNode({
			organization,
			parameters: get(choice as ReturnType<typeof by>, orEmpty),
		});

		expect(error?.message).toBe(message);
	});
});

describe('Simplify', () => {
	it('gives at most ten flat fields, the key among them', async () => {
		const { items } = await harness.runNode({
			organization: 'get-simple',
			parameters: get(by('email', amy.email)),
		});

		const entries = Object.entries(items[0].json);
		expect(entries.length).toBeLessThanOrEqual(10);
		expect(items[0].json.PKey).toMatch(/^@/);
		for (const [, value] of entries) expect(typeof value).not.toBe('object');
	});

	it('off gives the profile as Campaign sends it', async () => {
		const { items } = await harness.runNode({
			organization: 'get-raw',
			parameters: get(by('email', amy.email), {
				simplify: false,
				endpoint: 'profileAndServicesExt',
			}),
		});

		expect(items[0].json).toEqual(stored('get-raw', amy.email));
	});
});

describe('A profile that cannot be meant is told before any request', () => {
	it.each([
		['email', 'amy', "'Profile' is not an e-mail"],
		['email', 'a@b.c, d@e.f', "'Profile' is not an e-mail"],
		['id', 'C-1001', "'Profile' is neither a PKey nor an e-mail"],
		['id', '@../../other', "'Profile' is neither a PKey nor an e-mail"],
		['url', 'https://mc.adobe.io/acme', "'Profile' is not the URL of a profile"],
		['customKey', '..', "'Profile' is not a custom key"],
		['customKey', '@amy', "'Profile' is not a custom key"],
		['customKey', 'byEmail', "'Profile' is not a custom key"],
		[
			'url',
			'https://mc.adobe.io/a/campaign/profileAndServicesExt/profile/@a/subscriptions',
			"'Profile' is not the URL of a profile",
		],
		[
			'url',
			'https://mc.adobe.io/a/campaign/profileAndServices/profile/@a',
			"'Profile' is the URL of another field set",
		],
		['email', '={{ $json.nothing }}', "'Profile' is empty"],
	] as const)('%s %s', async (mode, value, message) => {
		const { error, requests } = await harness.runNode({
			organization: 'get-wrong',
			parameters: get(by(mode, value), { endpoint: 'profileAndServicesExt' }),
		});

		expect(error?.message).toBe(message);
		expect(requests).toEqual([]);
	});

	it('a custom key that was left over on the standard field set', async () => {
		const { error, requests } = await harness.runNode({
			organization: 'get-left-over',
			parameters: get(by('customKey', amy.customKey)),
		});

		expect(error?.message).toBe("'Profile' by custom key needs 'Standard and Custom Fields'");
		expect(requests).toEqual([]);
	});

	it('a URL of another host or organization', async () => {
		const elsewhere = [
			'https://elsewhere.example/get-foreign/campaign/profileAndServices/profile/@abc',
			'https://mc.adobe.io/another/campaign/profileAndServices/profile/@abc',
			`${harness.sandbox.url}/another/campaign/profileAndServices/profile/@abc`,
		];
		for (const href of elsewhere) {
			const { error, requests } = await harness.runNode({
				organization: 'get-foreign',
				parameters: get(by('url', href)),
			});

			expect(error?.message).toBe(
				'A link leads away from your Campaign organization and was not followed',
			);
			expect(requests).toEqual([]);
		}
		expect(harness.sandbox.organization('another').requests()).toEqual([]);
	});
});

it('a next link to another host is not followed, so the token stays at home', async () => {
	const next = { href: `${harness.sandbox.url}/stranger/campaign/profileAndServices/profile` };
	const body = JSON.stringify({ content: [], next });
	harness.sandbox
		.organization('get-stranger')
		.faults([{ path: 'byEmail', respond: { status: 200, body } }]);

	const { error } = await harness.runNode({
		organization: 'get-stranger',
		parameters: get(by('email', amy.email)),
	});

	expect(error?.message).toContain('was not followed');
	expect(harness.sandbox.organization('stranger').requests()).toEqual([]);
});

it('needs nothing but a profile: everything else has a default', async () => {
	const { items, requests } = await harness.runNode({
		organization: 'get-defaults',
		parameters: { operation: 'get', ...by('email', amy.email) },
	});

	expect(Object.keys(items[0].json).length).toBeLessThanOrEqual(10);
	expect(requests[0].path).toContain('/profileAndServices/');
});
