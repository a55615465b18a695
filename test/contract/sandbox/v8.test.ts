import { parsed, reflowed } from '../caller';
import { V8_REFUSALS } from '../adobe/examples/refusals';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const { organizationWith, stored, call, keyOfAmy } = sandboxFor('v8');

describe('refusals of the Campaign v8 server, as printed', () => {
	const organization = 'refusals-v8';
	it.each(V8_REFUSALS)('$name ($page)', async ({ request, status, text }) => {
		const path = request.path.replace('{PKey}', keyOfAmy(organization));
		const before = stored(organization);

		const reply = await call(organization, { ...request, path });

		expect(reply.status).toBe(status);
		expect(reply.contentType).toBe('text/plain;charset=utf-8');
		expect(reflowed(reply.text)).toBe(text);
		expect(stored(organization)).toEqual(before);
	});
});

describe("differences of Campaign v8 ('Limitations')", () => {
	it('an empty PATCH answers 204 without a body', async () => {
		const organization = organizationWith({ dialect: 'v8' });
		const path = `${STANDARD}/${keyOfAmy(organization)}`;

		const reply = await call(organization, { method: 'PATCH', path, body: {} });

		expect(reply).toMatchObject({ status: 204, text: '', contentType: null });
	});

	it('a PATCH of location stores nothing, a POST takes it', async () => {
		const organization = organizationWith({ dialect: 'v8' });
		const location = { city: 'Springvale', zipCode: '10101' };
		const body = { phone: '1', location };
		const path = `${STANDARD}/${keyOfAmy(organization)}`;

		await call(organization, { method: 'PATCH', path, body });
		const created = await call(organization, { method: 'POST', path: STANDARD, body });

		expect(stored(organization)[0].phone).toBe('3301020300');
		expect(parsed(created).location).toMatchObject(location);
	});

	it('time zone and CCPA opt-out are on Ext alone, organizational units are gone', async () => {
		const amy = keyOfAmy('sandbox-v8');
		const read = async (path: string) =>
			parsed(await call('sandbox-v8', { method: 'GET', path: `${path}/${amy}` }));
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
		const list = parsed(await call('sandbox-v8', { method: 'GET', path }));

		expect(Object.keys(list)).toEqual(['content', 'count', 'next', 'serverSidePagination']);
	});

	it('a PKey of another organization is malformed here', async () => {
		const foreign = keyOfAmy('sandbox');
		const path = `${STANDARD}/${foreign}`;
		const reply = await call('sandbox-v8', { method: 'GET', path });

		expect(reply.status).toBe(404);
		expect(reply.text).toContain(`Unable to decrypt PKey. (PKey=${foreign})`);
	});

	it('updates, creates and deletes as Campaign Standard does', async () => {
		const organization = organizationWith({ dialect: 'v8' });
		const PKey = keyOfAmy(organization);
		const path = `${EXT}/${PKey}`;
		const send = (method: 'PATCH' | 'DELETE' | 'GET', body?: object) =>
			call(organization, { method, path, body });

		const updated = await send('PATCH', { phone: '3301020304', cusLoyaltyTier: 'gold' });
		expect(updated.status).toBe(200);
		expect(Object.keys(parsed(updated))).toEqual(['PKey', 'href']);
		expect(stored(organization)[0]).toMatchObject({
			phone: '3301020304',
			cusLoyaltyTier: 'gold',
		});
		expect(await send('DELETE')).toMatchObject({ status: 200, text: '' });
		const gone = await send('GET');
		expect(gone.status).toBe(404);
		expect(gone.text).toMatch(/^Unable to find document/);
	});
});
