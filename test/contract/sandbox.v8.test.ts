import { startSandbox, type Sandbox } from '../../sandbox/server';
import { call, keyOfAmy, parsed, reflowed } from './examples/caller';
import { V8_REFUSALS } from './examples/refusals';

const STANDARD = 'profileAndServices/profile';
const EXT = 'profileAndServicesExt/profile';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

let serial = 0;
const newOrganization = () => `migrated-${++serial}-v8`;

describe('refusals of the Campaign v8 server, as printed', () => {
	const organization = 'refusals-v8';
	it.each(V8_REFUSALS)('$name ($page)', async ({ request, status, text }) => {
		const path = request.path.replace('{PKey}', keyOfAmy(sandbox, organization));
		const before = sandbox.organization(organization).profiles();

		const reply = await call(sandbox, organization, { ...request, path });

		expect(reply.status).toBe(status);
		expect(reply.contentType).toBe('text/plain;charset=utf-8');
		expect(reflowed(reply.text)).toBe(text);
		expect(sandbox.organization(organization).profiles()).toEqual(before);
	});
});

describe("differences of Campaign v8 ('Limitations')", () => {
	it('an empty PATCH answers 204 without a body', async () => {
		const organization = newOrganization();
		const path = `${STANDARD}/${keyOfAmy(sandbox, organization)}`;

		const reply = await call(sandbox, organization, { method: 'PATCH', path, body: {} });

		expect(reply).toMatchObject({ status: 204, text: '', contentType: null });
	});

	it('a PATCH of location stores nothing, a POST takes it', async () => {
		const organization = newOrganization();
		const location = { city: 'Springvale', zipCode: '10101' };
		const body = { phone: '1', location };
		const path = `${STANDARD}/${keyOfAmy(sandbox, organization)}`;

		await call(sandbox, organization, { method: 'PATCH', path, body });
		const created = await call(sandbox, organization, { method: 'POST', path: STANDARD, body });

		expect(sandbox.organization(organization).profiles()[0].phone).toBe('3301020300');
		expect(parsed(created).location).toMatchObject(location);
	});

	it('time zone and CCPA opt-out are on Ext alone, organizational units are gone', async () => {
		const amy = keyOfAmy(sandbox, 'sandbox-v8');
		const read = async (path: string) =>
			parsed(await call(sandbox, 'sandbox-v8', { method: 'GET', path: `${path}/${amy}` }));
		const standard = await read(STANDARD);
		const ext = await read(EXT);

		expect(ext).toMatchObject({ timeZone: 'America_New_York', ccpaOptOut: false });
		expect(ext).toHaveProperty('cusCustomerId', 'C-1001');
		expect(standard).toHaveProperty('email', 'amy.dakota@example.com');
		for (const name of ['timeZone', 'ccpaOptOut', 'ccpaOptOutLastModified', 'orgUnit']) {
			expect(standard).not.toHaveProperty(name);
		}
		expect(ext).not.toHaveProperty('orgUnit');
	});

	it('a projection has a count', async () => {
		const path = `${STANDARD}/email?_lineCount=1`;
		const list = parsed(await call(sandbox, 'sandbox-v8', { method: 'GET', path }));

		expect(Object.keys(list)).toEqual(['content', 'count', 'next', 'serverSidePagination']);
	});

	it('a PKey of another organization is none', async () => {
		const foreign = keyOfAmy(sandbox, 'sandbox');
		const path = `${STANDARD}/${foreign}`;
		const reply = await call(sandbox, 'sandbox-v8', { method: 'GET', path });

		expect(reply.status).toBe(404);
		expect(reply.text).toContain(`Unable to decrypt PKey. (PKey=${foreign})`);
	});

	it('updates, creates and deletes as Campaign Standard does', async () => {
		const organization = newOrganization();
		const PKey = keyOfAmy(sandbox, organization);
		const path = `${EXT}/${PKey}`;
		const send = (method: 'PATCH' | 'DELETE' | 'GET', body?: object) =>
			call(sandbox, organization, { method, path, body });

		const updated = await send('PATCH', { phone: '3301020304', cusLoyaltyTier: 'gold' });
		expect(updated.status).toBe(200);
		expect(Object.keys(parsed(updated))).toEqual(['PKey', 'href']);
		expect(sandbox.organization(organization).profiles()[0]).toMatchObject({
			phone: '3301020304',
			cusLoyaltyTier: 'gold',
		});
		expect(await send('DELETE')).toMatchObject({ status: 200, text: '' });
		const gone = await send('GET');
		expect(gone.status).toBe(404);
		expect(gone.text).toMatch(/^Unable to find document/);
	});
});
