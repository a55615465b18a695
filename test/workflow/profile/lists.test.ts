/** The lists behind the form: filters, their parameters, and fields. */
import type { INodeParameters } from 'n8n-workflow';

import { sandboxData } from '../../../tools/realN8n/credentials';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

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

const FILTERS = ['byEmail', 'byKeysProfile', 'byText', 'subscribers'];
const CUSTOM_FILTERS = [
	'CardBegin',
	'ChangedSince',
	'CreatedFrom',
	'Crmid',
	'CustomerId',
	'LoyaltyTier',
	'ModifiedFrom',
	'identification_key',
	'tier_points',
];

describe('Filter Name or ID', () => {
	it.each([
		['filters', standard, FILTERS],
		['filters-v8', standard, FILTERS],
		['filters', ext, [...FILTERS, ...CUSTOM_FILTERS.map((name) => `by${name}`)]],
		['filters-v8', ext, [...FILTERS, ...CUSTOM_FILTERS]],
	])(
		'offers the filters of %s on %s by the names in their URLs',
		async (organization, endpoint, expected) => {
			const filters = await idsOf('getFilters', organization, endpoint);

			expect(filters.sort()).toEqual([...expected].sort());
		},
	);

	it('shows labels, sorted', async () => {
		const names = (await load('getFilters', 'filters-labels', ext)).map(({ name }) => name);

		expect(names).toContain('By customer ID (byCustomerId)');
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it('offers filters that find profiles', async () => {
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

describe('Parameter Name or ID', () => {
	it.each([
		['bytier_points', ['tier_parameter', 'points_parameter']],
		['byEmail', ['email']],
		['byNope', []],
		['', []],
	])('offers for the filter %j the parameters %j', async (filterName, parameters) => {
		const more = { filterBy: 'customFilter', filterName };

		expect(await idsOf('getFilterParameters', 'parameters', ext, more)).toEqual(parameters);
	});
});

describe('Order By Name or ID', () => {
	it.each(['sort', 'sort-v8'])(
		'offers in %s only fields that can be sorted by',
		async (organization) => {
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
		},
	);

	it('offers no custom fields with Standard Fields', async () => {
		const fields = await idsOf('getSortableFields', 'sort-standard', standard);

		expect(fields).toContain('email');
		expect(fields.filter((field) => String(field).startsWith('cus'))).toEqual([]);
	});
});

describe('Fields to Return', () => {
	it('offers all fields of the instance, read-only ones too, except collections', async () => {
		const fields = await load('getProfileFields', 'fields', ext);
		const ids = fields.map(({ value }) => value);

		expect(ids).toEqual(
			expect.arrayContaining(['PKey', 'age', 'email', 'location', 'orgUnit', 'cusPoints']),
		);
		expect(ids).not.toContain('subscriptions');
		expect(fields).toContainEqual({ name: 'Email (email)', value: 'email' });
	});
});

describe('Field Name or ID', () => {
	const always = ['any', 'email', 'firstName', 'lastName'];

	it('offers the three standard fields without a request with Standard Fields', async () => {
		expect(await idsOf('getTextFields', 'search', standard)).toEqual(always);
		expect(control('search').requests()).toEqual([]);
	});

	it('offers custom texts, too, with Standard and Custom Fields', async () => {
		expect(await idsOf('getTextFields', 'search', ext)).toEqual([
			...always,
			'cusCardCode',
			'cusCustomerId',
			'cusNote',
		]);
	});
});

describe('A list of the form', () => {
	it('is read with the OAuth2 credential as well', async () => {
		const options = await harness.loadOptions('getFilters', {
			organization: 'lists-oauth2',
			authentication: 'oAuth2',
			parameters: { operation: 'getAll', endpoint: standard },
		});

		expect(options).toHaveLength(FILTERS.length);
	});

	it.each(['getFilters', 'getSortableFields', 'getProfileFields', 'getTextFields'])(
		'reports why it cannot be read: %s',
		async (method) => {
			await expect(load(method, 'no-product-profile', ext)).rejects.toMatchObject({
				name: 'NodeOperationError',
				message: expect.stringMatching(
					/^These credentials have no access to this organization\. .*'Organization' in the credential/,
				),
			});
		},
	);

	it('reports a server that cannot be reached in words of the node, without advice of n8n', async () => {
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

	it('does not mention Options when Campaign is busy, since a list has no options', async () => {
		const respond = { status: 429, body: 'busy', headers: { 'Retry-After': '16' } };
		control('lists-busy').faults([{ respond }]);

		const problem = load('getFilters', 'lists-busy', ext);

		await expect(problem).rejects.toMatchObject({
			message: expect.stringContaining('too many requests') as unknown,
		});
		await expect(problem).rejects.toMatchObject({
			message: expect.not.stringContaining('Options') as unknown,
		});
	});

	it('does not follow a link to the filters of another organization', async () => {
		const filters = { href: `${harness.sandbox.url}/stranger/campaign/filters/` };
		const body = JSON.stringify({ content: {}, filters });
		control('lists-stranger').faults([{ respond: { status: 200, body } }]);

		await expect(load('getFilters', 'lists-stranger', ext)).rejects.toMatchObject({
			message: expect.stringContaining('was not followed'),
		});
		expect(control('stranger').requests()).toEqual([]);
	});

	it('of filters is empty when the metadata have no link to them', async () => {
		const respond = { status: 200, body: JSON.stringify({ content: {} }) };
		control('lists-none').faults([{ respond }]);

		expect(await load('getFilters', 'lists-none', ext)).toEqual([]);
	});
});
