/** How Create or Update finds the profile: a result counts only when the profile has the value that was searched for. */
import { amy, ext, twins, upsert, values } from '../parameters';
import { profileCalls } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored, created } = useHarness();

type Way = 'email' | 'customKey' | 'customFilter';

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

describe.each(['match', 'match-v8'])('Match By, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	it.each([
		['email', { matchBy: 'email', matchValue: twins }, [1, 2]],
		[
			'customFilter',
			{ matchBy: 'customFilter', matchValue: 'gold', ...filterIn('x', 'LoyaltyTier') },
			undefined,
		],
	])(
		'refuses several profiles found by %s, lists their PKeys and writes nothing',
		async (way, matching, indexes) => {
			const before = stored(organization);
			const same = indexes
				? indexes.map((index) => before[index])
				: before.filter(({ cusLoyaltyTier }) => cusLoyaltyTier === 'gold');

			const { error, requests } = await harness.runNode({
				organization,
				parameters: upsert(
					{ ...matching, ...(way === 'customFilter' && filterIn(organization, 'LoyaltyTier')) },
					values({ phone: '1' }),
					ext,
				),
			});

			expect(error?.message).toBe('Several profiles match, and nothing was written');
			expect(same.length).toBeGreaterThan(1);
			for (const { PKey } of same.slice(0, 10)) expect(error?.description).toContain(PKey);
			expect(error?.description).not.toContain(twins);
			expect(profileCalls(requests)).toEqual(['GET']);
			expect(stored(organization)).toEqual(before);
		},
	);

	it('does not take a longer e-mail that only begins like Match Value', async () => {
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

	it('refuses to create a profile with another e-mail than Match Value', async () => {
		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(
				match(organization, 'email', 'new@example.com'),
				values({ email: 'other@example.com' }),
			),
		});

		expect(error?.message).toBe("No profile has this e-mail, and 'Fields' gives a new one another");
		expect(profileCalls(requests)).toEqual(['GET']);
		expect(stored(organization)).toHaveLength(60);
	});

	it('refuses to create a profile without the custom key of Match Value', async () => {
		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(
				match(organization, 'customKey', 'N-1'),
				values({ email: 'new@example.com' }),
				ext,
			),
		});

		expect(error?.message).toContain("a new one would not have the 'Match Value' either");
		expect(error?.description).not.toContain('N-1');
		expect(profileCalls(requests)).toEqual(['GET']);
		expect(stored(organization)).toHaveLength(60);
	});

	it.each([
		['a field that is not the custom key', { matchBy: 'customKey' }],
		['a filter of another field', { matchBy: 'customFilter', ...filterIn('x') }],
	])('stops after one new profile that Match Value does not find: %s', async (_case, matching) => {
		const named = matching.matchBy === 'customFilter' && {
			filterName: filterIn(organization).filterName,
		};

		const { items } = await harness.runNode({
			organization,
			items: ['X-1', 'X-2', 'X-3'].map((id) => ({ id })),
			parameters: upsert(
				{ ...matching, ...named, matchValue: '={{ $json.id }}' },
				values({ externalId: '={{ $json.id }}' }),
				ext,
			),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		const made = created(organization);
		expect(made.map(({ externalId }) => externalId)).toEqual(['X-1']);
		expect(items[0].json.error).toContain(
			"The profile was created, but 'Match Value' does not find it [item 0]",
		);
		expect(items[0].json.error).toContain(made[0].PKey);
		for (const { json } of items.slice(1)) expect(json.error).toContain('none was created');
	});

	it('goes on with the second item when the first one, for which the others waited, was refused', async () => {
		control(organization).faults([
			{ method: 'POST', respond: { status: 500, body: 'An error has occurred' } },
		]);
		const matching = { matchBy: 'customKey', matchValue: '={{ $json.id }}' };

		const { items } = await harness.runNode({
			organization,
			items: ['X-1', 'X-2', 'X-3', 'X-4'].map((id) => ({ id })),
			parameters: upsert(matching, values({ externalId: '={{ $json.id }}' }), ext),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(created(organization)).toHaveLength(1);
		expect(
			items.filter(({ json }) => String(json.error).includes('none was created')),
		).toHaveLength(2);
	});

	it('accepts a new profile that is found late, or that cannot be searched for', async () => {
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
				parameters: upsert(
					match(organization, 'customKey', key),
					values({ cusCustomerId: key }),
					ext,
				),
			});

		const late = await run('N-1');
		const unread = await run('N-2');

		expect(profileCalls(late.requests)).toEqual(['GET', 'POST', 'GET', 'GET']);
		expect(profileCalls(unread.requests)).toEqual(['GET', 'POST', 'GET']);
		for (const { items } of [late, unread]) expect(items[0].json.operation).toBe('created');
	});

	it.each([
		['byNothing', 'id_parameter'],
		['Nothing', 'id_parameter'],
		['email', 'id_parameter'],
	])('refuses an unknown filter and writes nothing: %s', async (filterName, parameter) => {
		const before = stored(organization);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(
				{ matchBy: 'customFilter', filterName, filterParameter: parameter, matchValue: 'X-123' },
				values({ phone: '1' }),
				ext,
			),
		});

		expect(error?.description).toMatch(/^Check 'Filter Name or ID'/);
		expect(error?.description).not.toContain('X-123');
		expect(profileCalls(requests)).toEqual(['GET']);
		expect(stored(organization)).toEqual(before);
	});

	it('reads one page only of a filter that finds many profiles', async () => {
		for (let more = 0; more < 30; more++) control(organization).put({ cusLoyaltyTier: 'gold' });

		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(
				{ matchBy: 'customFilter', matchValue: 'gold', ...filterIn(organization, 'LoyaltyTier') },
				values({ phone: '1' }),
				ext,
			),
		});

		expect(error?.message).toBe('Several profiles match, and nothing was written');
		expect(profileCalls(requests)).toEqual(['GET']);
	});

	it('refuses a parameter that the filter does not have, before the filter is used', async () => {
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
				ext,
			),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items[0].json.error).toContain(`The filter '${filterName}' has no parameter 'id'`);
		expect(items[0].json.error).toContain('customerid_parameter');
		expect(profileCalls(requests)).toEqual([]);
		expect(requests).toHaveLength(2);
		expect(stored(organization)).toEqual(before);
	});

	it('uses a filter as it is when the metadata cannot be read', async () => {
		control(organization).faults([
			{ path: 'resourceType', times: 9, respond: { status: 500, body: 'An error has occurred' } },
		]);

		const { items } = await harness.runNode({
			organization,
			parameters: upsert(
				match(organization, 'customFilter', amy.customKey),
				values({ phone: '1' }),
				ext,
			),
		});

		expect(items[0].json).toMatchObject({ operation: 'updated', email: amy.email });
	});
});

it('Match By = Custom Key: an error about a PKey is not proof that the profile is missing', async () => {
	control('no-key').faults([
		{ method: 'GET', respond: { status: 500, body: "XTK-170036 Unable to parse '@id = N-1'." } },
	]);

	const { error, requests } = await harness.runNode({
		organization: 'no-key',
		parameters: upsert(match('no-key', 'customKey', 'N-1'), values({ cusCustomerId: 'N-1' }), ext),
	});

	expect(error?.message).toBe('This Campaign instance has no such PKey');
	expect(profileCalls(requests)).toEqual(['GET']);
	expect(stored('no-key')).toHaveLength(60);
});

it.each(['GET', 'POST'])('no error repeats what was searched for or sent: %s', async (method) => {
	const said = 'Refused KEY-4711 and Quistgaard at +33140205050';
	control('discreet').faults([{ method, respond: { status: 500, body: said } }]);

	const { error } = await harness.runNode({
		organization: 'discreet',
		parameters: upsert(
			match('discreet', 'customKey', 'key-4711'),
			values({ cusCustomerId: 'key-4711', lastName: 'Quistgaard', phone: '+33140205050' }),
			ext,
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
])(
	'Match By = Custom Key: in %s the name %s is not taken for a key',
	async (organization, key, isAsked) => {
		control(organization).reset();
		// The only profile without a key: a filter without its parameter finds it.
		control(organization).put({ email: 'keyless@example.com' });
		const before = stored(organization);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(
				match(organization, 'customKey', key),
				values({ phone: '1', cusCustomerId: key }),
				ext,
			),
		});

		expect(error).toBeDefined();
		expect(profileCalls(requests)).toEqual(isAsked ? ['GET'] : []);
		expect(stored(organization)).toEqual(before);
	},
);

const NO_VALUE = "'Match Value' has no value that can be looked for";

describe('Match Value is refused before any request:', () => {
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
			parameters: upsert(match('refused', way, value), values({ phone: '1' }), ext),
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
	])('%s that is not a name of Campaign', async (_case, filter) => {
		const { error, requests } = await harness.runNode({
			organization: 'refused',
			parameters: upsert(
				{ matchBy: 'customFilter', matchValue: 'X-1', ...filter },
				values({ phone: '1' }),
				ext,
			),
		});

		expect(error?.message).toMatch(/ is empty$| is not a name of Campaign's$/);
		expect(requests).toEqual([]);
	});
});
