import { type Harness, startHarness } from './harness';
import { amy, by, nobody } from './parameters';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const standard = 'profileAndServices';
const ext = 'profileAndServicesExt';

const remove = (
	profile: ReturnType<typeof by>,
	endpoint = standard,
	options: Record<string, unknown> = {},
) => ({ operation: 'delete', endpoint, ...profile, options: options as { dryRun?: boolean } });

const control = (organization: string) => harness.sandbox.organization(organization);
const keys = (organization: string) =>
	control(organization)
		.profiles()
		.map(({ PKey }) => PKey);
const methods = (requests: Array<{ method: string }>) => requests.map(({ method }) => method);

/** Amy's address as each endpoint shows it. */
const hrefOf = (organization: string, endpoint: string) =>
	control(organization).profiles()[0].href.replace(ext, endpoint);

describe.each(['delete', 'delete-v8'])('In %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const amyBy = (mode: string, endpoint: string) => {
		const [{ PKey }] = control(organization).profiles();
		const href = hrefOf(organization, endpoint);
		if (mode === 'email') return by('email', amy.email.toUpperCase());
		if (mode === 'customKey') return by('customKey', amy.customKey);
		if (mode === 'url of a custom key') return by('url', href.replace(PKey, amy.customKey));
		return mode === 'url' ? by('url', href) : by(mode as 'id', PKey);
	};

	it.each([
		['id', standard, ['DELETE']],
		['id', ext, ['DELETE']],
		['list', standard, ['DELETE']],
		['url', standard, ['DELETE']],
		['url', ext, ['DELETE']],
		['email', standard, ['GET', 'DELETE']],
		['email', ext, ['GET', 'DELETE']],
		['customKey', ext, ['GET', 'DELETE']],
		['url of a custom key', ext, ['GET', 'DELETE']],
	])('that one profile is deleted by %s on %s', async (mode, endpoint, expected) => {
		const [PKey, ...others] = keys(organization);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: remove(amyBy(mode, endpoint), endpoint),
		});

		expect(items[0].json).toEqual({ deleted: true, PKey });
		expect(keys(organization)).toEqual(others);
		expect(methods(requests)).toEqual(expected);
		expect(requests.at(-1)?.path).toContain(`/${endpoint}/profile/${PKey}`);
	});

	it.each([
		['id', standard, true],
		['url', standard, true],
		['email', standard, false],
		['customKey', ext, false],
	])(
		'a profile that is gone is an error, or what was wanted: by %s',
		async (mode, endpoint, told) => {
			const profile = amyBy(mode, endpoint);
			const [PKey, ...others] = keys(organization);
			await harness.runNode({ organization, parameters: remove(by('id', PKey)) });

			const failed = await harness.runNode({ organization, parameters: remove(profile, endpoint) });
			const { items } = await harness.runNode({
				organization,
				parameters: remove(profile, endpoint, { ifNotFound: 'ignore' }),
			});

			expect(failed.error?.message).toMatch(
				/^(The profile was not found|No profile has this e-mail)$/,
			);
			expect(failed.error?.description).not.toContain(amy.customKey);
			expect(items[0].json).toEqual({ deleted: true, PKey: told ? PKey : null, alreadyGone: true });
			expect(keys(organization)).toEqual(others);
		},
	);

	it.each(['error', 'ignore'])(
		'an e-mail of several deletes none of them: %s',
		async (ifNotFound) => {
			const before = keys(organization);

			const { error, requests } = await harness.runNode({
				organization,
				parameters: remove(by('email', 'twins@example.com'), standard, { ifNotFound }),
			});

			expect(error?.message).toBe('2 profiles have this e-mail');
			expect(error?.description).toContain(`${before[1]}, ${before[2]}`);
			expect(methods(requests)).toEqual(['GET']);
			expect(keys(organization)).toEqual(before);
		},
	);

	it.each([
		['403', { status: 403, body: '{"error_code":"403023","message":"Profile is not valid"}' }],
		['an address that is not there', { status: 404, body: 'RST-360011 An error\nError rc=-2003' }],
		['a key of another instance', { status: 404, body: 'Unable to decrypt PKey. (PKey=@x)' }],
		['a refusal without a reason', { status: 500, body: 'An error has occurred' }],
	])('what is no missing profile is never ignored: %s', async (_case, respond) => {
		const [PKey] = keys(organization);
		control(organization).faults([{ method: 'DELETE', respond }]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: remove(by('id', PKey), standard, { ifNotFound: 'ignore' }),
		});

		expect(error).toBeDefined();
		expect(error?.description).not.toContain('It is not known');
		expect(methods(requests)).toEqual(['DELETE']);
	});

	it.each([standard, ext])('a dry run on %s only reads', async (endpoint) => {
		const before = keys(organization);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: remove(by('id', before[0]), endpoint, { dryRun: true }),
		});

		expect(items[0].json).toMatchObject({
			deleted: false,
			dryRun: true,
			PKey: before[0],
			email: amy.email,
		});
		expect(methods(requests)).toEqual(['GET']);
		expect(keys(organization)).toEqual(before);
	});

	it('a dry run does not say that it deleted somebody who is gone', async () => {
		const { items } = await harness.runNode({
			organization,
			parameters: remove(by('email', nobody), standard, { dryRun: true, ifNotFound: 'ignore' }),
		});

		expect(items[0].json).toEqual({ deleted: false, dryRun: true, PKey: null, alreadyGone: true });
	});

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'several items, one of them gone: %s',
		async (onError) => {
			const before = keys(organization);

			const { items, errorItems } = await harness.runNode({
				organization,
				items: [amy.email, nobody, 'vera.complete@example.com'].map((email) => ({ email })),
				parameters: remove(by('email', '={{ $json.email }}')),
				nodeSettings: { onError },
			});

			const failed = onError === 'continueErrorOutput' ? errorItems[0] : items[1];
			expect(failed.pairedItem).toEqual({ item: 1 });
			expect(failed.json.error).toBe(
				"No profile has this e-mail [item 1]. Check the e-mail in 'Profile'.",
			);
			expect(keys(organization)).toEqual(before.filter((_, index) => ![0, 6].includes(index)));
		},
	);

	it('the same profile in two items is gone for the second', async () => {
		const { items } = await harness.runNode({
			organization,
			items: [{ email: amy.email }, { email: amy.email }],
			parameters: remove(by('email', '={{ $json.email }}'), standard, { ifNotFound: 'ignore' }),
		});

		expect(items.map(({ json }) => json.alreadyGone ?? false)).toEqual([false, true]);
		expect(keys(organization)).toHaveLength(59);
	});
});

describe('Nobody else is deleted by', () => {
	it.each([
		[
			'a filter in a URL',
			'other',
			standard,
			by('url', '<base>/profileAndServices/profile/byEmail'),
		],
		[
			'a filter with a query',
			'other',
			standard,
			by('url', '<base>/profileAndServices/profile/byEmail?email='),
		],
		['a list in a URL', 'other', standard, by('url', '<base>/profileAndServices/profile')],
		[
			'a URL with an anchor',
			'other',
			standard,
			by('url', '<base>/profileAndServices/profile/<key>#x'),
		],
		[
			'another organization',
			'other',
			standard,
			by('url', '<home>/elsewhere/campaign/profileAndServices/profile/<key>'),
		],
		[
			'another host',
			'other',
			standard,
			by('url', 'http://localhost:1/other/campaign/profileAndServices/profile/<key>'),
		],
		['the other field set', 'other', ext, by('url', '<base>/profileAndServices/profile/<key>')],
		[
			'a way round',
			'other',
			standard,
			by('url', '<base>/../../elsewhere/campaign/profileAndServices/profile/<key>'),
		],
		['a name for an id', 'other', standard, by('id', 'Amy Dakota')],
		['a custom key for an id', 'other', ext, by('id', amy.customKey)],
		['a PKey of elsewhere', 'other', standard, by('id', `@${'A'.repeat(91)}`)],
		['a PKey for a custom key', 'other', ext, by('customKey', '<key>')],
		['the name of a filter', 'other', ext, by('customKey', 'byEmail')],
		['the name of a filter of v8', 'other-v8', ext, by('customKey', 'CustomerId')],
		['the name of a field', 'other', ext, by('customKey', 'email')],
		['the name of metadata', 'other', ext, by('customKey', 'metadata')],
		['a step up', 'other', ext, by('customKey', '..')],
		['a step within', 'other', ext, by('customKey', 'x/../C-1001')],
		['a query', 'other', ext, by('customKey', 'C-1001?x=1')],
		['the beginning of a key', 'other', ext, by('customKey', 'C-100')],
		['a custom key with Standard Fields', 'other', standard, by('customKey', 'C-1001')],
		['the beginning of an e-mail', 'other', standard, by('email', 'amy.dakota@example.co')],
		['an empty text', 'other', standard, by('email', '={{ "" }}')],
	])('%s', async (_case, organization, endpoint, { profile }) => {
		control(organization).reset({ emailMatch: 'prefix' });
		// The only one without a custom key, whom a filter without its parameter finds.
		control(organization).put({ email: 'keyless@example.com' });
		const { url } = harness.sandbox;
		const before = keys(organization);
		const value = profile.value
			.replace('<base>', `${url}/${organization}/campaign`)
			.replace('<home>', url)
			.replace('<key>', before[0]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: remove({ profile: { ...profile, value } }, endpoint),
		});

		expect(error).toBeDefined();
		expect(keys(organization)).toEqual(before);
		// A PKey of elsewhere cannot be told by looking at it.
		const mayAsk = profile.value === `@${'A'.repeat(91)}`;
		expect(methods(requests).includes('DELETE')).toBe(mayAsk);
	});
});

test.each(['={{ $json.missing }}', '={{ null }}', '={{ "" }}', '={{ "no" }}'])(
	'A Dry Run of %s deletes nothing: an expression that finds nothing is no permission',
	async (dryRun) => {
		control('delete-dry').reset();
		const before = keys('delete-dry');

		const { error, requests } = await harness.runNode({
			organization: 'delete-dry',
			parameters: remove(by('email', amy.email), standard, { dryRun }),
		});

		expect(error?.message).toBe("'Dry Run' is neither true nor false");
		expect(requests).toEqual([]);
		expect(keys('delete-dry')).toEqual(before);
	},
);

test('A Dry Run may come from an earlier node', async () => {
	control('delete-dry').reset();
	const { items, errorItems } = await harness.runNode({
		organization: 'delete-dry',
		parameters: remove(by('email', amy.email), standard, { dryRun: '={{ $json.try }}' }),
		items: [{ try: true }, { try: 'true' }, { try: false }],
		nodeSettings: { onError: 'continueErrorOutput' },
	});

	expect(items.map(({ json }) => json.deleted)).toEqual([false, false, true]);
	expect(errorItems).toEqual([]);
});
