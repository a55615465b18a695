import { below, parsed, reflowed, type Json } from '../caller';
import { EXT, sandboxFor } from '../sandboxFor';

const { organizationWith, control, amy, call, get, list, patchAmy } = sandboxFor('units');

/** Campaign Standard API, 'Organizational units': the attributes that its samples print. */
const PRINTED = [
	'PKey',
	'created',
	'desc',
	'href',
	'label',
	'lastModified',
	'name',
	'parentTitle',
	'title',
];

describe.each([
	['orgUnitBase', 'orgUnit'],
	['geoUnitBase', 'geoUnit'],
])('units at %s', (resource, link) => {
	const UNITS = `profileAndServicesExt/${resource}`;
	const [ALL, NORTH] = [0, 1];
	const unit = async (organization: string, index: number) =>
		(await list(organization, `${UNITS}/`)).content[index];

	it("are listed and read as printed ('Organizational units')", async () => {
		const { content } = await list('sandbox', UNITS);
		const [all] = content;

		expect(content.map(({ title }) => title)).toEqual([
			'All (all)',
			'North (north)',
			'South (south)',
		]);
		expect(Object.keys(all)).toEqual(PRINTED);
		expect(parsed(await get('sandbox', below(all.href)))).toEqual(all);
		expect(parsed(await get('sandbox', `${UNITS}//_count`))).toEqual({ count: 3 });
		expect(parsed(await get('sandbox', `${UNITS}?_lineCount=1`))).toHaveProperty('next');
	});

	it("are renamed, and so is what links to them show ('Organizational units')", async () => {
		const organization = organizationWith();
		const { PKey, href } = await unit(organization, NORTH);
		await patchAmy(organization, { [link]: { PKey } }, EXT);
		const body = { label: 'North and West' };
		const reply = await call(organization, { method: 'PATCH', path: below(href), body });

		expect(reply.status).toBe(200);
		expect(parsed(reply)).toEqual({ PKey, href });
		expect((await unit(organization, NORTH)).title).toBe('North and West (north)');
		expect(amy(organization)[link]).toEqual({ PKey, href, title: 'North and West (north)' });
	});

	it('are neither created nor deleted', async () => {
		const organization = organizationWith();
		const { href } = await unit(organization, ALL);
		for (const [method, path] of [
			['POST', UNITS],
			['DELETE', below(href)],
		] as const) {
			const body = method === 'POST' ? {} : undefined;
			expect((await call(organization, { method, path, body })).status).toBe(500);
		}
		expect(control(organization).records(resource)).toHaveLength(3);
	});

	it('cannot be listed until a publication, and one by one they can (support article KA-14384)', async () => {
		const organization = organizationWith({ unitsListable: false });
		const refused = await get(organization, UNITS);
		const [{ href }] = control(organization).records(resource);

		expect(refused.status).toBe(404);
		expect(reflowed(refused.text)).toBe(
			'RST-360011 An error has occurred - please contact your administrator. Error rc=-2003',
		);
		expect((await get(organization, below(href))).status).toBe(200);
	});

	it('are on Ext alone, in the list of its resources, and not in v8', async () => {
		expect((await get('sandbox', `profileAndServices/${resource}`)).status).toBe(404);
		expect(parsed(await get('sandbox', 'profileAndServicesExt/'))).toHaveProperty(resource);
		const v8 = parsed(await get('sandbox-v8', 'profileAndServicesExt/'));
		expect(v8).not.toHaveProperty(resource);
		expect((await get('sandbox-v8', UNITS)).status).toBe(404);
		expect((await get('sandbox-v8', `${UNITS}/@x`)).status).toBe(404);
	});

	it('are described by metadata', async () => {
		const path = `profileAndServicesExt/resourceType/${resource}`;
		const { content } = parsed(await get('sandbox', path)) as { content: Record<string, Json> };
		expect(Object.keys(content)).toEqual(PRINTED);
		expect(content.label).toMatchObject({ readOnly: false });
	});
});
