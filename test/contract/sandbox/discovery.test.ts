import { LISTED_RESOURCE } from '../adobe/examples/customResources';
import { below, parsed, withoutKeys, type Json } from '../caller';
import { sandboxFor } from '../sandboxFor';

const ORDERS = 'profileAndServicesExt/cusOrder';
const INVOICES = 'profileAndServicesExt/cusInvoice';
const SHOPS = 'customResources/cusShop';

const { organizationWith, control, call, get, list } = sandboxFor('discovery');

const post = (organization: string, path: string, body: unknown) =>
	call(organization, { method: 'POST', path, body });
const patch = (organization: string, path: string, body: unknown) =>
	call(organization, { method: 'PATCH', path, body });

describe("the resources of an endpoint ('Custom resources')", () => {
	const resources = async (organization: string, path: string) =>
		parsed(await get(organization, path)) as Record<string, Json> & { apiName: string };

	it.each(['profileAndServicesExt', 'profileAndServicesExt/'])('are listed at %s', async (path) => {
		const { apiName, ...members } = await resources('sandbox', path);

		expect(apiName).toBe('resourceType');
		expect(Object.keys(members)).toEqual(
			expect.arrayContaining([
				'cusInvoice',
				'cusLoyalty',
				'cusOrder',
				'cusProduct',
				'profile',
				'service',
			]),
		);
		expect(members).not.toHaveProperty('cusShop');
		expect(members).not.toHaveProperty('history');
		expect(members).not.toHaveProperty('subscription');
		const { content, ...order } = members.cusOrder;
		expect(withoutKeys(order)).toEqual(LISTED_RESOURCE);
		expect(content).toHaveProperty('order_number');
		expect(parsed(await get('sandbox', below(order.href)))).toMatchObject({ name: 'cusOrder' });
	});

	it('have the name of the first in the second, as the printed sample has', async () => {
		const listed = await get('sandbox', 'profileAndServicesExt/');
		const members = Object.entries(parsed(listed) as Record<string, Json>);
		const [, [first, { name }], [second, { name: repeated }]] = members;
		expect(name).toBe(first);
		expect(repeated).toBe(first);
		expect(second).not.toBe(first);
	});

	it('are listed at customResources/ in the same way', async () => {
		const { apiName, ...members } = await resources('sandbox-v8', 'customResources/');
		expect(apiName).toBe('resourceType');
		expect(Object.keys(members)).toEqual(['cusShop', 'cusTag']);
		expect(members.cusShop).toMatchObject({ data: '/customResources/cusShop/', help: 'Shops' });
	});

	it.each([
		[{ customResourcesListable: false }, 404, 200],
		[{ extListable: false }, 200, 404],
	])('are not listed with %j', async (settings, unlinked, ext) => {
		const organization = organizationWith(settings);
		expect((await get(organization, 'customResources/')).status).toBe(unlinked);
		expect((await get(organization, 'profileAndServicesExt/')).status).toBe(ext);
		expect((await get(organization, SHOPS)).status).toBe(200);
	});

	it('are read, and not written', async () => {
		expect((await post('sandbox', 'customResources', {})).status).toBe(404);
		expect((await get('sandbox', 'profileAndServices')).status).toBe(404);
	});

	it('move to the other endpoint with movedResources', async () => {
		const organization = organizationWith({ movedResources: ['cusShop', 'cusOrder'] });
		const moved = 'profileAndServicesExt/cusShop';
		const { content } = await list(organization, moved);

		expect((await get(organization, SHOPS)).status).toBe(404);
		expect((await get(organization, ORDERS)).status).toBe(404);
		expect(below(content[0].href)).toBe(`${moved}/${String(content[0].PKey)}`);
		expect(control(organization).records('cusShop')[0].href).toBe(content[0].href);
		expect((await patch(organization, below(content[0].href), { visits: 1 })).status).toBe(200);
		expect(Object.keys(await resources(organization, 'customResources/'))).toEqual([
			'apiName',
			'cusOrder',
			'cusTag',
		]);
		const [invoice] = (await list(organization, INVOICES)).content;
		const { href } = invoice.cusOrderlink as { href: string };
		expect(below(href)).toMatch(/^customResources\/cusOrder\/@/);
		expect((await get(organization, below(href))).status).toBe(200);
	});

	it('that move are a list of names', () => {
		const reset = () =>
			control('sandbox').reset({ movedResources: 'cusShop' as unknown as string[] });
		expect(reset).toThrow('Setting "movedResources" is a list of paths of custom resources.');
	});
});
