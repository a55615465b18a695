import { get, inResource, record } from '../parameters';
import { messages } from '../requests';
import { useHarness } from '../suite';
import { calls, firstOrder, invoices, node, orders, shops } from './resources';

const { harness, control, amyIn } = useHarness();

describe.each(['got', 'got-v8'])('Get of a record, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const order = (number = 0) => control(organization).records('cusOrder')[number];
	const run = async (...changes: Parameters<typeof get>) =>
		await harness.runNode({ organization, node, parameters: get(...changes) });

	it('reads one request, by PKey, and keeps the plain fields and the keys of links', async () => {
		const { PKey, lastModified } = order();
		const { items, requests } = await run(orders, record('id', PKey));

		expect(calls(requests)).toEqual(['GET profileAndServicesExt/cusOrder/@']);
		const [{ json }] = items;
		expect(json).toEqual({
			...{ PKey, acsId: firstOrder.acsId, order_number: 'O-1001', title: 'O-1001' },
			...{ amount: 129.9, channel: 'web', customerID: '08757', SENT: 'true', status: 'shipped' },
			...{ Order_Date: '2024-03-01', shippedAt: '2024-03-02 14:40:34.900Z', paid: true },
			...{
				category: 'spring',
				crm_id: '123456',
				created: '2024-03-01 08:00:00.000Z',
				lastModified,
			},
			cusProfilelink: amyIn(organization).PKey,
			cusProductlink: control(organization).records('cusProduct')[0].PKey,
		});
	});

	it('returns the whole record without Simplify, with links and empty texts as Campaign sends them', async () => {
		const { PKey, href } = order(3);
		const { items } = await run(orders, record('id', PKey), { simplify: false });

		expect(items[0].json).toMatchObject({
			...{ href, order_number: 'O-1004', amount: '', paid: '', Order_Date: '' },
			...{ cusProfilelink: null },
		});
	});

	it('has null for a link that leads nowhere', async () => {
		const { items } = await run(orders, record('id', order(3).PKey));

		expect(items[0].json).toMatchObject({ amount: '', cusProfilelink: null });
	});

	it('reads by the href of a record, wherever it was served then', async () => {
		const { href } = order();
		const moved = String(href).replace('profileAndServicesExt', 'customResources');
		for (const url of [String(href), moved]) {
			const { items, requests } = await run(orders, record('url', url));

			expect(items[0].json).toMatchObject({ order_number: 'O-1001' });
			expect(calls(requests)).toEqual(['GET profileAndServicesExt/cusOrder/@']);
		}
	});

	it('reads by acsId: two requests a run for the filter, then one an item', async () => {
		const { items, requests } = await harness.runNode({
			organization,
			node,
			items: [0, 1, 2].map((number) => ({ acsId: String(order(number).acsId) })),
			parameters: get(orders, record('acsId', '={{ $json.acsId }}')),
		});

		expect(items.map(({ json }) => json.order_number)).toEqual(['O-1001', 'O-1002', 'O-1003']);
		expect(requests).toHaveLength(5);
	});

	it('refuses an acsId where no filter of the resource finds one, before any record is read', async () => {
		const { error, requests } = await run(shops, record('acsId', firstOrder.acsId));

		expect(error?.message).toBe("'cusShop' has no filter that finds a record by acsId");
		expect(error?.description).toMatch(/^Nothing was done\./);
		expect(calls(requests).filter((call) => /cusShop\/by|ShopCode/.test(call))).toEqual([]);
	});

	it('says that no record has an acsId', async () => {
		const { error } = await run(orders, record('acsId', '0e2c61a8-5d1c-4a43-9f0e-6b1de2f9c0aa'));

		expect(error?.message).toBe('No record has this acsId');
		expect(`${error?.message} ${error?.description}`).not.toContain('0e2c61a8');
	});

	it('returns an empty item for a record that is gone, when asked for', async () => {
		const { PKey } = order(3);
		control(organization).remove(PKey, 'cusOrder');
		const given = [record('id', PKey), record('acsId', '0e2c61a8-5d1c-4a43-9f0e-6b1de2f9c0aa')];
		for (const one of given) {
			expect((await run(orders, one)).error).toBeDefined();
			const { items } = await run(orders, one, { options: { ifNotFound: 'empty' } });
			expect(items.map(({ json }) => json)).toEqual([{}]);
		}
	});

	it('says of a hidden record what may be missing', async () => {
		const { PKey } = control(organization).put({ invoice_number: 'I-9' }, 'cusInvoice');
		const { error } = await run(invoices, record('id', PKey));

		expect(error?.message).toBe('The record was not found');
		expect(error?.description).toContain('Campaign also hides a record');
	});

	it.each([
		['profile', 'name'],
		['service', 'name'],
		['cusOrder/../service', 'name'],
		['profileAndServices/service', 'list'],
		['profileAndServices/cusOrder', 'list'],
		['profileAndServicesExt/service', 'list'],
		['profileAndServicesExt/cusOrder/', 'list'],
		['/cusOrder', 'list'],
		['cus', 'name'],
		['cus Order', 'name'],
		['CUSORDER', 'name'],
		['cusOrder?x', 'name'],
		['={{ "" }}', 'list'],
		['={{ null }}', 'name'],
	])('refuses %j, which is no custom resource, without a request', async (value, mode) => {
		const customResource = { __rl: true, mode, value };
		const { error, requests } = await run(orders, { customResource }, record('id', '@a'));

		expect(error?.message).toMatch(/^'Custom Resource' is (?:empty|not the name)/);
		expect(requests).toEqual([]);
	});

	it.each([
		['id', 'O-1001', "'Record' is not a PKey"],
		['id', '={{ "" }}', "'Record' is empty"],
		['acsId', '={{ $json.nothing }}', "'Record' is empty"],
		['acsId', '  ', "'Record' is empty"],
		['url', '@a', "'Record' is not the URL of a record of this custom resource"],
		[
			'url',
			'https://mc.adobe.io/acme/campaign/profileAndServicesExt/cusInvoice/@a',
			"'Record' is not the URL of a record of this custom resource",
		],
		[
			'url',
			'https://mc.adobe.io/acme/campaign/profileAndServices/cusOrder/@a',
			"'Record' is not the URL of a record of this custom resource",
		],
		[
			'url',
			'https://mc.adobe.io/acme/campaign/profileAndServicesExt/cusOrder/@a?x=/cusOrder/@b',
			"'Record' is not the URL of a record of this custom resource",
		],
	] as const)('refuses the record %s %j without a request', async (mode, value, message) => {
		const { error, requests } = await run(orders, record(mode, value));

		expect(error?.message).toBe(message);
		expect(requests).toEqual([]);
	});

	it("refuses another organization's URL without a request", async () => {
		const href = String(order().href).replace(`/${organization}/`, '/other/');
		const { error, requests } = await run(orders, record('url', href));

		expect(error?.message).toMatch(/^A link leads away from your Campaign organization/);
		expect(requests).toEqual([]);
	});
});

describe.each(['named', 'named-v8'])('A name that is typed, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const run = async (name: string, keys: string[]) =>
		await harness.runNode({
			organization,
			node,
			items: keys.map((key) => ({ key })),
			parameters: get(inResource(name), record('id', '={{ $json.key }}')),
			nodeSettings: { onError: 'continueErrorOutput' },
		});
	const keys = (kind: string) =>
		control(organization)
			.records(kind)
			.map(({ PKey }) => PKey);

	it('is looked for at one endpoint, and then at the other, once a run', async () => {
		const { items, requests, hints } = await run('cusShop', keys('cusShop'));

		expect(items).toHaveLength(3);
		expect(calls(requests).slice(0, 2)).toEqual([
			'GET profileAndServicesExt/resourceType/cusShop',
			'GET customResources/resourceType/cusShop',
		]);
		expect(calls(requests).slice(2)).toEqual(
			keys('cusShop').map(() => 'GET customResources/cusShop/@'),
		);
		expect(messages(hints)).toEqual([]);
	});

	it('is looked for once when the first endpoint has it', async () => {
		const { items, requests } = await run('cusOrder', keys('cusOrder'));

		expect(items).toHaveLength(4);
		expect(calls(requests)[0]).toBe('GET profileAndServicesExt/resourceType/cusOrder');
		expect(requests).toHaveLength(5);
	});

	it.each([
		['cusorder', 'cusOrder'],
		['cusShops', 'cusShop'],
		['cus_product', 'cusProduct'],
	])('is refused with the one that is meant: %s', async (name, meant) => {
		const { errorItems, requests } = await run(name, Array<string>(25).fill('@a'));

		expect(errorItems).toHaveLength(25);
		errorItems.forEach(({ json }, index) => {
			expect(json.error).toContain(`Campaign has no custom resource '${name}' [item ${index}]`);
		});
		// The endpoints and their lists, each once a run.
		expect(requests).toHaveLength(4);
		const [first] = await harness
			.runNode({
				organization,
				node,
				parameters: get(inResource(name), record('id', '@a')),
			})
			.then(({ error }) => [error]);
		expect(first?.description).toContain(`Did you mean '${meant}'?`);
	});

	it('is refused without a guess where there is none', async () => {
		const { error } = await harness.runNode({
			organization,
			node,
			parameters: get(inResource('cusNothing'), record('id', '@a')),
		});

		expect(error?.message).toBe("Campaign has no custom resource 'cusNothing'");
		expect(error?.description).toMatch(/^Its name begins with 'cus', and letter case counts\./);
	});

	it.each([
		['503', { status: 503, body: '{"error_code":"503000","message":"Busy"}' }],
		['an error page', { status: 500, body: '<html><body>Oops</body></html>' }],
		['429', { status: 429, body: '{"error_code":"429050","message":"Too many"}' }],
	])('is not taken for unknown because of %s', async (_case, respond) => {
		control(organization).faults([{ path: 'resourceType', times: 2, respond }]);
		const { items, requests } = await run('cusShop', keys('cusShop'));

		expect(items).toHaveLength(3);
		expect(calls(requests).filter((call) => call.includes('resourceType'))).toHaveLength(4);
	});

	it('is not looked for elsewhere when an endpoint refuses to say', async () => {
		const respond = { status: 403, body: '{"error_code":"403024","message":"Forbidden"}' };
		control(organization).faults([{ path: 'profileAndServicesExt', times: 99, respond }]);
		const { errorItems, requests } = await run('cusShop', keys('cusShop').slice(0, 1));

		expect(errorItems[0].json.error).toContain('Adobe refused access');
		expect(calls(requests)).not.toContain('GET customResources/resourceType/cusShop');
	});
});
