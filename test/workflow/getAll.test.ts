import type { INodeParameters } from 'n8n-workflow';

import type { ReceivedRequest, Settings } from '../../sandbox/server';
import { type Harness, nodeType, startHarness } from './harness';
import { amy, nobody } from './parameters';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const ext = { endpoint: 'profileAndServicesExt' };

/** Everything that is not given has its default. */
const getAll = (...changes: INodeParameters[]): INodeParameters => ({
	operation: 'getAll',
	...Object.assign({}, ...changes),
});

const all = (pageSize = 20): INodeParameters => ({ returnAll: true, options: { pageSize } });

const email = (value: string): INodeParameters => ({ filterBy: 'email', email: value });

const text = (value: string, textField = 'any'): INodeParameters => ({
	filterBy: 'text',
	text: value,
	textField,
});

const customFilter = (
	filterName: string,
	parameters: Record<string, string> = {},
): INodeParameters => ({
	...ext,
	filterBy: 'customFilter',
	filterName,
	filterParameters: {
		parameter: Object.entries(parameters).map(([name, value]) => ({ name, value })),
	},
});

const prepare = (organization: string, settings: Partial<Settings>) =>
	harness.sandbox.organization(organization).reset(settings);

/** What was asked for, without the tokens of the pages. */
const asked = (requests: ReceivedRequest[]) =>
	requests.map(({ path }) =>
		path.replace(/^.*\/campaign\/\w+\//, '').replace(/_lineStart=.*/, '_lineStart'),
	);

const emails = (items: Array<{ json: { email?: unknown } }>) => items.map(({ json }) => json.email);

const person = (number: number) => `person-${String(number).padStart(6, '0')}@example.com`;

const persons = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => person(from + index));

describe('Get Many lists everybody', () => {
	it.each([
		['all', 'accessToken'],
		['all', 'oAuth2'],
		['all-v8', 'accessToken'],
		['all-v8', 'oAuth2'],
	] as const)('of %s with %s, page by page', async (organization, authentication) => {
		prepare(organization, { people: 45 });

		const { items, requests } = await harness.runNode({
			organization,
			authentication,
			parameters: getAll(all()),
		});

		expect(emails(items)).toEqual(persons(1, 45));
		expect(asked(requests)).toEqual([
			'profile?_lineCount=20&_forcePagination=true',
			'profile/?_lineCount=20&_forcePagination=true&_lineStart',
			'profile/?_lineCount=20&_forcePagination=true&_lineStart',
		]);
	});

	it('without any setting: fifty, simplified, with one request', async () => {
		prepare('defaults', { people: 60 });

		const { items, requests } = await harness.runNode({
			organization: 'defaults',
			parameters: getAll(),
		});

		expect(emails(items)).toEqual(persons(1, 50));
		expect(asked(requests)).toEqual(['profile?_lineCount=50']);
		expect(requests[0].path).toContain('/profileAndServices/');
		const values = Object.values(items[0].json);
		expect(values.length).toBeLessThanOrEqual(10);
		for (const value of values) expect(typeof value).not.toBe('object');
	});

	it('as Campaign sends them when Simplify is off', async () => {
		const { items } = await harness.runNode({
			organization: 'raw',
			parameters: getAll(ext, { returnAll: true, simplify: false }),
		});

		expect(items.map(({ json }) => json)).toEqual(harness.sandbox.organization('raw').profiles());
	});

	it.each([[['email', 'location.city', 'nothing']], ['email, location.city,nothing']])(
		'with the chosen fields alone: %j',
		async (fields) => {
			const profiles = [{ email: amy.email, location: { city: 'Paris' } }, { email: nobody }];
			prepare('fields', { profiles });

			const { items } = await harness.runNode({
				organization: 'fields',
				parameters: getAll({ simplify: true, options: { fields } }),
			});

			expect(items.map(({ json }) => json)).toEqual([
				{ email: amy.email, 'location.city': 'Paris' },
				{ email: nobody, 'location.city': '' },
			]);
		},
	);

	it('is empty where nobody is: no item', async () => {
		prepare('empty', { profiles: [] });

		const run = await harness.runNode({ organization: 'empty', parameters: getAll() });

		expect(run).toMatchObject({ status: 'success', items: [], hints: [] });
		expect(run.requests).toHaveLength(1);
	});
});

describe('A limit', () => {
	const onePage = (rows: number) => [`profile?_lineCount=${rows}`];
	const pages = (rows: number, more: number) => [
		`profile?_lineCount=${rows}&_forcePagination=true`,
		...Array.from(
			{ length: more },
			() => `profile/?_lineCount=${rows}&_forcePagination=true&_lineStart`,
		),
	];

	it.each([
		[1, 20, onePage(1)],
		[20, 20, onePage(20)],
		[21, 20, pages(11, 1)],
		[45, 20, pages(15, 2)],
		[40, 20, pages(20, 1)],
		[2, 1, pages(1, 1)],
	])('of %i with pages of %i asks for no more than it needs', async (limit, pageSize, paths) => {
		prepare('limit', { people: 60 });

		const { items, requests } = await harness.runNode({
			organization: 'limit',
			parameters: getAll({ limit, options: { pageSize } }),
		});

		expect(emails(items)).toEqual(persons(1, limit));
		expect(asked(requests)).toEqual(paths);
	});

	it('above what there is gives what there is', async () => {
		prepare('limit-above', { people: 7 });

		const { items, requests } = await harness.runNode({
			organization: 'limit-above',
			parameters: getAll({ limit: 30, options: { pageSize: 10 } }),
		});

		expect(emails(items)).toEqual(persons(1, 7));
		expect(requests).toHaveLength(1);
	});

	it('may come as a text from an expression', async () => {
		const { items } = await harness.runNode({
			organization: 'limit-text',
			items: [{ limit: '3' }],
			parameters: getAll({ limit: '={{ $json.limit }}' }),
		});

		expect(items).toHaveLength(3);
	});
});

describe('An order', () => {
	it.each([
		['asc', [amy.email, 'zoe@example.com']],
		['desc', ['zoe@example.com', amy.email]],
	])('%s is kept', async (orderDirection, expected) => {
		prepare('order', { profiles: [{ email: 'zoe@example.com' }, { email: amy.email }] });

		const { items } = await harness.runNode({
			organization: 'order',
			parameters: getAll({ options: { orderBy: 'email', orderDirection } }),
		});

		expect(emails(items)).toEqual(expected);
	});

	it('holds over all pages', async () => {
		prepare('order-pages-v8', { people: 45 });

		const { items } = await harness.runNode({
			organization: 'order-pages-v8',
			parameters: getAll(ext, {
				returnAll: true,
				options: { pageSize: 20, orderBy: 'cusPoints', orderDirection: 'desc' },
			}),
		});

		expect(emails(items)).toEqual(persons(1, 45).reverse());
	});

	it('by a field that cannot be sorted by is told', async () => {
		const { error } = await harness.runNode({
			organization: 'order-unsortable',
			parameters: getAll({ options: { orderBy: 'gender' } }),
		});

		expect(error?.message).toContain("'gender'");
		expect(error?.description).toContain("'Order By Name or ID'");
	});
});

describe('Email finds', () => {
	it('everybody who has it, however it is written', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'email',
			parameters: getAll(email(' Twins@Example.com ')),
		});

		expect(emails(items)).toEqual(['twins@example.com', 'twins@example.com']);
		expect(requests).toHaveLength(1);
	});

	it('it with a plus and an apostrophe', async () => {
		const { items } = await harness.runNode({
			organization: 'email-plus',
			parameters: getAll(email("o'neil+news@example.com")),
		});

		expect(emails(items)).toEqual(["o'neil+news@example.com"]);
	});

	it('nobody whose e-mail only begins like it, and goes on to the pages behind them', async () => {
		const others = Array.from({ length: 30 }, () => ({ email: `${amy.email}.au` }));
		prepare('email-prefix', {
			emailMatch: 'prefix',
			bigTableThreshold: 10,
			profiles: [...others, { email: amy.email }],
		});

		const { items } = await harness.runNode({
			organization: 'email-prefix',
			parameters: getAll(email(amy.email), { limit: 5 }),
		});

		expect(emails(items)).toEqual([amy.email]);
	});

	it('nobody: no item', async () => {
		const run = await harness.runNode({
			organization: 'email-nobody',
			parameters: getAll(email(nobody)),
		});

		expect(run).toMatchObject({ status: 'success', items: [] });
	});
});

describe('Text finds', () => {
	const profiles = [
		{ email: 'a@example.com', firstName: 'Dakota', cusCustomerId: 'Dak-1' },
		{ email: 'b@example.com', lastName: 'Dakota', cusCustomerId: 'X-2' },
		{ email: 'Dakota@example.com', cusCustomerId: 'X-3' },
		{ email: 'c@example.com', lastName: 'dakota', cusCustomerId: 'dak-4' },
	];

	it.each([
		['Dak', 'any', [0, 1, 2]],
		['Dak', 'firstName', [0]],
		['Dak', 'lastName', [1]],
		['Dak', 'email', [2]],
		['Dak', 'cusCustomerId', [0]],
		['dak', 'any', [3]],
		['kota', 'any', []],
	])('%s in %s', async (words, field, rows) => {
		for (const organization of ['text', 'text-v8']) {
			prepare(organization, { profiles });

			const { items } = await harness.runNode({
				organization,
				parameters: getAll(ext, text(words, field)),
			});

			expect(emails(items)).toEqual(rows.map((row) => profiles[row].email));
		}
	});

	it('beginnings only, with their capital letters, and the form says so', () => {
		const { description } = harness.engine.package.nodeTypes.getByNameAndVersion(nodeType);
		const hint = description.properties.find(({ name }) => name === 'text')?.hint;

		expect(hint).toMatch(/beginnings only/);
		expect(hint).toMatch(/capital letters count/);
	});

	it('in a custom field by the address that Adobe prints', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'text-custom',
			parameters: getAll(ext, text('C-1001', 'cusCustomerId')),
		});

		expect(emails(items)).toEqual([amy.email]);
		// Campaign Standard API, 'Retrieving profiles': byText?cusHobby=Dancing&filterType=Hobby
		expect(requests[0].path).toContain('/byText?cusCustomerId=C-1001&filterType=CustomerId&');
	});

	it('nobody else where Campaign does not search in a custom field', async () => {
		const body = JSON.stringify({
			content: harness.sandbox.organization('text-ignored').profiles(),
		});
		harness.sandbox.organization('text-ignored').faults([{ respond: { status: 200, body } }]);

		const { items } = await harness.runNode({
			organization: 'text-ignored',
			parameters: getAll(ext, text('C-1001', 'cusCustomerId'), { simplify: false }),
		});

		expect(items.map(({ json }) => json.cusCustomerId)).toEqual(['C-1001']);
	});
});

describe('A custom filter', () => {
	it.each([
		['filter', 'byCustomerId'],
		['filter-v8', 'CustomerId'],
	])('of %s goes by its own name: %s', async (organization, name) => {
		const { items, requests } = await harness.runNode({
			organization,
			parameters: getAll(customFilter(name, { customerid_parameter: 'C-1001' })),
		});

		expect(emails(items)).toEqual([amy.email]);
		expect(asked(requests)).toEqual([`profile/${name}?customerid_parameter=C-1001&_lineCount=50`]);
	});

	it.each([
		['filter-two', 'bytier_points'],
		['filter-two-v8', 'tier_points'],
	])('of %s takes several values and is read to its end', async (organization, name) => {
		prepare(organization, { people: 200 });
		const values = { tier_parameter: 'gold', points_parameter: '={{ $json.points }}' };

		const { items, requests } = await harness.runNode({
			organization,
			items: [{ points: 2000 }],
			parameters: getAll(customFilter(name, values), all(), { simplify: false }),
		});

		expect(requests).toHaveLength(2);
		expect(items).toHaveLength(30);
		for (const { json } of items) {
			expect(json.cusLoyaltyTier).toBe('gold');
			expect(json.cusPoints).toBeGreaterThanOrEqual(2000);
		}
	});

	it.each([
		['filter-unknown', 'byNope', "This Campaign instance has no filter 'byNope' here"],
		[
			'filter-unknown',
			'byloyalty_card',
			"This Campaign instance has no filter 'byloyalty_card' here",
		],
		['filter-unknown-v8', 'byNope', 'Campaign refused the request'],
	])('that %s does not have is told: %s', async (organization, name, message) => {
		const { error } = await harness.runNode({
			organization,
			parameters: getAll(customFilter(name, { nope_parameter: 'x' })),
		});

		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(/^Check 'Filter Name or ID'/);
	});

	it('is not said to be missing when a value that looks like one is refused', async () => {
		const { error } = await harness.runNode({
			organization: 'filter-value',
			parameters: getAll(
				customFilter('bytier_points', { tier_parameter: 'gold', points_parameter: 'bystander' }),
			),
		});

		expect(error?.message).toBe('A value has another type than its field');
		expect(error?.description).not.toContain('bystander');
	});

	it('that is none but a field does not turn values into profiles', async () => {
		for (const organization of ['filter-field', 'filter-field-v8']) {
			const { error, items } = await harness.runNode({
				organization,
				parameters: getAll(customFilter('email')),
			});

			expect(error?.description).toMatch(/^Check 'Filter Name or ID'/);
			expect(error?.description).not.toContain('@example.com');
			expect(items).toEqual([]);
		}
	});

	it('does not show what it searched for when Campaign quotes it', async () => {
		const respond = { status: 500, body: "Nothing fits 'Dakota' in @tier." };
		harness.sandbox.organization('filter-quoted').faults([{ respond }]);

		const { error } = await harness.runNode({
			organization: 'filter-quoted',
			parameters: getAll(customFilter('byLoyaltyTier', { loyaltytier_parameter: 'Dakota' })),
		});

		expect(error?.description).toContain("Nothing fits '...' in @tier.");
	});
});

describe('What cannot be meant is told before any request', () => {
	const twice = { parameter: ['1', '2'].map((value) => ({ name: 'x', value })) };

	it.each<[string, INodeParameters]>([
		["'Limit' is not a number of profiles", { limit: 0 }],
		["'Limit' is not a number of profiles", { limit: 1.5 }],
		["'Limit' is not a number of profiles", { limit: '={{ $json.nothing }}' }],
		["'Page Size' is not a number of profiles", { options: { pageSize: -1 } }],
		["'Page Size' is not a number of profiles", { returnAll: true, options: { pageSize: 0 } }],
		["'Order By Name or ID' is not a field", { options: { orderBy: 'email desc' } }],
		["'Order By Name or ID' is not a field", { options: { orderBy: '_order' } }],
		["'Email' is empty", email('={{ $json.nothing }}')],
		["'Email' is not an e-mail", email('amy')],
		["'Email' is not an e-mail", email('a@example.com, b@example.com')],
		["'Text' is empty", text('={{ "  " }}')],
		["'Search In Name or ID' is empty", text('Amy', '={{ "" }}')],
		["'Search In Name or ID' is not a name of Campaign's", text('Amy', 'a&b')],
		["'Filter Name or ID' is empty", customFilter('={{ $json.nothing }}')],
		["'Filter Name or ID' is not a name of Campaign's", customFilter('../service')],
		["'Filter Name or ID' is not a name of Campaign's", customFilter('byText/byEmail')],
		["'Filter Name or ID' is not a name of Campaign's", customFilter('_count')],
		["'Parameter Name or ID' is empty", customFilter('byX', { '': '1' })],
		[
			"'Parameter Name or ID' is not a name of Campaign's",
			customFilter('byX', { _lineCount: '1' }),
		],
		["'Filter Parameters' has 'x' twice", { ...customFilter('byX'), filterParameters: twice }],
	])('%s: %j', async (message, parameters) => {
		const { error, requests } = await harness.runNode({
			organization: 'wrong',
			parameters: getAll(parameters),
		});

		expect(error?.message).toBe(message);
		expect(requests).toEqual([]);
	});
});

describe('Paging', () => {
	const run = async (organization: string, parameters = all()) =>
		await harness.runNode({ organization, parameters: getAll(parameters) });

	it('goes on to the end of a big table, also where links do not say so', async () => {
		prepare('big', { people: 45, bigTableThreshold: 10, forcePaginationKept: false });

		const { items, requests } = await run('big');

		expect(items).toHaveLength(45);
		for (const { path } of requests) expect(path).toContain('_forcePagination=true');
	});

	it('follows relative links', async () => {
		prepare('relative', { people: 45 });
		harness.sandbox.organization('relative').faults([{ next: 'relative', times: 9 }]);

		expect(emails((await run('relative')).items)).toEqual(persons(1, 45));
	});

	it('puts out once who is on two pages', async () => {
		prepare('overlap', { people: 45 });
		harness.sandbox.organization('overlap').faults([{ next: 'overlap', times: 9 }]);

		expect(emails((await run('overlap')).items)).toEqual(persons(1, 45));
		const { items } = await run('overlap', { limit: 41, options: { pageSize: 20 } });
		expect(emails(items)).toEqual(persons(1, 41));
	});

	it.each([
		['gone', 'Campaign sent 40 of 45 profiles and no link to the others', 3],
		['circle', "Campaign's list of profiles leads in a circle", 3],
		['foreign', 'A link leads away from your Campaign organization and was not followed', 2],
	] as const)('ends with an error when the next link is %s', async (next, message, requests) => {
		prepare(next, { people: 45 });
		harness.sandbox.organization(next).faults([{ next, skip: 1 }]);

		const result = await run(next);

		expect(result.error?.message).toBe(message);
		expect(result.items).toEqual([]);
		expect(result.requests).toHaveLength(requests);
	});

	it('ends with an error when a limit is not reached although there are more', async () => {
		prepare('gone-limit', { people: 45 });
		harness.sandbox.organization('gone-limit').faults([{ next: 'gone' }]);

		const { error } = await run('gone-limit', { limit: 30, options: { pageSize: 20 } });

		expect(error?.message).toBe('Campaign sent 15 of 45 profiles and no link to the others');
	});

	it('counts once when the last page is full, and that is the end', async () => {
		prepare('full', { people: 40 });

		const { items, requests } = await run('full');

		expect(items).toHaveLength(40);
		expect(asked(requests).at(-1)).toMatch(/^profile\/\/_count\?/);
		expect(requests).toHaveLength(3);
	});

	it('waits where Campaign is busy in the middle', async () => {
		prepare('busy', { people: 45 });
		harness.sandbox.organization('busy').faults([{ skip: 1, respond: { status: 429 } }]);

		const { items, requests } = await run('busy');

		expect(emails(items)).toEqual(persons(1, 45));
		expect(requests.map(({ status }) => status)).toEqual([200, 429, 200, 200]);
	});

	it('goes on with a new token where the old one ends', async () => {
		prepare('renewed', { people: 45 });
		harness.sandbox.organization('renewed').faults([{ skip: 1, expireTokens: true }]);

		const { items, tokenRequests } = await harness.runNode({
			organization: 'renewed',
			authentication: 'oAuth2',
			parameters: getAll(all()),
		});

		expect(emails(items)).toEqual(persons(1, 45));
		expect(tokenRequests).toHaveLength(2);
	});

	it('puts out nothing of a list that breaks off', async () => {
		prepare('broken', { people: 45 });
		harness.sandbox.organization('broken').faults([{ skip: 1, respond: { status: 403 } }]);

		const { error, items } = await run('broken');

		expect(error).toBeDefined();
		expect(items).toEqual([]);
	});
});

describe('Several items', () => {
	const input = [{ email: 'twins@example.com' }, { email: 'not one' }, { email: amy.email }];
	const byItem = getAll(email('={{ $json.email }}'));

	it('each get their own list, linked to them', async () => {
		prepare('items', { people: 5 });

		const { items } = await harness.runNode({
			organization: 'items',
			items: [{ limit: 2 }, { limit: 1 }],
			parameters: getAll({ limit: '={{ $json.limit }}' }),
		});

		expect(items.map(({ json, pairedItem }) => [json.email, pairedItem])).toEqual([
			[person(1), { item: 0 }],
			[person(2), { item: 0 }],
			[person(1), { item: 1 }],
		]);
	});

	it('stop at one that fails, and name it', async () => {
		const { error, items } = await harness.runNode({
			organization: 'items-stop',
			items: input,
			parameters: byItem,
		});

		expect(error?.message).toContain("'Email' is not an e-mail [item 1]");
		expect(items).toEqual([]);
	});

	it('go on past one that fails', async () => {
		const { items } = await harness.runNode({
			organization: 'items-continue',
			items: input,
			parameters: byItem,
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 2].map((item) => ({ item })),
		);
		expect(items[2].json).toMatchObject({
			email: 'not one',
			error: expect.stringContaining("'Email' is not an e-mail [item 1]"),
		});
	});

	it('send one that fails to the error output, with nothing of its pages', async () => {
		prepare('items-error', { people: 45 });
		harness.sandbox.organization('items-error').faults([{ skip: 4, respond: { status: 403 } }]);

		const { items, errorItems } = await harness.runNode({
			organization: 'items-error',
			items: [{ row: 0 }, { row: 1 }, { row: 2 }],
			parameters: getAll(all()),
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		expect(items).toHaveLength(90);
		// Which one it hits is chance: they run in parallel.
		expect(errorItems).toHaveLength(1);
		const failed = errorItems[0].json.row as number;
		expect(errorItems[0].pairedItem).toMatchObject({ item: failed });
		expect(new Set(items.map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(
			new Set([0, 1, 2].filter((row) => row !== failed).map((item) => JSON.stringify({ item }))),
		);
	});
});

describe('What is easily taken for something else', () => {
	it('an e-mail in capitals, where the server stores small letters and tells them apart', async () => {
		prepare('capitals', { emailMatch: 'exact', emailPolicy: 'lowerCase' });

		const { items } = await harness.runNode({
			organization: 'capitals',
			parameters: getAll(email(amy.email.toUpperCase())),
		});

		expect(emails(items)).toEqual([amy.email]);
	});

	it('a full last page of an instance that does not count: a hint says that the list may be short', async () => {
		prepare('uncounted', { people: 60 });
		harness.sandbox.organization('uncounted').faults([
			{ path: '_count', respond: { status: 500, body: 'An error has occurred' } },
			{ skip: 1, next: 'gone' },
		]);

		const { items, hints } = await harness.runNode({
			organization: 'uncounted',
			parameters: getAll({ returnAll: true, options: { pageSize: 25 } }),
		});

		expect(items).toHaveLength(50);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringContaining('the list may not be complete'),
		]);
	});

	it('a parameter without a value, which would find everybody', async () => {
		const { error, requests } = await harness.runNode({
			organization: 'no-value',
			parameters: getAll({
				endpoint: 'profileAndServicesExt',
				filterBy: 'customFilter',
				filterName: 'byCustomerId',
				filterParameters: {
					parameter: [{ name: 'customerid_parameter', value: '={{ $json.nothing }}' }],
				},
			}),
		});

		expect(error?.message).toBe("'customerid_parameter' in 'Filter Parameters' has no value");
		expect(requests).toEqual([]);
	});

	it('the text "false" for Return All', async () => {
		prepare('text-false', { people: 5 });

		const { items } = await harness.runNode({
			organization: 'text-false',
			parameters: getAll({ returnAll: '={{ "false" }}', limit: 2 }),
		});

		expect(items).toHaveLength(2);
	});
});
