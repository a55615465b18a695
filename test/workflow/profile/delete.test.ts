import { nextAnswered } from '../flights';
import { amy, by, nobody, remove } from '../parameters';
import { methods, tooMany } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored, amyIn } = useHarness();

const standard = 'profileAndServices';
const ext = 'profileAndServicesExt';

const removeBy = (profile: ReturnType<typeof by>, endpoint = standard, options = {}) =>
	remove(profile, { endpoint, options });

const keys = (organization: string) => stored(organization).map(({ PKey }) => PKey);

/** Amy's address as each endpoint shows it. */
const hrefOf = (organization: string, endpoint: string) =>
	amyIn(organization).href.replace(ext, endpoint);

describe.each(['delete', 'delete-v8'])('Delete, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const amyBy = (mode: string, endpoint: string) => {
		const { PKey } = amyIn(organization);
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
	])('deletes that one profile by %s on %s', async (mode, endpoint, expected) => {
		const [PKey, ...others] = keys(organization);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: removeBy(amyBy(mode, endpoint), endpoint),
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
		'reports a deleted profile as an error, or as alreadyGone with If Not Found = Ignore: by %s',
		async (mode, endpoint, told) => {
			const profile = amyBy(mode, endpoint);
			const [PKey, ...others] = keys(organization);
			await harness.runNode({ organization, parameters: removeBy(by('id', PKey)) });

			const failed = await harness.runNode({
				organization,
				parameters: removeBy(profile, endpoint),
			});
			const { items } = await harness.runNode({
				organization,
				parameters: removeBy(profile, endpoint, { ifNotFound: 'ignore' }),
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
		'refuses an e-mail that several profiles have, with If Not Found = %s',
		async (ifNotFound) => {
			const before = keys(organization);

			const { error, requests } = await harness.runNode({
				organization,
				parameters: removeBy(by('email', 'twins@example.com'), standard, { ifNotFound }),
			});

			expect(error?.message).toBe('2 profiles have this e-mail');
			expect(error?.description).toMatch(new RegExp(`: ${before[1]}\n- .*: ${before[2]}$`));
			expect(methods(requests)).toEqual(['GET']);
			expect(keys(organization)).toEqual(before);
		},
	);

	it.each([
		['403', { status: 403, body: '{"error_code":"403023","message":"Profile is not valid"}' }],
		['an address that is not there', { status: 404, body: 'RST-360011 An error\nError rc=-2003' }],
		['a key of another instance', { status: 404, body: 'Unable to decrypt PKey. (PKey=@x)' }],
		['a refusal without a reason', { status: 500, body: 'An error has occurred' }],
	])('If Not Found = Ignore does not ignore another refusal: %s', async (_case, respond) => {
		const [PKey] = keys(organization);
		control(organization).faults([{ method: 'DELETE', respond }]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: removeBy(by('id', PKey), standard, { ifNotFound: 'ignore' }),
		});

		expect(error).toBeDefined();
		expect(error?.description).not.toContain('It is not known');
		expect(methods(requests)).toEqual(['DELETE']);
	});

	it.each([standard, ext])('Dry Run only reads, on %s', async (endpoint) => {
		const before = keys(organization);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: removeBy(by('id', before[0]), endpoint, { dryRun: true }),
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

	it('Dry Run does not claim to have deleted a missing profile', async () => {
		const { items } = await harness.runNode({
			organization,
			parameters: removeBy(by('email', nobody), standard, { dryRun: true, ifNotFound: 'ignore' }),
		});

		expect(items[0].json).toEqual({ deleted: false, dryRun: true, PKey: null, alreadyGone: true });
	});

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'deletes the other profiles when one is missing: %s',
		async (onError) => {
			const before = keys(organization);

			const { items, errorItems } = await harness.runNode({
				organization,
				items: [amy.email, nobody, 'vera.complete@example.com'].map((email) => ({ email })),
				parameters: removeBy(by('email', '={{ $json.email }}')),
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

	it('finds the profile already gone in the second of two items for it', async () => {
		const { items } = await harness.runNode({
			organization,
			items: [{ email: amy.email }, { email: amy.email }],
			parameters: removeBy(by('email', '={{ $json.email }}'), standard, { ifNotFound: 'ignore' }),
		});

		expect(items.map(({ json }) => json.alreadyGone ?? false)).toEqual([false, true]);
		expect(keys(organization)).toHaveLength(59);
	});
});

describe('Delete deletes no other profile for', () => {
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
		// The only profile without a custom key: a filter without its parameter finds it.
		control(organization).put({ email: 'keyless@example.com' });
		const { url } = harness.sandbox;
		const before = keys(organization);
		const value = profile.value
			.replace('<base>', `${url}/${organization}/campaign`)
			.replace('<home>', url)
			.replace('<key>', before[0]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: removeBy({ profile: { ...profile, value } }, endpoint),
		});

		expect(error).toBeDefined();
		expect(keys(organization)).toEqual(before);
		// A PKey of another instance looks like any other.
		const mayAsk = profile.value === `@${'A'.repeat(91)}`;
		expect(methods(requests).includes('DELETE')).toBe(mayAsk);
	});
});

test.each(['={{ $json.missing }}', '={{ null }}', '={{ "" }}', '={{ "no" }}'])(
	'Delete refuses a Dry Run of %s',
	async (dryRun) => {
		control('delete-dry').reset();
		const before = keys('delete-dry');

		const { error, requests } = await harness.runNode({
			organization: 'delete-dry',
			parameters: removeBy(by('email', amy.email), standard, { dryRun }),
		});

		expect(error?.message).toBe("'Dry Run' is neither true nor false");
		expect(requests).toEqual([]);
		expect(keys('delete-dry')).toEqual(before);
	},
);

test('Delete takes Dry Run from an expression, as a boolean or as text', async () => {
	control('delete-dry').reset();
	const { items, errorItems } = await harness.runNode({
		organization: 'delete-dry',
		parameters: removeBy(by('email', amy.email), standard, { dryRun: '={{ $json.try }}' }),
		items: [{ try: true }, { try: 'true' }, { try: false }],
		nodeSettings: { onError: 'continueErrorOutput' },
	});

	expect(items.map(({ json }) => json.deleted)).toEqual([false, false, true]);
	expect(errorItems).toEqual([]);
});

/** Changes what is stored as soon as the node's first request with that method has been answered or cut off. */
async function meanwhile(organization: string, method: string, change: () => void) {
	await nextAnswered(organization, method);
	change();
}

describe('Delete whose request was refused as too many', () => {
	it('searches again for the profile that has the e-mail', async () => {
		const organization = 'delete-moved';
		const { PKey } = amyIn(organization);
		control(organization).faults([{ method: 'DELETE', respond: tooMany(0) }]);

		const running = harness.runNode({
			organization,
			parameters: removeBy(by('email', amy.email)),
		});
		await meanwhile(organization, 'DELETE', () =>
			control(organization).put({ PKey, email: 'amy@elsewhere.example' }),
		);

		expect((await running).error?.message).toBe('No profile has this e-mail');
		expect(amyIn(organization).PKey).toBe(PKey);
	});
});
