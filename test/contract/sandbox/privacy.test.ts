import { CREATED_REQUEST, SENT_REQUEST } from '../adobe/examples/privacy';
import { below, parsed, withoutKeys, type Json } from '../caller';
import { sandboxFor } from '../sandboxFor';

const PRIVACY = 'privacy/privacyTool';

const { organizationWith, control, call, get, list } = sandboxFor('privacy');

const post = (organization: string, path: string, body: unknown) =>
	call(organization, { method: 'POST', path, body });

describe('a privacy request', () => {
	it("is created as printed ('Creating a privacy request')", async () => {
		const organization = organizationWith();
		const reply = await post(organization, PRIVACY, SENT_REQUEST);

		expect(reply.status).toBe(201);
		const { created, lastModified, namespace, ...rest } = withoutKeys(parsed(reply)) as Json;
		expect(JSON.stringify(rest)).toBe(JSON.stringify(withoutKeys(CREATED_REQUEST)));
		expect(created).toBe(lastModified);
		expect(Object.keys(namespace as Json)).toEqual(['PKey', 'title']);
	});

	it('is listed and read, with addresses below privacy/', async () => {
		const organization = organizationWith();
		const created = parsed(await post(organization, PRIVACY, SENT_REQUEST));
		const { content } = await list(organization, PRIVACY);
		const [, request] = content;

		expect(content.map(({ name }) => name)).toEqual(['PR1', 'PR2']);
		expect(request.PKey).toBe(created.PKey);
		expect(below(request.href)).toBe(`${PRIVACY}/${String(request.PKey)}`);
		expect(parsed(await get(organization, below(request.href)))).toEqual(request);
	});

	it('has a file with the data when it is complete, which is not XML', async () => {
		const organization = organizationWith();
		await post(organization, PRIVACY, SENT_REQUEST);
		const [, { PKey, href }] = control(organization).records('privacyTool');
		expect((await list(organization, PRIVACY)).content[1]).not.toHaveProperty('privacyRequestData');
		const file = `${below(href)}/privacyRequestData/`;
		expect((await post(organization, file, { name: 'PR2' })).status).toBe(500);

		control(organization).put({ PKey, status: 'complete' }, 'privacyTool');
		const { privacyRequestData } = (await list(organization, PRIVACY)).content[1];
		const path = below((privacyRequestData as { href: string }).href);
		expect(path).toBe(file);
		expect((await post(organization, path, { name: 'PR1' })).status).toBe(500);
		const reply = await post(organization, path, { name: 'PR2' });
		expect(reply.status).toBe(200);
		expect(JSON.parse(reply.text)).toMatch(/^<.*ines\.okafor@example\.com.*>$/);
	});

	it('has a name of its own and one of two types, and cannot be changed', async () => {
		const organization = organizationWith();
		const refused = [
			{ ...SENT_REQUEST, name: 'PR1' },
			{ ...SENT_REQUEST, type: 'forget' },
			{ ...SENT_REQUEST, status: 'complete' },
		];
		for (const body of refused) expect((await post(organization, PRIVACY, body)).status).toBe(500);
		const path = below(control(organization).records('privacyTool')[0].href);
		expect((await call(organization, { method: 'DELETE', path })).status).toBe(500);
		const body = { label: 'x' };
		expect((await call(organization, { method: 'PATCH', path, body })).status).toBe(500);
		expect(control(organization).records('privacyTool')).toHaveLength(1);
	});

	it("is not in v8 ('Limitations')", async () => {
		for (const reply of [await get('sandbox-v8', PRIVACY), await post('sandbox-v8', PRIVACY, {})]) {
			expect(reply.status).toBe(404);
			expect(reply.text).toBe(`Unsupported endpoint. (endpoint=rest/${PRIVACY})`);
		}
	});
});
