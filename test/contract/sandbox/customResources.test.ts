import { BARE_ROW, LINKED_ROW } from '../adobe/examples/customResources';
import { below, parsed, reflowed, withoutKeys, type Json } from '../caller';
import { sandboxFor } from '../sandboxFor';

const ORDERS = 'profileAndServicesExt/cusOrder';
const INVOICES = 'profileAndServicesExt/cusInvoice';
const PRODUCTS = 'profileAndServicesExt/cusProduct';
const LOYALTIES = 'profileAndServicesExt/cusLoyalty';
const SHOPS = 'customResources/cusShop';
const TAGS = 'customResources/cusTag';
const ALL = [ORDERS, INVOICES, PRODUCTS, LOYALTIES, SHOPS, TAGS];

const DIALECTS = ['standard', 'v8'] as const;

const { organizationWith, control, call, get, list, keyOfAmy } = sandboxFor('custom-resources');

const numbers = async (organization: string, path: string) =>
	(await list(organization, path)).content.map(({ order_number }) => order_number);
const post = (organization: string, path: string, body: unknown) =>
	call(organization, { method: 'POST', path, body });
const patch = (organization: string, path: string, body: unknown) =>
	call(organization, { method: 'PATCH', path, body });
const remove = (organization: string, path: string) =>
	call(organization, { method: 'DELETE', path });

describe('a row of a custom resource', () => {
	it('reads as published: own spelling of names, empty texts for every type, links in short', async () => {
		const organization = organizationWith();
		const [amy] = control(organization).profiles();
		const { put } = control(organization);
		put({
			PKey: amy.PKey,
			firstName: 'Ines',
			lastName: 'Okafor',
			email: 'ines.okafor@example.com',
		});
		const { acsId, amount, created, customerID, lastModified, order_number, Order_Date, SENT } =
			LINKED_ROW;
		const cusProfilelink = { PKey: amy.PKey };
		const { PKey } = put(
			{
				...{ acsId, amount, created, customerID, lastModified, order_number, Order_Date, SENT },
				cusProfilelink,
			},
			'cusOrder',
		);

		const row = withoutKeys(parsed(await get(organization, `${ORDERS}/${PKey}`)));
		expect(JSON.stringify(row)).toBe(JSON.stringify(withoutKeys(LINKED_ROW)));
		expect(PKey.length).toBeGreaterThanOrEqual(92);
		expect(PKey.length).toBeLessThanOrEqual(113);
	});

	it('has neither dates nor an ID where the administrator did not tick them, and a number as its title', async () => {
		const organization = organizationWith();
		const { tag, SENT, CREATED } = BARE_ROW;
		const made = await post(organization, TAGS, { tag, SENT, CREATED });

		expect(made.status).toBe(201);
		expect(JSON.stringify(withoutKeys(parsed(made)))).toBe(JSON.stringify(withoutKeys(BARE_ROW)));
		expect((await post(organization, TAGS, { created: '2020-01-01' })).status).toBe(500);
		const titles = (await list(organization, SHOPS)).content.map(({ title }) => title);
		expect(titles).toEqual(['812,345', '812,346', '812,347']);
	});

	it.each(ALL)('of the seed is invented, and links where it should: %s', async (path) => {
		for (const organization of ['sandbox', 'sandbox-v8']) {
			const { content } = await list(organization, path);
			expect(content.length).toBeGreaterThanOrEqual(3);
			expect(content.map(({ href }) => below(href))).toEqual(
				content.map(({ PKey }) => `${path}/${String(PKey)}`),
			);
		}
	});

	it('of the seed is linked to the first of the people', async () => {
		const [order] = (await list('sandbox', ORDERS)).content;
		const amy = control('sandbox').profiles()[0];

		expect(order).toMatchObject({ order_number: 'O-1001', customerID: '08757', SENT: 'true' });
		expect(order.cusProfilelink).toEqual({ PKey: amy.PKey, href: amy.href, title: amy.title });
		expect(order.cusProductlink).toMatchObject({ title: 'Garden boots' });
	});

	it('of the seed is linked to no one when the people are others', async () => {
		const organization = organizationWith({ people: 3 });
		const { content } = await list(organization, ORDERS);
		expect(content.map(({ cusProfilelink }) => cusProfilelink)).toEqual([null, null, null, null]);
		expect(content[0].cusProductlink).not.toBeNull();
	});
});

describe.each(DIALECTS)('%s: a custom resource', (dialect) => {
	const v8 = dialect === 'v8';

	it('is created, read, updated and deleted', async () => {
		const organization = organizationWith({ dialect });
		const body = {
			order_number: 'O-7',
			amount: 12.34,
			paid: true,
			shippedAt: '2026-01-02T03:04:05Z',
		};
		const made = await post(organization, ORDERS, body);
		const order = parsed(made);
		const path = below(order.href);

		expect(made.status).toBe(201);
		expect(order).toMatchObject({ ...body, shippedAt: '2026-01-02 03:04:05.000Z', title: 'O-7' });
		expect(order.acsId).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
		const updated = await patch(organization, path, { amount: 13, channel: 'phone' });
		expect(updated.status).toBe(200);
		expect(parsed(updated)).toEqual({ PKey: order.PKey, href: order.href });
		expect(parsed(await get(organization, path))).toMatchObject({ amount: 13, channel: 'phone' });
		expect((await patch(organization, path, {})).status).toBe(v8 ? 204 : 200);
		const removed = await remove(organization, path);
		expect(removed).toMatchObject({ status: 200, text: '' });
		expect((await get(organization, path)).status).toBe(404);
		expect(control(organization).commits()).toMatchObject([
			{ kind: 'cusOrder', change: 'create' },
			{ kind: 'cusOrder', change: 'update' },
			{ kind: 'cusOrder', change: 'delete' },
		]);
	});

	it('is cleared to the empty text, whatever the type of the attribute', async () => {
		const organization = organizationWith({ dialect });
		const [order] = control(organization).records('cusOrder');
		const names = ['amount', 'channel', 'Order_Date', 'shippedAt', 'paid', 'status'];
		const body = Object.fromEntries(names.map((name) => [name, null]));
		await patch(organization, below(order.href), body);

		const stored = control(organization).records('cusOrder')[0];
		expect(names.map((name) => stored[name])).toEqual(names.map(() => ''));
	});

	it('is refused with a taken unique value, a wrong value and an attribute that Campaign sets', async () => {
		const organization = organizationWith({ dialect });
		const refused = [
			{ order_number: 'O-1001' },
			{ channel: 'fax' },
			{ acsId: '0e2c61a8-5d1c-4a43-9f0e-6b1de2f9c0aa' },
			{ title: 'x' },
			{ ORDER_NUMBER: 'x' },
			{ amount: 'much' },
		];
		for (const body of refused) expect((await post(organization, ORDERS, body)).status).toBe(500);

		expect(control(organization).records('cusOrder')).toHaveLength(4);
		const { text } = await post(organization, ORDERS, { order_number: 'O-1001' });
		expect(text).toContain(
			v8 ? 'An error has occurred' : "A 'CusOrder' with the same key 'O-1001' already exists.",
		);
	});

	it('is linked by PKey, and by nothing else of the other record', async () => {
		const organization = organizationWith({ dialect });
		const PKey = keyOfAmy(organization);
		const linked = parsed(await post(organization, ORDERS, { cusProfilelink: { PKey } }));
		expect(linked.cusProfilelink).toMatchObject({ PKey });

		const nested = await post(organization, ORDERS, { cusProfilelink: { email: 'a@example.com' } });
		if (v8) {
			expect(nested.status).toBe(500);
			expect(nested.text).toBe("'email' property is not valid for the 'cusOrder' resource.");
		} else {
			expect(parsed(nested).cusProfilelink).toBeNull();
		}
		await patch(organization, below(linked.href), { cusProfilelink: null });
		expect(parsed(await get(organization, below(linked.href))).cusProfilelink).toBeNull();
	});

	const prefix = v8 ? '' : 'by';
	it.each([
		['OrderNumber?order_number_parameter=O-1002', ['O-1002']],
		['identification_key?category_parameter=spring&crm_id_parameter=123456', ['O-1001']],
		['identification_key?category_parameter=spring&crm_id_parameter=42', []],
		['AcsId?acsId_parameter=5f0c1c5e-1b1e-4c62-9d7a-0d5b2f3a9c11', ['O-1001']],
		['Channel?_parameter=web', ['O-1001', 'O-1003']],
		['Channel?_parameter=web&_order=amount', ['O-1003', 'O-1001']],
	])(`is filtered by ${prefix}%s, and counted`, async (query, found) => {
		const organization = organizationWith({ dialect });
		const path = `${ORDERS}/${prefix}${query}`;
		expect(await numbers(organization, path)).toEqual(found);

		const { count } = parsed(await get(organization, path)) as { count: { href: string } };
		expect(count).toMatchObject({ value: found.length });
		expect(parsed(await get(organization, below(count.href)))).toEqual({ count: found.length });
		const [name, parameters] = query.split('?');
		const built = `${ORDERS}//${prefix}${name}/_count?${parameters}`;
		expect(parsed(await get(organization, built))).toEqual({ count: found.length });
	});

	it.each([
		[SHOPS, 'ShopCode?shop_code_parameter=S-02', { NP_ZIP_CD: '08700', zipcode: '08757' }],
		[LOYALTIES, 'LoyaltyId?loyalty_id_parameter=L-00017', { points: 120, tier: 'silver' }],
		[PRODUCTS, 'ProductCode?product_code_parameter=SEED-01', { title: 'Sunflower seeds' }],
		[INVOICES, 'InvoiceNumber?invoice_number_parameter=I-2001', { total: 129.9 }],
	])(`is filtered where its endpoint is: %s/${prefix}%s`, async (path, query, row) => {
		const { content } = await list(organizationWith({ dialect }), `${path}/${prefix}${query}`);
		expect(content).toHaveLength(1);
		expect(content[0]).toMatchObject(row);
	});

	it('is paged and counted without a filter', async () => {
		const organization = organizationWith({ dialect });
		const { content, next } = await list(organization, `${SHOPS}?_lineCount=2`);
		expect(content.map(({ City }) => City)).toEqual(['Albany', 'Toms River']);
		const rest = await list(organization, below(next?.href));
		expect(rest.content.map(({ City }) => City)).toEqual(['Nîmes']);
		expect(parsed(await get(organization, `${SHOPS}//_count`))).toEqual({ count: 3 });
		const { count } = parsed(await get(organization, `${SHOPS}?_lineCount=2`));
		expect(count).not.toHaveProperty('value');
	});

	it('is found at one endpoint alone, and under its own name', async () => {
		const organization = organizationWith({ dialect });
		const wrong = [
			'customResources/cusOrder',
			'profileAndServices/cusOrder',
			'profileAndServicesExt/cusShop',
			'profileAndServicesExt/cusorder',
			'customResources/resourceType/cusOrder',
			'customResources/cusNothing',
		];
		for (const path of wrong) {
			const reply = await get(organization, path);
			expect(reply.status).toBe(404);
			expect(reflowed(reply.text)).toMatch(/Error rc=-2003$/);
		}
	});

	it('has no key in the URL but the PKey', async () => {
		const organization = organizationWith({ dialect });
		expect((await get(organization, `${ORDERS}/O-1001`)).status).toBe(500);
		expect((await get(organization, `${ORDERS}/@x`)).status).toBe(v8 ? 404 : 500);
	});
});

describe('a record whose link is of the type "1 cardinality simple link"', () => {
	it.each(DIALECTS)('is stored and hidden until the other record exists: %s', async (dialect) => {
		const organization = organizationWith({ dialect });
		const made = await post(organization, INVOICES, { invoice_number: 'I-9' });
		const { PKey, href } = parsed(made) as { PKey: string; href: string };
		const path = below(href);

		expect(made.status).toBe(201);
		expect(parsed(made)).toMatchObject({ invoice_number: 'I-9', cusOrderlink: null });
		expect(control(organization).records('cusInvoice')).toHaveLength(4);
		expect((await get(organization, path)).status).toBe(404);
		expect((await list(organization, INVOICES)).content).toHaveLength(3);
		expect(parsed(await get(organization, `${INVOICES}//_count`))).toEqual({ count: 3 });
		expect((await patch(organization, path, { total: 1 })).status).toBe(404);
		expect((await remove(organization, path)).status).toBe(404);
		// Its unique value is taken all the same.
		expect((await post(organization, INVOICES, { invoice_number: 'I-9' })).status).toBe(500);

		const [order] = control(organization).records('cusOrder');
		control(organization).put({ PKey, cusOrderlink: { PKey: order.PKey } }, 'cusInvoice');
		expect(parsed(await get(organization, path))).toMatchObject({
			invoice_number: 'I-9',
			cusOrderlink: { title: 'O-1001' },
		});
	});

	it('is hidden when the other record is deleted', async () => {
		const organization = organizationWith();
		const [order] = control(organization).records('cusOrder');
		await remove(organization, below(order.href));

		const { content } = await list(organization, INVOICES);
		expect(content.map(({ invoice_number }) => invoice_number)).toEqual(['I-2002', 'I-2003']);
	});
});

describe("deleting a record ('Configuring the resource's data structure')", () => {
	const codes = (organization: string) =>
		control(organization)
			.records('cusProduct')
			.map(({ product_code }) => product_code);
	const removeOrder = async (organization: string, number: string) => {
		const orders = control(organization).records('cusOrder');
		const order = orders.find(({ order_number }) => order_number === number);
		expect((await remove(organization, below(order?.href))).status).toBe(200);
	};

	it('deletes what nothing else refers to, and its profile never', async () => {
		const organization = organizationWith();
		await removeOrder(organization, 'O-1001');
		expect(codes(organization)).toEqual(['SEED-01', 'POT-7']);
		await removeOrder(organization, 'O-1002');
		expect(codes(organization)).toEqual(['SEED-01', 'POT-7']);
		await removeOrder(organization, 'O-1003');
		expect(codes(organization)).toEqual(['POT-7']);

		expect(control(organization).profiles()).toHaveLength(60);
		expect(control(organization).commits()[1]).toMatchObject({
			kind: 'cusProduct',
			change: 'delete',
		});
	});

	it('leaves it with deleteTargets false', async () => {
		const organization = organizationWith({ deleteTargets: false });
		await removeOrder(organization, 'O-1001');
		expect(codes(organization)).toHaveLength(3);
	});

	it('does the same on the screen, and is undone with the deletion', async () => {
		const organization = organizationWith({});
		control(organization).faults([{ method: 'DELETE', discardWrite: true }]);
		await removeOrder(organization, 'O-1001');
		expect(codes(organization)).toHaveLength(3);
		const [{ PKey }] = control(organization).records('cusOrder');
		control(organization).remove(PKey, 'cusOrder');

		expect(codes(organization)).toHaveLength(2);
	});

	it('of a profile leaves the order without a link', async () => {
		const organization = organizationWith();
		const path = `profileAndServicesExt/profile/${keyOfAmy(organization)}`;
		await remove(organization, path);

		const [order] = (await list(organization, ORDERS)).content;
		expect(order).toMatchObject({ order_number: 'O-1001', cusProfilelink: null });
	});
});

describe('metadata of a custom resource', () => {
	const read = async (organization: string, path: string) => {
		const metadata = parsed(await get(organization, path));
		return { metadata, content: metadata.content as Record<string, Json> };
	};

	it('has its label, types and links, and sortable where a list can be ordered', async () => {
		const { metadata, content } = await read(
			'sandbox',
			'profileAndServicesExt/resourceType/cusOrder',
		);
		expect(metadata).toMatchObject({
			data: '/profileAndServicesExt/cusOrder/',
			help: 'Orders',
			label: 'Orders',
			name: 'cusOrder',
		});
		expect(content).toMatchObject({
			order_number: { type: 'string', length: '30', sortable: true, readOnly: false },
			amount: { type: 'number', resType: 'double' },
			Order_Date: { type: 'date', resType: 'date' },
			shippedAt: { type: 'date', resType: 'datetime' },
			customerID: { type: 'string', sortable: false },
			paid: { type: 'boolean' },
			acsId: { readOnly: true, length: '36' },
			created: { readOnly: true, sortable: true },
			cusProfilelink: { type: 'link', resTarget: 'profile' },
			cusProductlink: { type: 'link', resTarget: 'cusProduct' },
		});
		expect(Object.keys(content.channel.values as Json)).toEqual([
			'web',
			'store',
			'phone',
			'__Invalid_value__',
		]);
		expect((await get('sandbox', `${ORDERS}?_order=Order_Date%20desc`)).status).toBe(200);
		expect((await get('sandbox', `${ORDERS}?_order=customerID`)).status).toBe(500);
		expect((await get('sandbox', `${ORDERS}/metadata`)).text).toBe(
			(await get('sandbox', 'profileAndServicesExt/resourceType/cusOrder')).text,
		);
	});

	it('tells whether there are audit fields and an automatic ID', async () => {
		const shop = (await read('sandbox', 'customResources/resourceType/cusShop')).content;
		const tag = (await read('sandbox', 'customResources/resourceType/cusTag')).content;
		expect(shop).toMatchObject({ acsId: {}, created: {}, lastModified: {} });
		expect(Object.keys(tag)).toEqual(['CREATED', 'PKey', 'SENT', 'href', 'tag', 'title']);
	});

	it.each([
		['sandbox', 'by'],
		['sandbox-v8', ''],
	])('lists the filters of %s with their parameters', async (organization, prefix) => {
		const path = 'profileAndServicesExt/resourceType/cusOrder';
		const { href } = (await read(organization, path)).metadata.filters as { href: string };
		const filters = parsed(await get(organization, below(href))) as Record<string, Json>;
		const parameters = Object.entries(filters).map(([name, { metadata }]) => [
			name,
			Object.keys(metadata as Json),
		]);
		expect(Object.fromEntries(parameters)).toEqual({
			[`${prefix}OrderNumber`]: ['order_number_parameter'],
			[`${prefix}identification_key`]: ['category_parameter', 'crm_id_parameter'],
			[`${prefix}AcsId`]: ['acsId_parameter'],
			[`${prefix}Channel`]: ['_parameter'],
		});
		expect(filters[`${prefix}Channel`].data).toBe(
			`/profileAndServicesExt/cusOrder/${prefix}Channel?_parameter=$value`,
		);
	});
});

describe("a body that is not JSON (end-to-end test of Adobe's client)", () => {
	const path = 'profileAndServicesExt/cusNothing';

	it('is refused before the resource is looked up', async () => {
		const reply = await patch('sandbox', path, '@gibberish');
		expect(reply.status).toBe(500);
		expect(reply.text).toContain("'@gibberish' is not a valid constant");
		expect((await patch('sandbox-v8', path, '@gibberish')).status).toBe(500);
		expect((await patch('sandbox', `${path}/@gibberish`, {})).status).toBe(404);
		expect((await post('sandbox', path, {})).status).toBe(404);
	});

	it('is refused for a resource that exists, too', async () => {
		const order = control('sandbox').records('cusOrder')[0];
		const reply = await patch('sandbox', below(order.href), 'gibberish');
		expect(reply.text).toContain("'gibberish' is not a valid constant");
	});
});
