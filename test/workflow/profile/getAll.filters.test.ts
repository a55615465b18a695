import type { INodeParameters } from 'n8n-workflow';

import type { ReceivedRequest, Settings } from '../../../sandbox/server';
import { nodeType } from '../harness';
import { amy, ext, getAll, nobody } from '../parameters';
import { useHarness } from '../suite';

const { harness, control, stored } = useHarness();

const prepare = (organization: string, settings: Partial<Settings>) =>
	control(organization).reset(settings);

const all = { returnAll: true, options: { pageSize: 20 } };

/** The paths of the requests, without what stands before them and the tokens of the pages. */
const listed = (requests: ReceivedRequest[]) =>
	requests.map(({ path }) =>
		path.replace(/^.*\/campaign\/\w+\//, '').replace(/_lineStart=.*/, '_lineStart'),
	);

const emails = (items: Array<{ json: { email?: unknown } }>) => items.map(({ json }) => json.email);

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

describe('Filter By = Email', () => {
	it('finds every profile that has it, whatever its spaces and capital letters', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'email',
			parameters: getAll(email(' Twins@Example.com ')),
		});

		expect(emails(items)).toEqual(['twins@example.com', 'twins@example.com']);
		expect(requests).toHaveLength(1);
	});

	it('finds an e-mail with a plus and an apostrophe', async () => {
		const { items } = await harness.runNode({
			organization: 'email-plus',
			parameters: getAll(email("o'neil+news@example.com")),
		});

		expect(emails(items)).toEqual(["o'neil+news@example.com"]);
	});

	it('leaves out longer e-mails that begin like it, and reads the pages behind them', async () => {
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

	it('outputs no item when no profile has it', async () => {
		const run = await harness.runNode({
			organization: 'email-nobody',
			parameters: getAll(email(nobody)),
		});

		expect(run).toMatchObject({ status: 'success', items: [] });
	});
});

describe('Filter By = Text', () => {
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
	])('finds %s in %s', async (words, field, rows) => {
		for (const organization of ['text', 'text-v8']) {
			prepare(organization, { profiles });

			const { items } = await harness.runNode({
				organization,
				parameters: getAll(ext, text(words, field)),
			});

			expect(emails(items)).toEqual(rows.map((row) => profiles[row].email));
		}
	});

	it('finds beginnings only and minds capital letters, as its hint says', () => {
		const { description } = harness.engine.package.nodeTypes.getByNameAndVersion(nodeType);
		const hint = description.properties.find(({ name }) => name === 'text')?.hint;

		expect(hint).toMatch(/beginnings only/);
		expect(hint).toMatch(/capital letters count/);
	});

	it('searches a custom field by the URL that Adobe documents', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'text-custom',
			parameters: getAll(ext, text('C-1001', 'cusCustomerId')),
		});

		expect(emails(items)).toEqual([amy.email]);
		// Campaign Standard API, 'Retrieving profiles': byText?cusHobby=Dancing&filterType=Hobby
		expect(requests[0].path).toContain('/byText?cusCustomerId=C-1001&filterType=CustomerId&');
	});

	it('leaves out profiles without the text when Campaign does not search the custom field', async () => {
		const body = JSON.stringify({
			content: stored('text-ignored'),
		});
		control('text-ignored').faults([{ respond: { status: 200, body } }]);

		const { items } = await harness.runNode({
			organization: 'text-ignored',
			parameters: getAll(ext, text('C-1001', 'cusCustomerId'), { simplify: false }),
		});

		expect(items.map(({ json }) => json.cusCustomerId)).toEqual(['C-1001']);
	});
});

describe('Filter By = Custom Filter', () => {
	it.each([
		['filter', 'byCustomerId'],
		['filter-v8', 'CustomerId'],
	])('in %s uses the filter by its own name: %s', async (organization, name) => {
		const { items, requests } = await harness.runNode({
			organization,
			parameters: getAll(customFilter(name, { customerid_parameter: 'C-1001' })),
		});

		expect(emails(items)).toEqual([amy.email]);
		expect(listed(requests)).toEqual([`profile/${name}?customerid_parameter=C-1001&_lineCount=50`]);
	});

	it.each([
		['filter-two', 'bytier_points'],
		['filter-two-v8', 'tier_points'],
	])('in %s takes several parameters and reads all pages: %s', async (organization, name) => {
		prepare(organization, { people: 200 });
		const values = { tier_parameter: 'gold', points_parameter: '={{ $json.points }}' };

		const { items, requests } = await harness.runNode({
			organization,
			items: [{ points: 2000 }],
			parameters: getAll(customFilter(name, values), all, { simplify: false }),
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
	])('in %s reports an unknown filter: %s', async (organization, name, message) => {
		const { error } = await harness.runNode({
			organization,
			parameters: getAll(customFilter(name, { nope_parameter: 'x' })),
		});

		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(/^Check 'Filter Name or ID'/);
	});

	it('does not report a missing filter when a value is refused that looks like a name', async () => {
		const { error } = await harness.runNode({
			organization: 'filter-value',
			parameters: getAll(
				customFilter('bytier_points', { tier_parameter: 'gold', points_parameter: 'bystander' }),
			),
		});

		expect(error?.message).toBe('A value has another type than its field');
		expect(error?.description).not.toContain('bystander');
	});

	it('does not take the name of a field for a filter', async () => {
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

	it('does not show the value that was searched for when Campaign quotes it', async () => {
		const respond = { status: 500, body: "Nothing fits 'Dakota' in @tier." };
		control('filter-quoted').faults([{ respond }]);

		const { error } = await harness.runNode({
			organization: 'filter-quoted',
			parameters: getAll(customFilter('byLoyaltyTier', { loyaltytier_parameter: 'Dakota' })),
		});

		expect(error?.description).toContain("Nothing fits '...' in @tier.");
	});
});

describe('Get Many refuses before any request:', () => {
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
		["'Field Name or ID' is empty", text('Amy', '={{ "" }}')],
		["'Field Name or ID' is not a name of Campaign's", text('Amy', 'a&b')],
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

describe('Get Many does not misread', () => {
	it('an e-mail in capital letters, when the server stores small letters and compares exactly', async () => {
		prepare('capitals', { emailMatch: 'exact', emailPolicy: 'lowerCase' });

		const { items } = await harness.runNode({
			organization: 'capitals',
			parameters: getAll(email(amy.email.toUpperCase())),
		});

		expect(emails(items)).toEqual([amy.email]);
	});

	it('a full last page of an instance without a count: a hint says that the list may not be complete', async () => {
		prepare('uncounted', { people: 60 });
		control('uncounted').faults([
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

	it('a parameter without a value, which would find all profiles', async () => {
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
