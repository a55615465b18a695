import { startSandbox } from '../../../sandbox/server';
import { CREDENTIALS, parsed } from '../caller';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const { organizationWith, control, stored, call, get, keyOfAmy, amy, patchAmy } =
	sandboxFor('keys');

describe('keys', () => {
	it('the raw custom key addresses a profile on Ext: GET, PATCH, DELETE', async () => {
		const organization = organizationWith();
		const path = `${EXT}/C-1001`;
		expect(parsed(await get(organization, path)).email).toBe('amy.dakota@example.com');
		const body = { phone: '2', cusCustomerId: 'C-1001' };
		expect((await call(organization, { method: 'PATCH', path, body })).status).toBe(200);
		expect(amy(organization).phone).toBe('2');
		expect((await call(organization, { method: 'DELETE', path })).status).toBe(200);
		expect((await get(organization, path)).status).toBe(404);
	});

	it('a custom key with awkward characters is found when it is encoded', async () => {
		const organization = organizationWith();
		const cusCustomerId = 'A-1 #2?%é';
		control(organization).put({ cusCustomerId, email: 'odd@example.com' });
		const reply = await get(organization, `${EXT}/${encodeURIComponent(cusCustomerId)}`);
		expect(parsed(reply).email).toBe('odd@example.com');
	});

	it.each([
		['refused', 404, 'RST-360011 An error has occurred - please contact your administrator.'],
		['taken', 200, ''],
	] as const)('a slash in a custom key is %s', async (slashInKey, status, text) => {
		const organization = organizationWith({ slashInKey });
		control(organization).put({ cusCustomerId: 'A/1', email: 'odd@example.com' });
		const path = `${EXT}/A%2F1`;
		const read = await get(organization, path);
		const body = { phone: '2' };
		const written = await call(organization, { method: 'PATCH', path, body });
		const { phone } = stored(organization)[60];

		expect([read.status, written.status]).toEqual([status, status]);
		expect(phone).toBe(status === 200 ? '2' : '');
		if (status === 404) expect(read.text).toBe(`${text}\nError rc=-2003`);
		else expect(parsed(read).email).toBe('odd@example.com');
		// A slash that is not encoded separates parts of the path in any case.
		expect((await get(organization, `${EXT}/A/1`)).status).toBe(500);
	});

	it('keyLookup "internalId" reads digits as the number of a profile: GET, PATCH, DELETE', async () => {
		const organization = organizationWith({ keyLookup: 'internalId' });
		const { put, profiles } = control(organization);
		put({ cusCustomerId: '1', email: 'one@example.com' });
		for (const path of [`${EXT}/1`, 'profileAndServices/profile/1']) {
			expect(parsed(await get(organization, path)).email).toBe('amy.dakota@example.com');
		}
		const path = `${EXT}/1`;
		const body = { phone: '2', cusCustomerId: 'C-9001' };
		expect((await call(organization, { method: 'PATCH', path, body })).status).toBe(200);
		expect(amy(organization)).toMatchObject(body);
		expect((await call(organization, { method: 'DELETE', path })).status).toBe(200);

		expect((await get(organization, path)).status).toBe(404);
		expect((await get(organization, `${EXT}/61`)).status).toBe(200);
		expect(parsed(await get(organization, `${EXT}/C-1002`)).email).toBe('twins@example.com');
		expect(profiles().map(({ email }) => email)).toContain('one@example.com');
	});

	it('digits are a custom key like any other without keyLookup "internalId"', async () => {
		const organization = organizationWith();
		control(organization).put({ cusCustomerId: '1', email: 'one@example.com' });

		expect(parsed(await get(organization, `${EXT}/1`)).email).toBe('one@example.com');
		expect((await get(organization, `${EXT}/2`)).status).toBe(404);
		expect((await get(organization, `${STANDARD}/1`)).status).toBe(500);
	});

	it('a PKey works encoded, with a slash at the end, and with profile.json', async () => {
		const key = keyOfAmy('sandbox');
		for (const path of [
			`profile/${encodeURIComponent(key)}`,
			`profile/${key}/`,
			`profile.json/${key}`,
		]) {
			expect((await get('sandbox', `profileAndServices/${path}`)).status).toBe(200);
		}
	});

	it.each([
		[
			'changed by one character',
			(key: string) => key.slice(0, -2) + (key.at(-2) === 'A' ? 'B' : 'A') + key.slice(-1),
		],
		['cut', (key: string) => key.slice(0, 60)],
		[
			'with another end',
			(key: string) => key.slice(0, 43) + key.slice(43).split('').reverse().join(''),
		],
	])('a PKey %s is refused', async (_how, spoil) => {
		const reply = await get('sandbox', `${STANDARD}/${spoil(keyOfAmy('sandbox'))}`);
		expect(reply.status).toBe(500);
		expect(reply.text).toContain('XTK-170036');
	});

	it('the key of the subscriptions is not a PKey of the profile', async () => {
		const { subscriptions } = amy('sandbox') as unknown as {
			subscriptions: { href: string };
		};
		const reply = await fetch(subscriptions.href.replace('/subscriptions/', ''), {
			headers: CREDENTIALS,
		});
		expect(reply.status).toBe(500);
	});

	it('another sandbox does not know the keys of this one', async () => {
		const other = await startSandbox();
		try {
			const url = `${other.url}/sandbox/campaign/${STANDARD}/${keyOfAmy('sandbox')}`;
			const reply = await fetch(url, { headers: CREDENTIALS });
			expect(reply.status).toBe(500);
		} finally {
			await other.close();
		}
	});

	it('rotatePkeys gives a new PKey with every PATCH, and the old one stays valid', async () => {
		const organization = organizationWith({ rotatePkeys: true });
		const old = keyOfAmy(organization);
		const { PKey } = parsed(await patchAmy(organization, { phone: '2' }));
		expect(PKey).not.toBe(old);
		expect(PKey).toBe(keyOfAmy(organization));
		expect(parsed(await get(organization, `${STANDARD}/${old}`)).PKey).toBe(PKey);
	});

	it('uniqueEmail makes e-mail a key', async () => {
		const organization = organizationWith({
			uniqueEmail: true,
			profiles: [{ email: 'a@example.com' }],
		});
		const body = { email: 'a@example.com' };
		const reply = await call(organization, { method: 'POST', path: STANDARD, body });
		expect(reply.status).toBe(500);
		expect(reply.text).toMatch(/same key 'a@example.com' already exists[^]*PGS-220000/);
	});
});
