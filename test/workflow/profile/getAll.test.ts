import type { INodeParameters } from 'n8n-workflow';

import type { ReceivedRequest, Settings } from '../../../sandbox/server';
import { amy, emailOf, ext, getAll, nobody } from '../parameters';
import { useHarness } from '../suite';

const { harness, control, stored } = useHarness();

const all = (pageSize = 20): INodeParameters => ({ returnAll: true, options: { pageSize } });

const prepare = (organization: string, settings: Partial<Settings>) =>
	control(organization).reset(settings);

const email = (value: string): INodeParameters => ({ filterBy: 'email', email: value });

/** The paths of the requests, without what stands before them and the tokens of the pages. */
const listed = (requests: ReceivedRequest[]) =>
	requests.map(({ path }) =>
		path.replace(/^.*\/campaign\/\w+\//, '').replace(/_lineStart=.*/, '_lineStart'),
	);

const emails = (items: Array<{ json: { email?: unknown } }>) => items.map(({ json }) => json.email);

const persons = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => emailOf(from + index));

describe('Get Many', () => {
	it.each([
		['all', 'accessToken'],
		['all', 'oAuth2'],
		['all-v8', 'accessToken'],
		['all-v8', 'oAuth2'],
	] as const)('reads %s with %s page by page', async (organization, authentication) => {
		prepare(organization, { people: 45 });

		const { items, requests } = await harness.runNode({
			organization,
			authentication,
			parameters: getAll(all()),
		});

		expect(emails(items)).toEqual(persons(1, 45));
		expect(listed(requests)).toEqual([
			'profile?_lineCount=20&_forcePagination=true',
			'profile/?_lineCount=20&_forcePagination=true&_lineStart',
			'profile/?_lineCount=20&_forcePagination=true&_lineStart',
		]);
	});

	it('outputs fifty simplified profiles with one request by default', async () => {
		prepare('defaults', { people: 60 });

		const { items, requests } = await harness.runNode({
			organization: 'defaults',
			parameters: getAll(),
		});

		expect(emails(items)).toEqual(persons(1, 50));
		expect(listed(requests)).toEqual(['profile?_lineCount=50']);
		expect(requests[0].path).toContain('/profileAndServices/');
		const values = Object.values(items[0].json);
		expect(values.length).toBeLessThanOrEqual(10);
		for (const value of values) expect(typeof value).not.toBe('object');
	});

	it('outputs them as Campaign sends them when Simplify is off', async () => {
		const { items } = await harness.runNode({
			organization: 'raw',
			parameters: getAll(ext, { returnAll: true, simplify: false }),
		});

		expect(items.map(({ json }) => json)).toEqual(stored('raw'));
	});

	it.each([[['email', 'location.city', 'nothing']], ['email, location.city,nothing']])(
		'outputs only the Fields to Return: %j',
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

	it('outputs no item when there is no profile', async () => {
		prepare('empty', { profiles: [] });

		const run = await harness.runNode({ organization: 'empty', parameters: getAll() });

		expect(run).toMatchObject({ status: 'success', items: [], hints: [] });
		expect(run.requests).toHaveLength(1);
	});
});

describe('Limit', () => {
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
		expect(listed(requests)).toEqual(paths);
	});

	it('above the number of profiles outputs all of them', async () => {
		prepare('limit-above', { people: 7 });

		const { items, requests } = await harness.runNode({
			organization: 'limit-above',
			parameters: getAll({ limit: 30, options: { pageSize: 10 } }),
		});

		expect(emails(items)).toEqual(persons(1, 7));
		expect(requests).toHaveLength(1);
	});

	it('may be text from an expression', async () => {
		const { items } = await harness.runNode({
			organization: 'limit-text',
			items: [{ limit: '3' }],
			parameters: getAll({ limit: '={{ $json.limit }}' }),
		});

		expect(items).toHaveLength(3);
	});
});

describe('Order By', () => {
	it.each([
		['asc', [amy.email, 'zoe@example.com']],
		['desc', ['zoe@example.com', amy.email]],
	])('sorts in the direction %s', async (orderDirection, expected) => {
		prepare('order', { profiles: [{ email: 'zoe@example.com' }, { email: amy.email }] });

		const { items } = await harness.runNode({
			organization: 'order',
			parameters: getAll({ options: { orderBy: 'email', orderDirection } }),
		});

		expect(emails(items)).toEqual(expected);
	});

	it('sorts over all pages', async () => {
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

	it('reports a field that Campaign cannot sort by', async () => {
		const { error } = await harness.runNode({
			organization: 'order-unsortable',
			parameters: getAll({ options: { orderBy: 'gender' } }),
		});

		expect(error?.message).toContain("'gender'");
		expect(error?.description).toContain("'Order By Name or ID'");
	});
});

describe('Get Many over several pages', () => {
	const run = async (organization: string, parameters = all()) =>
		await harness.runNode({ organization, parameters: getAll(parameters) });

	it('reads a big table to its end, also when the next links lack _forcePagination', async () => {
		prepare('big', { people: 45, bigTableThreshold: 10, forcePaginationKept: false });

		const { items, requests } = await run('big');

		expect(items).toHaveLength(45);
		for (const { path } of requests) expect(path).toContain('_forcePagination=true');
	});

	it('follows relative links', async () => {
		prepare('relative', { people: 45 });
		control('relative').faults([{ next: 'relative', times: 9 }]);

		expect(emails((await run('relative')).items)).toEqual(persons(1, 45));
	});

	it('outputs a profile once that is on two pages', async () => {
		prepare('overlap', { people: 45 });
		control('overlap').faults([{ next: 'overlap', times: 9 }]);

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
		control(next).faults([{ next, skip: 1 }]);

		const result = await run(next);

		expect(result.error?.message).toBe(message);
		expect(result.items).toEqual([]);
		expect(result.requests).toHaveLength(requests);
	});

	it('ends with an error when a limit is not reached although there are more', async () => {
		prepare('gone-limit', { people: 45 });
		control('gone-limit').faults([{ next: 'gone' }]);

		const { error } = await run('gone-limit', { limit: 30, options: { pageSize: 20 } });

		expect(error?.message).toBe('Campaign sent 15 of 45 profiles and no link to the others');
	});

	it('asks for the count once when the last page is full', async () => {
		prepare('full', { people: 40 });

		const { items, requests } = await run('full');

		expect(items).toHaveLength(40);
		expect(listed(requests).at(-1)).toMatch(/^profile\/\/_count\?/);
		expect(requests).toHaveLength(3);
	});

	it('waits when Campaign is busy between two pages', async () => {
		prepare('busy', { people: 45 });
		control('busy').faults([{ skip: 1, respond: { status: 429 } }]);

		const { items, requests } = await run('busy');

		expect(emails(items)).toEqual(persons(1, 45));
		expect(requests.map(({ status }) => status)).toEqual([200, 429, 200, 200]);
	});

	it('goes on with a new token when the old one expires', async () => {
		prepare('renewed', { people: 45 });
		control('renewed').faults([{ skip: 1, expireTokens: true }]);

		const { items, tokenRequests } = await harness.runNode({
			organization: 'renewed',
			authentication: 'oAuth2',
			parameters: getAll(all()),
		});

		expect(emails(items)).toEqual(persons(1, 45));
		expect(tokenRequests).toHaveLength(2);
	});

	it('outputs nothing of a list that ends with an error', async () => {
		prepare('broken', { people: 45 });
		control('broken').faults([{ skip: 1, respond: { status: 403 } }]);

		const { error, items } = await run('broken');

		expect(error).toBeDefined();
		expect(items).toEqual([]);
	});
});

describe('Get Many for several items', () => {
	const input = [{ email: 'twins@example.com' }, { email: 'not one' }, { email: amy.email }];
	const byItem = getAll(email('={{ $json.email }}'));

	it('outputs a list for each item, linked to it', async () => {
		prepare('items', { people: 5 });

		const { items } = await harness.runNode({
			organization: 'items',
			items: [{ limit: 2 }, { limit: 1 }],
			parameters: getAll({ limit: '={{ $json.limit }}' }),
		});

		expect(items.map(({ json, pairedItem }) => [json.email, pairedItem])).toEqual([
			[emailOf(1), { item: 0 }],
			[emailOf(2), { item: 0 }],
			[emailOf(1), { item: 1 }],
		]);
	});

	it('stops at an item that fails, and names it', async () => {
		const { error, items } = await harness.runNode({
			organization: 'items-stop',
			items: input,
			parameters: byItem,
		});

		expect(error?.message).toContain("'Email' is not an e-mail [item 1]");
		expect(items).toEqual([]);
	});

	it('goes on after an item that fails', async () => {
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

	it('sends an item that fails to the error output, without any of its pages', async () => {
		prepare('items-error', { people: 45 });
		control('items-error').faults([{ skip: 4, respond: { status: 403 } }]);

		const { items, errorItems } = await harness.runNode({
			organization: 'items-error',
			items: [{ row: 0 }, { row: 1 }, { row: 2 }],
			parameters: getAll(all()),
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		expect(items).toHaveLength(90);
		// The items run in parallel, so it may be any of them.
		expect(errorItems).toHaveLength(1);
		const failed = errorItems[0].json.row as number;
		expect(errorItems[0].pairedItem).toMatchObject({ item: failed });
		expect(new Set(items.map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(
			new Set([0, 1, 2].filter((row) => row !== failed).map((item) => JSON.stringify({ item }))),
		);
	});
});
