import type { INodeParameters } from 'n8n-workflow';

import { sandboxData } from '../../tools/realN8n/credentials';
import { type Harness, startHarness } from './harness';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const standard = 'profileAndServices';
const ext = 'profileAndServicesExt';

const load = async (
	method: string,
	organization: string,
	endpoint: string,
	more: INodeParameters = {},
) =>
	await harness.loadOptions(method, {
		organization,
		parameters: { operation: 'getAll', endpoint, ...more },
	});

const idsOf = async (...choice: Parameters<typeof load>) =>
	(await load(...choice)).map(({ value }) => value);

const FILTERS = ['byEmail', 'byKeysProfile', 'byText'];
const CUSTOM_FILTERS = [
	'CardBegin',
	'Crmid',
	'CustomerId',
	'LoyaltyTier',
	'identification_key',
	'tier_points',
];

describe('The filters', () => {
	it.each([
		['filters', standard, FILTERS],
		['filters-v8', standard, FILTERS],
		['filters', ext, [...FILTERS, ...CUSTOM_FILTERS.map((name) => `by${name}`)]],
		['filters-v8', ext, [...FILTERS, ...CUSTOM_FILTERS]],
	])('of %s on %s are those that its URLs take', async (organization, endpoint, expected) => {
		const filters = await idsOf('getFilters', organization, endpoint);

		expect(filters.sort()).toEqual([...expected].sort());
	});

	it('have labels, and are sorted by them', async () => {
		const names = (await load('getFilters', 'filters-labels', ext)).map(({ name }) => name);

		expect(names).toContain('By customer ID (byCustomerId)');
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it('that are offered find profiles', async () => {
		for (const organization of ['filters-work', 'filters-work-v8']) {
			const names = await idsOf('getFilters', organization, ext);
			const name = String(names.find((one) => String(one).endsWith('CustomerId')));
			const filter = { filterBy: 'customFilter', filterName: name };
			const [parameter] = await idsOf('getFilterParameters', organization, ext, filter);

			const { items } = await harness.runNode({
				organization,
				parameters: {
					operation: 'getAll',
					endpoint: ext,
					...filter,
					filterParameters: { parameter: [{ name: parameter, value: 'C-1001' }] },
				} as INodeParameters,
			});

			expect(items).toHaveLength(1);
		}
	});
});

describe('The parameters of a filter', () => {
	it.each([
		['bytier_points', ['tier_parameter', 'points_parameter']],
		['byEmail', ['email']],
		['byNope', []],
		['', []],
	])('%j are %j', async (filterName, parameters) => {
		const more = { filterBy: 'customFilter', filterName };

		expect(await idsOf('getFilterParameters', 'parameters', ext, more)).toEqual(parameters);
	});
});

describe('The fields to sort by', () => {
	it.each(['sort', 'sort-v8'])('of %s are those that sort', async (organization) => {
		const fields = await idsOf('getSortableFields', organization, ext);

		expect(fields).toEqual(expect.arrayContaining(['email', 'lastModified', 'cusPoints']));
		expect(fields).not.toContain('gender');
		for (const orderBy of fields) {
			const { status } = await harness.runNode({
				organization,
				parameters: {
					operation: 'getAll',
					endpoint: ext,
					limit: 1,
					options: { orderBy: String(orderBy) },
				},
			});
			expect(status).toBe('success');
		}
	});

	it('have no custom ones without custom fields', async () => {
		const fields = await idsOf('getSortableFields', 'sort-standard', standard);

		expect(fields).toContain('email');
		expect(fields.filter((field) => String(field).startsWith('cus'))).toEqual([]);
	});
});

describe('The fields to return', () => {
	it('are the instance’s, those that are only read too, but no collections', async () => {
		const fields = await load('getProfileFields', 'fields', ext);
		const ids = fields.map(({ value }) => value);

		expect(ids).toEqual(
			expect.arrayContaining(['PKey', 'age', 'email', 'location', 'orgUnit', 'cusPoints']),
		);
		expect(ids).not.toContain('subscriptions');
		expect(fields).toContainEqual({ name: 'Email (email)', value: 'email' });
	});
});

describe('The fields to search in', () => {
	const always = ['any', 'email', 'firstName', 'lastName'];

	it('are Campaign’s own three, with no request, without custom fields', async () => {
		expect(await idsOf('getTextFields', 'search', standard)).toEqual(always);
		expect(harness.sandbox.organization('search').requests()).toEqual([]);
	});

	it('are the custom texts too with them', async () => {
		expect(await idsOf('getTextFields', 'search', ext)).toEqual([
			...always,
			'cusCardCode',
			'cusCustomerId',
			'cusNote',
		]);
	});
});

describe('A list', () => {
	it('is read with the OAuth2 credential as well', async () => {
		const options = await harness.loadOptions('getFilters', {
			organization: 'lists-oauth2',
			authentication: 'oAuth2',
			parameters: { operation: 'getAll', endpoint: standard },
		});

		expect(options).toHaveLength(FILTERS.length);
	});

	it.each(['getFilters', 'getSortableFields', 'getProfileFields', 'getTextFields'])(
		'that cannot be read says why: %s',
		async (method) => {
			await expect(load(method, 'no-product-profile', ext)).rejects.toMatchObject({
				name: 'NodeOperationError',
				message: expect.stringMatching(
					/^These credentials have no access to this organization\. .*'Organization' in the credential/,
				),
			});
		},
	);

	it('that nobody answers for says it in words of ours, not with advice of n8n', async () => {
		const nowhere = sandboxData('http://127.0.0.1:1').adobeCampaignApi;
		const credential = harness.engine.credentials.add('adobeCampaignApi', nowhere);

		const loading = harness.loadOptions('getFilters', {
			credentials: { adobeCampaignApi: credential },
			parameters: { operation: 'getAll', endpoint: ext },
		});

		await expect(loading).rejects.toMatchObject({
			message: expect.stringMatching(
				/^No connection to Adobe Campaign\..*'Base URL'.*ECONNREFUSED/,
			),
		});
	}, 30_000);

	it('that Campaign is too busy for does not name options, which a list does not have', async () => {
		const respond = { status: 429, body: 'busy', headers: { 'Retry-After': '16' } };
		harness.sandbox.organization('lists-busy').faults([{ respond }]);

		const problem = load('getFilters', 'lists-busy', ext);

		await expect(problem).rejects.toMatchObject({
			message: expect.stringContaining('too many requests') as unknown,
		});
		await expect(problem).rejects.toMatchObject({
			message: expect.not.stringContaining('Options') as unknown,
		});
	});

	it('of filters is not read elsewhere', async () => {
		const filters = { href: `${harness.sandbox.url}/stranger/campaign/filters/` };
		const body = JSON.stringify({ content: {}, filters });
		harness.sandbox.organization('lists-stranger').faults([{ respond: { status: 200, body } }]);

		await expect(load('getFilters', 'lists-stranger', ext)).rejects.toMatchObject({
			message: expect.stringContaining('was not followed'),
		});
		expect(harness.sandbox.organization('stranger').requests()).toEqual([]);
	});

	it('of filters is empty where the metadata names none', async () => {
		const respond = { status: 200, body: JSON.stringify({ content: {} }) };
		harness.sandbox.organization('lists-none').faults([{ respond }]);

		expect(await load('getFilters', 'lists-none', ext)).toEqual([]);
	});
});
