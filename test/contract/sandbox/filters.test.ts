import { CREDENTIALS, parsed, reflowed, type Json } from '../caller';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const GENERIC = 'An error has occurred - please contact your administrator.';

const DIALECTS = [
	{ dialect: 'Campaign Standard', organization: 'sandbox', prefix: 'by' },
	{ dialect: 'Campaign v8', organization: 'sandbox-v8', prefix: '' },
];

const CUSTOM_FILTERS = [
	'CustomerId',
	'LoyaltyTier',
	'tier_points',
	'identification_key',
	'Crmid',
	'CardBegin',
	'ModifiedFrom',
	'CreatedFrom',
	'ChangedSince',
];

const { control, get, list } = sandboxFor('filters');

const emails = async (organization: string, path: string) =>
	(await list(organization, path)).content.map(({ email }) => email);

describe.each(DIALECTS)('a custom filter of $dialect', ({ organization, prefix }) => {
	const at = (name: string) => `${EXT}/${prefix}${name}`;

	it("takes a parameter that ends in _parameter ('Filtering', v8 'Limitations')", async () => {
		expect(await emails(organization, `${at('CustomerId')}?customerid_parameter=C-1001`)).toEqual([
			'amy.dakota@example.com',
		]);
		const gold = await list(organization, `${at('LoyaltyTier')}?loyaltytier_parameter=gold`);
		expect(new Set(gold.content.map((one) => one.cusLoyaltyTier))).toEqual(new Set(['gold']));
		expect(await emails(organization, `${at('CustomerId')}?customerid_parameter=C-1`)).toEqual([]);
	});

	it("takes two parameters ('Calling a resource using a composite identification key')", async () => {
		const found = (points: string) =>
			emails(organization, `${at('tier_points')}?tier_parameter=silver&points_parameter=${points}`);

		const rich = await found('1000');
		expect(await found('0')).toContain('amy.dakota@example.com');
		expect(rich.length).toBeGreaterThan(0);
		expect(rich).not.toContain('amy.dakota@example.com');
	});

	it("takes the two parameters of a composite key as Adobe's page names them, and compares whole values", async () => {
		const people = [
			['both@example.com', 'outlet', '123456'],
			['format@example.com', 'outlet', '1234567'],
			['card@example.com', 'online', '123456'],
			['neither@example.com', '', ''],
		].map(([email, cusStoreFormat, cusCardCode]) => ({ email, cusStoreFormat, cusCardCode }));
		const own = `composite-${organization}`;
		control(own).reset({ profiles: people });
		const found = (query: string) => emails(own, `${at('identification_key')}?${query}`);

		expect(await found('category_parameter=outlet&crm_id_parameter=123456')).toEqual([
			'both@example.com',
		]);
		expect(await found('crm_id_parameter=123456')).toEqual([]);
		expect(await found('')).toEqual(['neither@example.com']);
	});

	it('takes a parameter that is called _parameter, in the next page too', async () => {
		const one = ['amy.dakota@example.com'];
		expect(await emails(organization, `${at('Crmid')}?_parameter=C-1001`)).toEqual(one);
		expect(await emails(organization, `${at('Crmid')}?_parameter=C-100`)).toEqual([]);
		const own = `plain-${organization}`;
		control(own).reset({ profiles: [{}, { cusCustomerId: 'A' }, {}] });
		const { next } = await list(own, `${at('Crmid')}?_parameter=&_lineCount=1`);
		const rest = await fetch(String(next?.href), { headers: CREDENTIALS });

		expect(next?.href).toContain('_parameter=&');
		expect(await rest.json()).toMatchObject({ content: [{ cusCustomerId: '' }] });
	});

	it('finds values by their beginning when it is made for that', async () => {
		const beginning = (value: string) =>
			list(organization, `${at('CardBegin')}?cardbegin_parameter=${value}&_lineCount=99`);

		expect((await beginning('C-101')).content.map((one) => one.cusCustomerId)).toEqual(
			Array.from({ length: 10 }, (_, index) => `C-101${index}`),
		);
		expect((await beginning('1001')).content).toEqual([]);
	});

	it("is combined with another filter, counted and ordered ('Filtering')", async () => {
		const query = 'loyaltytier_parameter=silver&text=Bea';
		const path = `${at('LoyaltyTier')}/byText?${query}&_order=email%20desc`;
		const { content } = await list(organization, path);
		const count = await get(organization, `${at('LoyaltyTier')}/byText/_count?${query}`);

		const found = content.map(({ email }) => String(email));
		expect(found.length).toBeGreaterThan(1);
		expect(found).toEqual([...found].sort().reverse());
		expect(parsed(count)).toEqual({ count: found.length });
	});

	it('is listed in metadata of Ext alone, with a URL template', async () => {
		const filters = async (endpoint: string) => {
			const path = `${endpoint}/resourceType/profile`;
			const metadata = parsed(await get(organization, path));
			const { href } = metadata.filters as { href: string };
			return (await (await fetch(href, { headers: CREDENTIALS })).json()) as Record<string, Json>;
		};
		const standard = await filters('profileAndServices');
		const ext = await filters('profileAndServicesExt');

		expect(Object.keys(standard)).toEqual(['byEmail', 'byKeysProfile', 'byText', 'subscribers']);
		expect(Object.keys(ext)).toEqual([
			...Object.keys(standard),
			...CUSTOM_FILTERS.map((name) => prefix + name),
		]);
		expect(ext[`${prefix}identification_key`].data).toBe(
			`/${at('identification_key')}?category_parameter=$value&crm_id_parameter=$value`,
		);
		expect(ext[`${prefix}Crmid`].data).toBe(`/${at('Crmid')}?_parameter=$value`);
		expect(ext[`${prefix}tier_points`].data).toBe(
			`/${at('tier_points')}?tier_parameter=$value&points_parameter=$value`,
		);
		expect(standard.byText).toMatchObject({
			category: '99_none',
			data: '/profileAndServices/profile/byText?text=$value',
			formType: 'none',
			fragmentName: '',
			label: 'By name or email',
		});
		for (const { data } of Object.values(ext)) {
			const value = /From|Since/.test(String(data)) ? '2024-01-01' : '1';
			const path = String(data).slice(1).replaceAll('$value', value);
			expect((await get(organization, path)).status).toBe(200);
		}
	});
});

describe('a filter that does not exist', () => {
	it.each([
		['a custom filter on profileAndServices', `${STANDARD}/byCustomerId`, 'byCustomerId'],
		['an unknown custom filter', `${EXT}/byreference_number`, 'byreference_number'],
		["v8's name in Campaign Standard", `${EXT}/CustomerId`, 'CustomerId'],
		["one of Adobe's that the sandbox lacks", `${STANDARD}/birthday`, 'birthday'],
	])('is read as a key in Campaign Standard: %s (KA-19396)', async (_case, path, name) => {
		const reply = await get('sandbox', `${path}?customerid_parameter=C-1001`);

		expect(reply.status).toBe(500);
		expect(reflowed(reply.text)).toBe(
			`RST-360011 ${GENERIC} BAS-010040 Cannot convert '${name}' (text type) to 32-bit integer type (bAS-010011 Invalid data).`,
		);
	});

	it.each([
		['a custom filter on profileAndServices', `${STANDARD}/CustomerId`],
		['an unknown custom filter', `${EXT}/reference_number`],
		["Campaign Standard's name", `${EXT}/byCustomerId`],
	])('is refused in v8 with the general text (Inferred): %s', async (_case, path) => {
		const reply = await get('sandbox-v8', `${path}?customerid_parameter=C-1001`);

		expect(reply).toMatchObject({ status: 500, text: GENERIC });
	});
});

describe("byText with filterType ('Retrieving profiles')", () => {
	it.each(DIALECTS)('searches one field in $dialect', async ({ organization }) => {
		const find = (query: string) => emails(organization, `${STANDARD}/byText?${query}`);

		expect(await find('text=Amy&filterType=firstName')).toEqual(['amy.dakota@example.com']);
		expect(await find('text=Amy&filterType=lastName')).toEqual([]);
		expect(await find('text=Dakota&filterType=lastName')).toEqual(['amy.dakota@example.com']);
		expect(await find('text=amy.dakota%40example.com&filterType=email')).toHaveLength(1);
		expect(await find('text=Amy&filterType=email')).toEqual([]);
	});

	it.each(DIALECTS)('searches a custom field on Ext in $dialect', async ({ organization }) => {
		const find = (path: string) => emails(organization, path);
		const one = ['amy.dakota@example.com'];

		expect(await find(`${EXT}/byText?text=C-1001&filterType=cusCustomerId`)).toEqual(one);
		expect(await find(`${EXT}/byText?cusCustomerId=C-1001&filterType=CustomerId`)).toEqual(one);
		expect(await find(`${STANDARD}/byText?text=C-1001&filterType=cusCustomerId`)).toEqual([]);
	});

	it('ignores any other filterType (Inferred)', async () => {
		const found = await emails('sandbox', `${STANDARD}/byText?text=Dakota&filterType=phone`);
		expect(found).toEqual(['amy.dakota@example.com']);
	});
});
