import type { Settings } from '../../sandbox/settings';
import { type Harness, startHarness } from './harness';
import { amy, autoMap, formField, values } from './parameters';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const standard = 'profileAndServices';
const ext = 'profileAndServicesExt';
const twins = 'twins@example.com';

type Way = 'email' | 'customKey' | 'customFilter';

const control = (organization: string) => harness.sandbox.organization(organization);
const stored = (organization: string) => control(organization).profiles();

/** What was asked for, without the instance's description of itself, which a run reads once. */
const methods = (requests: Array<{ method: string; path: string }>) =>
	requests.filter(({ path }) => !path.includes('resourceType')).map(({ method }) => method);

/** The sandbox's filter for a customer's key as the dialect names it. */
const filterIn = (organization: string, name = 'CustomerId') => ({
	filterName: organization.endsWith('-v8') ? name : `by${name}`,
	filterParameter: `${name.toLowerCase()}_parameter`,
});

const match = (organization: string, matchBy: Way, matchValue: string) => ({
	matchBy,
	matchValue,
	...(matchBy === 'customFilter' && filterIn(organization)),
});

const upsert = (
	matching: Record<string, unknown>,
	fields: ReturnType<typeof values>,
	{ endpoint = standard, ...more }: Record<string, unknown> = {},
) =>
	({
		operation: 'upsert',
		endpoint,
		confirmUpdate: true,
		options: {},
		...matching,
		...fields,
		...more,
	}) as ReturnType<typeof values>;

const byItsEmail = { matchBy: 'email', matchValue: '={{ $json.email }}' };
const emailAndPhone = autoMap([formField('email'), formField('phone')]);

const ways: Array<[Way, string, string, string]> = [
	['email', standard, 'new@example.com', amy.email],
	['email', ext, 'new@example.com', amy.email],
	['customKey', ext, 'N-1', amy.customKey],
	['customFilter', ext, 'N-1', amy.customKey],
];

describe.each(['upsert', 'upsert-v8'])('In %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const fieldsFor = (way: Way, value: string, phone: string) =>
		values(way === 'email' ? { phone } : { cusCustomerId: value, phone });

	it.each(ways)('nobody found by %s on %s creates', async (way, endpoint, value) => {
		const { items, requests } = await harness.runNode({
			organization,
			parameters: upsert(match(organization, way, value), fieldsFor(way, value, '1'), { endpoint }),
		});

		const made = stored(organization)[60];
		expect(made).toMatchObject(way === 'email' ? { email: value } : { cusCustomerId: value });
		expect(items[0].json).toMatchObject({ PKey: made.PKey, phone: '1', operation: 'created' });
		expect(stored(organization)).toHaveLength(61);
		expect(methods(requests)).toEqual(way === 'email' ? ['GET', 'POST'] : ['GET', 'POST', 'GET']);
	});

	it.each(ways)(
		'one found by %s on %s is updated, nobody else',
		async (way, endpoint, _, value) => {
			const [before, ...others] = stored(organization);

			const { items, requests } = await harness.runNode({
				organization,
				parameters: upsert(match(organization, way, value), fieldsFor(way, value, '1'), {
					endpoint,
				}),
			});

			const [after, ...rest] = stored(organization);
			expect(rest).toEqual(others);
			expect(after).toEqual({ ...before, phone: '1', lastModified: after.lastModified });
			expect(items[0].json).toMatchObject({ PKey: before.PKey, phone: '1', operation: 'updated' });
			expect(methods(requests)).toEqual(['GET', 'PATCH', 'GET']);
		},
	);

	it('without Confirm Update the reference comes out after two requests', async () => {
		const [{ PKey }] = stored(organization);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: upsert(match(organization, 'email', amy.email), values({ phone: '1' }), {
				confirmUpdate: false,
			}),
		});

		expect(items[0].json).toEqual({
			PKey,
			href: expect.stringContaining(PKey),
			operation: 'updated',
		});
		expect(methods(requests)).toEqual(['GET', 'PATCH']);
	});

	it.each([
		['email', { matchBy: 'email', matchValue: twins }, [1, 2]],
		[
			'customFilter',
			{ matchBy: 'customFilter', matchValue: 'gold', ...filterIn('x', 'LoyaltyTier') },
			undefined,
		],
	])('several found by %s stop without writing and are listed', async (way, matching, indexes) => {
		const before = stored(organization);
		const same = indexes
			? indexes.map((index) => before[index])
			: before.filter(({ cusLoyaltyTier }) => cusLoyaltyTier === 'gold');

		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(
				{ ...matching, ...(way === 'customFilter' && filterIn(organization, 'LoyaltyTier')) },
				values({ phone: '1' }),
				{ endpoint: ext },
			),
		});

		expect(error?.message).toBe('Several profiles match, and nothing was written');
		expect(same.length).toBeGreaterThan(1);
		for (const { PKey } of same.slice(0, 10)) expect(error?.description).toContain(PKey);
		expect(error?.description).not.toContain(twins);
		expect(methods(requests)).toEqual(['GET']);
		expect(stored(organization)).toEqual(before);
	});

	it.each([
		['createOnly', amy.email, undefined, 'The profile exists already, and nothing was written'],
		['createOnly', 'new@example.com', 'created', undefined],
		['updateOnly', 'new@example.com', undefined, 'No profile matches, and nothing was written'],
		['updateOnly', amy.email, 'updated', undefined],
		['createOrUpdate', 'new@example.com', 'created', undefined],
		['createOrUpdate', amy.email, 'updated', undefined],
	])('mode %s with %s', async (mode, value, operation, message) => {
		const before = stored(organization);

		const { items, error, requests } = await harness.runNode({
			organization,
			parameters: upsert(match(organization, 'email', value), values({ phone: '1' }), {
				options: { mode },
			}),
		});

		expect(items[0]?.json.operation).toBe(operation);
		expect(error?.message).toBe(message);
		if (message) {
			expect(methods(requests)).toEqual(['GET']);
			expect(stored(organization)).toEqual(before);
			expect(error?.description).not.toContain(value);
			const isExisting = mode === 'createOnly';
			expect(error?.description?.includes(before[0].PKey)).toBe(isExisting);
		}
	});

	it.each<[string, Array<Partial<Settings>>]>([
		['an ordinary server', [{}]],
		['an exact one', [{ emailMatch: 'exact' }, { emailMatch: 'exact', emailPolicy: 'lowerCase' }]],
	])('the same new e-mail twice is one profile, however it is written: %s', async (_, settings) => {
		for (const setting of settings) {
			control(organization).reset(setting);
			// The list is as old as before the first POST.
			control(organization).faults([{ method: 'GET', path: 'byEmail', times: 9, staleRead: true }]);

			const { items, requests } = await harness.runNode({
				organization,
				items: ['New@Example.com', ' new@example.com ', 'NEW@EXAMPLE.COM'].map((email, index) => ({
					email,
					phone: `${index}`,
				})),
				parameters: upsert(byItsEmail, emailAndPhone),
			});

			const [made, ...others] = stored(organization).slice(60);
			expect(others).toEqual([]);
			expect(made.phone).toBe('2');
			expect(items.map(({ json }) => json.operation)).toEqual(['created', 'updated', 'updated']);
			expect(new Set(items.map(({ json }) => json.PKey)).size).toBe(1);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2].map((item) => ({ item })),
			);
			expect(methods(requests)).toEqual([
				...['GET', 'GET', 'POST'],
				...['PATCH', 'GET', 'PATCH', 'GET'],
				// What is stored in small letters may be the older value: it is looked at once more.
				...('emailPolicy' in setting ? ['GET'] : []),
			]);
		}
	});

	it.each<[Way, string, Record<string, string>]>([
		['customKey', 'N-1', { cusCustomerId: '={{ $json.key }}', phone: '1' }],
		['customFilter', 'N-1', { cusCustomerId: '={{ $json.key }}', phone: '1' }],
	])('the same new value of %s twice is one profile', async (way, key, fields) => {
		const { items, requests } = await harness.runNode({
			organization,
			items: [{ key }, { key: 'N-2' }, { key }],
			parameters: upsert(match(organization, way, '={{ $json.key }}'), values(fields), {
				endpoint: ext,
			}),
		});

		expect(items.map(({ json }) => json.operation)).toEqual(['created', 'created', 'updated']);
		expect(
			stored(organization)
				.slice(60)
				.map(({ cusCustomerId }) => cusCustomerId)
				.sort(),
		).toEqual([key, 'N-2']);
		// Only the first one is looked for; the second costs two requests.
		expect(methods(requests).sort()).toEqual([
			...['GET', 'GET', 'GET', 'GET'],
			...['PATCH', 'POST', 'POST'],
		]);
	});

	it.each<[Partial<Settings>]>([
		[{ emailMatch: 'ignoreCase' }],
		[{ emailMatch: 'exact' }],
		[{ emailMatch: 'prefix' }],
		[{ emailMatch: 'exact', emailPolicy: 'lowerCase' }],
		[{ emailMatch: 'prefix', emailPolicy: 'lowerCase' }],
	])(
		'one run after the other makes one profile with capital letters and spaces: %j',
		async (settings) => {
			control(organization).reset(settings);
			const run = async () =>
				await harness.runNode({
					organization,
					items: [{ email: ' New@Example.com ', phone: '1' }],
					parameters: upsert(byItsEmail, emailAndPhone),
				});

			const results = [await run(), await run()];

			expect(results.map(({ items }) => items[0].json.operation)).toEqual(['created', 'updated']);
			expect(stored(organization)).toHaveLength(61);
		},
	);

	it('the profile gets the e-mail by which it is found again', async () => {
		control(organization).reset({ emailMatch: 'exact' });
		const run = async () =>
			await harness.runNode({
				organization,
				parameters: upsert(
					match(organization, 'email', 'new@example.com'),
					values({ email: 'New@Example.com', phone: '1' }),
				),
			});

		await run();

		expect(stored(organization)[60].email).toBe('new@example.com');
	});

	it('an e-mail that is the beginning of another one is not that one', async () => {
		control(organization).reset({ emailMatch: 'prefix' });
		const [before] = stored(organization);

		const { items } = await harness.runNode({
			organization,
			parameters: upsert(
				match(organization, 'email', 'amy.dakota@example.co'),
				values({ phone: '1' }),
			),
		});

		expect(items[0].json).toMatchObject({ operation: 'created', email: 'amy.dakota@example.co' });
		expect(stored(organization)[0]).toEqual(before);
	});

	it('two items that find the same profile update it twice', async () => {
		const { items } = await harness.runNode({
			organization,
			items: [
				{ email: amy.email, phone: '1' },
				{ email: amy.email.toUpperCase(), phone: '2' },
			],
			parameters: upsert(byItsEmail, emailAndPhone),
		});

		expect(items.map(({ json }) => json.operation)).toEqual(['updated', 'updated']);
		expect(stored(organization)).toHaveLength(60);
		expect(stored(organization)[0].phone).toBe('2');
	});

	it('an answer with another PKey is followed', async () => {
		control(organization).reset({ rotatePkeys: true });

		const { items } = await harness.runNode({
			organization,
			parameters: upsert(match(organization, 'email', amy.email), values({ phone: '1' })),
		});

		expect(items[0].json).toMatchObject({ operation: 'updated', phone: '1' });
		expect(items[0].json.PKey).toBe(stored(organization)[0].PKey);
	});

	it.each([
		[{ method: 'PATCH', discardWrite: true } as const, 'error', 'did not store'],
		[{ method: 'PATCH', discardWrite: true } as const, 'warn', undefined],
	])(
		'an update that is not stored is told as in Update: %j, %s',
		async (fault, onMismatch, said) => {
			control(organization).faults([fault]);

			const { items, error, hints } = await harness.runNode({
				organization,
				parameters: upsert(
					match(organization, 'email', amy.email),
					values({ phone: '3301020304' }),
					{
						options: { onMismatch, confirmationReport: true },
					},
				),
			});

			if (said) expect(error?.message).toContain(said);
			else {
				expect(items[0].json).toMatchObject({
					operation: 'updated',
					confirmation: { status: 'different' },
				});
				expect(hints[0].message).toContain('did not store');
			}
		},
	);

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'items that fail do not keep the others from being written: %s',
		async (onError) => {
			const { items, errorItems } = await harness.runNode({
				organization,
				items: [
					{ email: 'one@example.com', phone: '1' },
					{ email: twins, phone: '1' },
					{ email: 'no e-mail', phone: '1' },
					{ email: amy.email, phone: '1' },
				],
				parameters: upsert(byItsEmail, emailAndPhone),
				nodeSettings: { onError },
			});

			const all = [...items, ...errorItems];
			const of = (item: number) =>
				all.find(({ pairedItem }) => (pairedItem as { item: number }).item === item)?.json;
			expect(of(0)?.operation).toBe('created');
			expect(of(1)?.error).toContain('Several profiles match, and nothing was written [item 1]');
			expect(of(2)?.error).toContain("'Match Value' is not an e-mail [item 2]");
			expect(of(3)?.operation).toBe('updated');
			expect(errorItems).toHaveLength(onError === 'continueErrorOutput' ? 2 : 0);
			expect(stored(organization)).toHaveLength(61);
		},
	);

	it('a new profile with another e-mail than it is looked for is refused', async () => {
		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(
				match(organization, 'email', 'new@example.com'),
				values({ email: 'other@example.com' }),
			),
		});

		expect(error?.message).toBe("No profile has this e-mail, and 'Fields' gives a new one another");
		expect(methods(requests)).toEqual(['GET']);
		expect(stored(organization)).toHaveLength(60);
	});

	it('a new profile without the custom key it is looked for is refused', async () => {
		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(
				match(organization, 'customKey', 'N-1'),
				values({ email: 'new@example.com' }),
				{ endpoint: ext },
			),
		});

		expect(error?.message).toContain("a new one would not have the 'Match Value' either");
		expect(error?.description).not.toContain('N-1');
		expect(methods(requests)).toEqual(['GET']);
		expect(stored(organization)).toHaveLength(60);
	});

	it.each([
		['a custom key that is none', { matchBy: 'customKey' }],
		['a filter of something else', { matchBy: 'customFilter', ...filterIn('x') }],
	])('%s makes one profile and says so, not one for each item', async (_case, matching) => {
		const named = matching.matchBy === 'customFilter' && {
			filterName: filterIn(organization).filterName,
		};

		const { items } = await harness.runNode({
			organization,
			items: ['X-1', 'X-2', 'X-3'].map((id) => ({ id })),
			parameters: upsert(
				{ ...matching, ...named, matchValue: '={{ $json.id }}' },
				values({ externalId: '={{ $json.id }}' }),
				{ endpoint: ext },
			),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		const made = stored(organization).slice(60);
		expect(made.map(({ externalId }) => externalId)).toEqual(['X-1']);
		expect(items[0].json.error).toContain(
			"The profile was created, but 'Match Value' does not find it [item 0]",
		);
		expect(items[0].json.error).toContain(made[0].PKey);
		for (const { json } of items.slice(1)) expect(json.error).toContain('none was created');
	});

	it('a first one that is refused proves nothing for those that waited', async () => {
		control(organization).faults([
			{ method: 'POST', respond: { status: 500, body: 'An error has occurred' } },
		]);
		const matching = { matchBy: 'customKey', matchValue: '={{ $json.id }}' };

		const { items } = await harness.runNode({
			organization,
			items: ['X-1', 'X-2', 'X-3', 'X-4'].map((id) => ({ id })),
			parameters: upsert(matching, values({ externalId: '={{ $json.id }}' }), { endpoint: ext }),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(stored(organization).slice(60)).toHaveLength(1);
		expect(
			items.filter(({ json }) => String(json.error).includes('none was created')),
		).toHaveLength(2);
	});

	it('a new profile that is seen late, or cannot be looked for, is no error', async () => {
		control(organization).faults([
			{ method: 'GET', path: '/profile/', skip: 1, staleRead: true },
			{
				method: 'GET',
				path: '/profile/',
				skip: 3,
				respond: { status: 500, body: 'An error has occurred' },
			},
		]);
		const run = async (key: string) =>
			await harness.runNode({
				organization,
				parameters: upsert(match(organization, 'customKey', key), values({ cusCustomerId: key }), {
					endpoint: ext,
				}),
			});

		const late = await run('N-1');
		const unread = await run('N-2');

		expect(methods(late.requests)).toEqual(['GET', 'POST', 'GET', 'GET']);
		expect(methods(unread.requests)).toEqual(['GET', 'POST', 'GET']);
		for (const { items } of [late, unread]) expect(items[0].json.operation).toBe('created');
	});

	it.each([
		['byNothing', 'id_parameter'],
		['Nothing', 'id_parameter'],
		['email', 'id_parameter'],
	])(
		'a filter that is none is refused and nothing is written: %s',
		async (filterName, parameter) => {
			const before = stored(organization);

			const { error, requests } = await harness.runNode({
				organization,
				parameters: upsert(
					{ matchBy: 'customFilter', filterName, filterParameter: parameter, matchValue: 'X-123' },
					values({ phone: '1' }),
					{ endpoint: ext },
				),
			});

			expect(error?.description).toMatch(/^Check 'Filter Name or ID'/);
			expect(error?.description).not.toContain('X-123');
			expect(methods(requests)).toEqual(['GET']);
			expect(stored(organization)).toEqual(before);
		},
	);

	it('a filter that finds a crowd is asked for one page only', async () => {
		for (let more = 0; more < 30; more++) control(organization).put({ cusLoyaltyTier: 'gold' });

		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(
				{ matchBy: 'customFilter', matchValue: 'gold', ...filterIn(organization, 'LoyaltyTier') },
				values({ phone: '1' }),
				{ endpoint: ext },
			),
		});

		expect(error?.message).toBe('Several profiles match, and nothing was written');
		expect(methods(requests)).toEqual(['GET']);
	});

	it('a parameter that the filter does not have does not write to whom it finds without one', async () => {
		control(organization).put({ email: 'keyless@example.com' });
		const before = stored(organization);
		const { filterName } = filterIn(organization);

		const { items, requests } = await harness.runNode({
			organization,
			items: [{ id: 'N-1' }, { id: 'N-2' }],
			parameters: upsert(
				{
					matchBy: 'customFilter',
					filterName,
					filterParameter: 'id',
					matchValue: '={{ $json.id }}',
				},
				values({ cusCustomerId: '={{ $json.id }}' }),
				{ endpoint: ext },
			),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items[0].json.error).toContain(`The filter '${filterName}' has no parameter 'id'`);
		expect(items[0].json.error).toContain('customerid_parameter');
		expect(methods(requests)).toEqual([]);
		expect(requests).toHaveLength(2);
		expect(stored(organization)).toEqual(before);
	});

	it('filters that the instance does not tell are used as they are', async () => {
		control(organization).faults([
			{ path: 'resourceType', times: 9, respond: { status: 500, body: 'An error has occurred' } },
		]);

		const { items } = await harness.runNode({
			organization,
			parameters: upsert(
				match(organization, 'customFilter', amy.customKey),
				values({ phone: '1' }),
				{ endpoint: ext },
			),
		});

		expect(items[0].json).toMatchObject({ operation: 'updated', email: amy.email });
	});
});

it('a server that takes the custom key for a PKey has not said that there is none', async () => {
	control('no-key').faults([
		{ method: 'GET', respond: { status: 500, body: "XTK-170036 Unable to parse '@id = N-1'." } },
	]);

	const { error, requests } = await harness.runNode({
		organization: 'no-key',
		parameters: upsert(match('no-key', 'customKey', 'N-1'), values({ cusCustomerId: 'N-1' }), {
			endpoint: ext,
		}),
	});

	expect(error?.message).toBe('This Campaign instance has no such PKey');
	expect(methods(requests)).toEqual(['GET']);
	expect(stored('no-key')).toHaveLength(60);
});

it.each(['GET', 'POST'])('what was looked for or sent is not repeated: %s', async (method) => {
	const said = 'Refused KEY-4711 and Quistgaard at +33140205050';
	control('discreet').faults([{ method, respond: { status: 500, body: said } }]);

	const { error } = await harness.runNode({
		organization: 'discreet',
		parameters: upsert(
			match('discreet', 'customKey', 'key-4711'),
			values({ cusCustomerId: 'key-4711', lastName: 'Quistgaard', phone: '+33140205050' }),
			{ endpoint: ext },
		),
	});

	expect(error?.description).toContain('Adobe says: Refused');
	const personal = method === 'GET' ? ['4711'] : ['4711', 'Quistgaard', '33140205050'];
	for (const value of personal) expect(error?.description).not.toContain(value);
});

it.each([
	['names', 'byEmail', false],
	['names-v8', 'CustomerId', true],
	['names', 'email', true],
	['names', 'metadata', true],
	['names', '..', false],
	['names', '@A1', false],
])('in %s the name %s is not taken for a custom key', async (organization, key, isAsked) => {
	control(organization).reset();
	// The only one without a key, whom a filter without its parameter finds.
	control(organization).put({ email: 'keyless@example.com' });
	const before = stored(organization);

	const { error, requests } = await harness.runNode({
		organization,
		parameters: upsert(
			match(organization, 'customKey', key),
			values({ phone: '1', cusCustomerId: key }),
			{ endpoint: ext },
		),
	});

	expect(error).toBeDefined();
	expect(methods(requests)).toEqual(isAsked ? ['GET'] : []);
	expect(stored(organization)).toEqual(before);
});

const NO_VALUE = "'Match Value' has no value that can be looked for";

describe('Refused before any request', () => {
	it.each([
		['only spaces', 'email', '   ', "'Match Value' is empty"],
		['nothing behind the expression', 'email', '={{ $json.nothing }}', "'Match Value' is empty"],
		['nothing for a key', 'customKey', '={{ $json.nothing }}', "'Match Value' is empty"],
		['an object', 'customFilter', '={{ { a: 1 } }}', NO_VALUE],
		['a list', 'customKey', '={{ ["C-1001"] }}', NO_VALUE],
		['a name', 'email', 'Amy Dakota', "'Match Value' is not an e-mail"],
		['two e-mails', 'email', 'a@b.c, d@e.f', "'Match Value' is not an e-mail"],
		['a PKey', 'customKey', '@A1', "'Match Value' is not a custom key"],
	] as Array<[string, Way, string, string]>)('%s', async (_case, way, value, message) => {
		const { error, requests } = await harness.runNode({
			organization: 'refused',
			parameters: upsert(match('refused', way, value), values({ phone: '1' }), { endpoint: ext }),
		});

		expect(error?.message).toBe(message);
		expect(requests).toEqual([]);
	});

	it('a custom key with Standard Fields', async () => {
		const { error, requests } = await harness.runNode({
			organization: 'refused',
			parameters: upsert(match('refused', 'customKey', amy.customKey), values({ phone: '1' })),
		});

		expect(error?.message).toBe("'Match By' = 'Custom Key' needs 'Standard and Custom Fields'");
		expect(requests).toEqual([]);
	});

	it.each([
		['a filter', { filterName: 'byCustomerId/../profile', filterParameter: 'x' }],
		['no filter', { filterName: '={{ "" }}', filterParameter: 'x' }],
		['a parameter of Adobe’s', { filterName: 'byCustomerId', filterParameter: '_lineStart' }],
		['a parameter', { filterName: 'byCustomerId', filterParameter: 'a=b&c' }],
	])('%s that is no name', async (_case, filter) => {
		const { error, requests } = await harness.runNode({
			organization: 'refused',
			parameters: upsert(
				{ matchBy: 'customFilter', matchValue: 'X-1', ...filter },
				values({ phone: '1' }),
				{ endpoint: ext },
			),
		});

		expect(error?.message).toMatch(/ is empty$| is not a name of Campaign's$/);
		expect(requests).toEqual([]);
	});
});

describe('Nothing is created or changed by mistake', () => {
	const organization = 'upsert-mistakes';
	beforeEach(() => control(organization).reset());

	it('a new profile that the filter would not find again is refused, also as the second one', async () => {
		const { items, requests } = await harness.runNode({
			organization,
			items: [{ key: 'N-1', column: 'N-1' }, { key: 'N-2' }],
			parameters: upsert(
				match(organization, 'customFilter', '={{ $json.key }}'),
				values({ cusCustomerId: '={{ $json.column }}', phone: '1' }),
				{ endpoint: ext },
			),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items[0].json.operation).toBe('created');
		expect(items[1].json.error).toContain("a new one would not have the 'Match Value' either");
		expect(methods(requests).filter((method) => method === 'POST')).toHaveLength(1);
	});

	it.each(['={{ $json.nothing }}', '={{ "Update Only" }}'])(
		"a 'Mode' of %s is no permission to create",
		async (mode) => {
			const { error, requests } = await harness.runNode({
				organization,
				parameters: upsert(
					match(organization, 'email', 'new@example.com'),
					values({ phone: '1' }),
					{
						options: { mode },
					},
				),
			});

			expect(error?.message).toBe("'Mode' in Options has no such choice");
			expect(requests).toEqual([]);
		},
	);

	it('who is given another e-mail is not meant by the old one any more', async () => {
		const { items } = await harness.runNode({
			organization,
			items: ['first@example.com', 'moved@example.com', 'first@example.com'].map((email) => ({
				email,
			})),
			parameters: upsert(
				{ matchBy: 'email', matchValue: 'first@example.com' },
				values({ email: '={{ $json.email }}' }),
			),
		});

		expect(items.map(({ json }) => json.operation)).toEqual(['created', 'updated', 'created']);
		expect(
			stored(organization)
				.slice(60)
				.map(({ email }) => email),
		).toEqual(['moved@example.com', 'first@example.com']);
	});

	it('a value that a new profile does not hold is a failure, and the profile is not made twice', async () => {
		const run = async () =>
			await harness.runNode({
				organization,
				parameters: upsert(
					match(organization, 'email', 'new@example.com'),
					values({ phone: '12345' }),
					{
						options: { confirmationReport: true },
					},
				),
			});
		const made = { PKey: '@made', email: 'new@example.com', phone: '' };
		control(organization).faults([
			{ method: 'POST', respondAfterWrite: { status: 201, body: JSON.stringify(made) } },
		]);
		const first = await run();
		const second = await run();

		expect(stored(organization)).toHaveLength(61);
		expect(second.items[0].json).toMatchObject({
			operation: 'updated',
			phone: '12345',
			confirmation: { status: 'applied' },
		});
		expect(first.error?.message).toBe(
			"Campaign created the profile, but did not store 'phone' as sent",
		);
		expect(first.error?.description).toContain('The profile exists now');
	});

	it('an instance that does not tell its filters is asked once, not for every item', async () => {
		control(organization).faults([
			{ path: 'resourceType', times: 99, respond: { status: 500, body: 'An error has occurred' } },
		]);
		const { requests } = await harness.runNode({
			organization,
			items: [amy.customKey, 'C-1002', 'C-1003'].map((key) => ({ key })),
			parameters: upsert(
				match(organization, 'customFilter', '={{ $json.key }}'),
				values({ phone: '1' }),
				{ endpoint: ext, options: { maxConcurrency: 1 } },
			),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(requests.filter(({ path }) => path.includes('resourceType'))).toHaveLength(1);
	});
});
