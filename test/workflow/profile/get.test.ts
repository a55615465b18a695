import { amy, by, ext, get, nobody } from '../parameters';
import { methods } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored } = useHarness();

/** The stored profile with that e-mail. */
const profileWith = (organization: string, email: string) => {
	const found = stored(organization).find((profile) => profile.email === email);
	if (!found) throw new Error(`The sandbox has no ${email}`);
	return found;
};

describe('Get finds a profile', () => {
	it('by PKey, with one request', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'get-pkey',
			parameters: get(by('id', profileWith('get-pkey', amy.email).PKey)),
		});

		expect(items[0].json).toMatchObject({ email: amy.email, firstName: 'Amy' });
		expect(methods(requests)).toEqual(['GET']);
	});

	it('by the choice from the list, with one request', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'get-list',
			parameters: get(by('list', profileWith('get-list', amy.email).PKey)),
		});

		expect(items[0].json).toMatchObject({ email: amy.email });
		expect(methods(requests)).toEqual(['GET']);
	});

	it('by the URL that Campaign gave, with one request', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'get-url',
			parameters: get(by('url', profileWith('get-url', amy.email).href), ext),
		});

		expect(items[0].json).toMatchObject({ email: amy.email });
		expect(methods(requests)).toEqual(['GET']);
	});

	it('by a URL that was entered as a PKey', async () => {
		const { items } = await harness.runNode({
			organization: 'get-url-as-pkey',
			parameters: get(by('id', ` ${profileWith('get-url-as-pkey', amy.email).href} `), ext),
		});

		expect(items[0].json).toMatchObject({ email: amy.email });
	});

	it('by an e-mail that was entered as a PKey, as a model does', async () => {
		const { items } = await harness.runNode({
			organization: 'get-email-as-id',
			parameters: get(by('id', amy.email)),
		});

		expect(items[0].json).toMatchObject({ email: amy.email });
	});

	it('by e-mail, with one request, whatever its spaces and capital letters', async () => {
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
		control('get-wrapped').reset({ wrapSingle: true });

		const { items } = await harness.runNode({
			organization: 'get-wrapped',
			parameters: get(by('id', profileWith('get-wrapped', amy.email).PKey)),
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

	it('finds two profiles on different pages', async () => {
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

	it('finds the second profile on the second page of a big table, which needs _forcePagination', async () => {
		const email = 'same@example.com';
		const profiles = [{ email }, ...Array.from({ length: 30 }, () => ({ email: `${email}.au` }))];
		control('get-big').reset({
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

	it('refuses a list where one profile was asked for', async () => {
		const content = stored('get-list-answer').slice(0, 2);
		const respond = { status: 200, body: JSON.stringify({ content }) };
		control('get-list-answer').faults([{ respond }]);

		const { error } = await harness.runNode({
			organization: 'get-list-answer',
			parameters: get(by('id', content[0].PKey)),
		});

		expect(error?.message).toBe("Campaign's answer is not what was asked for");
		expect(error?.description).toContain("Check 'Profile'");
		expect(error?.description).not.toContain(String(content[0].email));
	});

	it('does not find a profile whose e-mail only begins like it', async () => {
		harness.sandbox
			.organization('get-prefix')
			.reset({ emailMatch: 'prefix', profiles: [{ email: 'ann@example.com.au' }] });

		const { error } = await harness.runNode({
			organization: 'get-prefix',
			parameters: get(by('email', 'ann@example.com')),
		});

		expect(error?.message).toBe('No profile has this e-mail');
	});

	it('is an error when the list leads in a circle', async () => {
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

	it('= Output Empty Item outputs an item without data that keeps its link', async () => {
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
		['an unknown PKey', 'get-none', by('id', '@abc'), {}],
		['an unknown PKey, on v8', 'get-none-v8', by('id', '@abc'), {}],
		['a custom key', 'get-no-key', by('customKey', 'C-0'), ext],
		['a custom key, on v8', 'get-no-key-v8', by('customKey', 'C-0'), ext],
	])(
		'= Output Empty Item also covers %s, with one request',
		async (_case, organization, choice, more) => {
			const parameters = get(choice, more, orEmpty);
			const { items, error, requests } = await harness.runNode({ organization, parameters });

			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json)).toEqual([{}]);
			expect(methods(requests)).toEqual(['GET']);
		},
	);

	it('= Output Empty Item also covers a deleted profile', async () => {
		const chosen = by('id', profileWith('get-gone', amy.email).PKey);
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
	])('= Output Empty Item does not hide %s', async (_case, choice, respond, message) => {
		const organization = 'get-not-missing';
		const faults = 'status' in respond ? [{ respond: respond as { status: number } }] : [];
		control(organization).faults(faults);

		const { error } = await harness.runNode({
			organization,
			parameters: get(choice as ReturnType<typeof by>, orEmpty),
		});

		expect(error?.message).toBe(message);
	});
});

describe('Simplify', () => {
	it('outputs at most ten flat fields, with the PKey', async () => {
		const { items } = await harness.runNode({
			organization: 'get-simple',
			parameters: get(by('email', amy.email)),
		});

		const entries = Object.entries(items[0].json);
		expect(entries.length).toBeLessThanOrEqual(10);
		expect(items[0].json.PKey).toMatch(/^@/);
		for (const [, value] of entries) expect(typeof value).not.toBe('object');
	});

	it('off outputs the profile as Campaign sends it', async () => {
		const { items } = await harness.runNode({
			organization: 'get-raw',
			parameters: get(by('email', amy.email), {
				simplify: false,
				endpoint: 'profileAndServicesExt',
			}),
		});

		expect(items[0].json).toEqual(profileWith('get-raw', amy.email));
	});
});

describe('Profile is refused before any request:', () => {
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

	it('a custom key with Standard Fields', async () => {
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
		expect(control('another').requests()).toEqual([]);
	});
});

it('Get does not follow a next link to another organization, which would receive the token', async () => {
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
	expect(control('stranger').requests()).toEqual([]);
});

it('Get needs only a profile: everything else has a default', async () => {
	const { items, requests } = await harness.runNode({
		organization: 'get-defaults',
		parameters: { operation: 'get', ...by('email', amy.email) },
	});

	expect(Object.keys(items[0].json).length).toBeLessThanOrEqual(10);
	expect(requests[0].path).toContain('/profileAndServices/');
});
