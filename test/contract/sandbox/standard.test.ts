import { CREDENTIALS, parsed, reflowed, type Json } from '../caller';
import { GATEWAY_ANSWERS } from '../adobe/examples/gateway';
import { EMAIL_ENTRY, METADATA_KEYS, PARTIAL_ENTRIES } from '../adobe/examples/metadata';
import { CREATED_PROFILE, FULL_PROFILE } from '../adobe/examples/profiles';
import { STANDARD_REFUSALS } from '../adobe/examples/refusals';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const JSON_TYPE = 'application/json;charset=utf-8';

const { organizationWith, baseUrl, control, stored, call, keyOfAmy } = sandboxFor('standard');

const withoutCustomFields = (names: string[]) => names.filter((name) => !name.startsWith('cus'));

describe('refusals of the Campaign server, as printed', () => {
	const organization = 'refusals';
	it.each(STANDARD_REFUSALS)('$name ($page)', async ({ request, status, text }) => {
		const path = request.path.replace('{PKey}', keyOfAmy(organization));
		const before = stored(organization);

		const reply = await call(organization, { ...request, path });

		expect(reply.status).toBe(status);
		expect(reply.contentType).toBe('text/plain;charset=utf-8');
		expect(reflowed(reply.text)).toBe(text);
		expect(stored(organization)).toEqual(before);
	});
});

describe('answers of the gateway, as printed', () => {
	it.each(GATEWAY_ANSWERS)('$name ($page)', async ({ organization, headers, status, body }) => {
		const reply = await call(organization, { method: 'GET', path: STANDARD, headers });

		expect(reply.status).toBe(status);
		expect(reply.contentType).toBe('application/json');
		expect(reply.text).toBe(body);
		expect(reply.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
	});

	it('checks the API key before the token, and the token before the organization', async () => {
		const get = (headers: Record<string, string>) =>
			call('unknown-organization', { method: 'GET', path: STANDARD, headers });

		expect(parsed(await get({}))).toMatchObject({ error_code: '403000' });
		expect(parsed(await get({ ...CREDENTIALS, Authorization: 'Bearer wrong' }))).toMatchObject({
			error_code: '401013',
		});
	});
});

describe('a profile', () => {
	it('reads exactly as published, key order included', async () => {
		const organization = organizationWith();
		const units = async (resource: string) => {
			const path = `profileAndServicesExt/${resource}`;
			const list = parsed(await call(organization, { method: 'GET', path }));
			return (list.content as Array<{ PKey: string }>)[0].PKey;
		};
		const given = {
			...FULL_PROFILE,
			PKey: undefined,
			orgUnit: { PKey: await units('orgUnitBase') },
			geoUnit: { PKey: await units('geoUnitBase') },
		};
		const { PKey } = control(organization).put(given);

		const reply = await call(organization, { method: 'GET', path: `${EXT}/${PKey}` });

		expect(reply).toMatchObject({ status: 200, contentType: JSON_TYPE });
		const profile = parsed(reply);
		expect(withoutCustomFields(Object.keys(profile))).toEqual(Object.keys(FULL_PROFILE));
		expect(Object.keys(profile)).toEqual([...Object.keys(profile)].sort());
		const opaque = { PKey: 0, href: 0, cryptedId: 0, subscriptions: 0, orgUnit: 0, geoUnit: 0 };
		expect({ ...profile, ...opaque, age: 51 }).toMatchObject({ ...FULL_PROFILE, ...opaque });
		expect(profile.orgUnit).toMatchObject({ title: 'All (all)' });
		expect(Object.keys(profile.orgUnit as Json)).toEqual(Object.keys(FULL_PROFILE.orgUnit));
	});

	it('has opaque keys of the published form', async () => {
		const path = `${EXT}/C-1001`;
		const profile = parsed(await call('sandbox', { method: 'GET', path }));
		const key = String(profile.PKey);
		const base = `${baseUrl()}/sandbox/campaign/${EXT}`;
		const { href } = profile.subscriptions as { href: string };

		expect(key).toMatch(/^@[A-Za-z0-9_-]{91}$/);
		expect(profile.href).toBe(`${base}/${key}`);
		expect(profile.cryptedId).toMatch(/^[A-Za-z0-9+/]{70}==$/);
		const collectionKey = href.slice(base.length + 1).replace('/subscriptions/', '');
		expect(collectionKey).toMatch(/^@[A-Za-z0-9_-]{91}$/);
		expect(collectionKey).not.toBe(key);
		expect(collectionKey.slice(0, 43)).toBe(key.slice(0, 43));
		const subscriptions = await fetch(href, { headers: CREDENTIALS });
		expect(await subscriptions.json()).toMatchObject({ count: { value: 2 } });
	});

	it('is created with 201 and every default (hands-on lab of 2018)', async () => {
		const reply = await call(organizationWith(), {
			method: 'POST',
			path: `${EXT}/`,
			body: { email: 'jane@example.com', firstName: 'Jane', lastName: 'Van Der Doe' },
		});

		expect(reply).toMatchObject({ status: 201, contentType: JSON_TYPE });
		expect(parsed(reply)).toMatchObject(CREATED_PROFILE);
		expect(parsed(reply)).toMatchObject({ orgUnit: null, geoUnit: null });
		expect(parsed(reply).created).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/);
	});

	it("is updated with 200 and { PKey, href } alone ('Updating profiles')", async () => {
		const organization = organizationWith();
		const path = `${STANDARD}/${keyOfAmy(organization)}`;

		const reply = await call(organization, {
			method: 'PATCH',
			path,
			body: { phone: '3301020304' },
		});

		expect(reply).toMatchObject({ status: 200, contentType: JSON_TYPE });
		expect(parsed(reply)).toEqual({
			PKey: keyOfAmy(organization),
			href: `${baseUrl()}/${organization}/campaign/${path}`,
		});
		expect(stored(organization)[0]).toMatchObject({
			phone: '3301020304',
			firstName: 'Amy',
		});
	});

	it("is deleted with 200 ('Verbs'), and then not found", async () => {
		const organization = organizationWith();
		const path = `${STANDARD}/${keyOfAmy(organization)}`;

		expect(await call(organization, { method: 'DELETE', path })).toMatchObject({
			status: 200,
			text: '',
		});
		const gone = await call(organization, { method: 'GET', path });
		expect(gone.status).toBe(404);
		expect(gone.text).toContain("Unable to find document with path 'Profile'");
	});

	it('hides acsId, units and custom fields on profileAndServices', async () => {
		const path = `${STANDARD}/${keyOfAmy('sandbox')}`;
		const names = Object.keys(parsed(await call('sandbox', { method: 'GET', path })));

		const extOnly = ['acsId', 'geoUnit', 'orgUnit'];
		expect(names).toEqual(Object.keys(FULL_PROFILE).filter((name) => !extOnly.includes(name)));
	});
});

describe('a list', () => {
	it('is wrapped as published (global concepts page of 2019)', async () => {
		const path = `${STANDARD}?_lineCount=1`;
		const list = parsed(await call('sandbox', { method: 'GET', path }));
		const href = (name: string) => (list[name] as { href: string }).href;
		const base = `${baseUrl()}/sandbox/campaign/${STANDARD}`;

		expect(Object.keys(list)).toEqual(['content', 'count', 'next', 'serverSidePagination']);
		expect(list.content).toHaveLength(1);
		expect(list.serverSidePagination).toBe(true);
		const start = href('next').slice(-49);
		expect(start).toMatch(/^@[A-Za-z0-9_-]{48}$/);
		expect(href('next')).toBe(`${base}/?_lineCount=1&_lineStart=${start}`);
		expect(href('count')).toBe(`${base}//_count?_lineCount=1&_lineStart=${start}`);
	});

	it("has the total at count.href ('Counting records')", async () => {
		const path = `${STANDARD}//_count?_lineCount=1`;
		expect(parsed(await call('sandbox', { method: 'GET', path }))).toEqual({ count: 60 });
	});

	it("holds scalars for one attribute, and no count ('Retrieving profiles')", async () => {
		const path = `${STANDARD}/email?_lineCount=3`;
		const list = parsed(await call('sandbox', { method: 'GET', path }));

		expect(Object.keys(list)).toEqual(['content', 'next', 'serverSidePagination']);
		expect(list.content).toEqual([
			'amy.dakota@example.com',
			'twins@example.com',
			'twins@example.com',
		]);
	});
});

describe('metadata', () => {
	const read = async (endpoint: string) => {
		const path = `${endpoint}/resourceType/profile`;
		const metadata = parsed(await call('sandbox', { method: 'GET', path }));
		return { metadata, content: metadata.content as Record<string, Json> };
	};

	it("has the printed keys and values ('Metadata mechanism')", async () => {
		const { metadata } = await read('profileAndServices');

		expect(Object.keys(metadata)).toEqual(METADATA_KEYS);
		expect(metadata).toMatchObject({
			apiName: 'resourceType',
			data: '/profileAndServices/profile/',
			help: 'Identified profiles',
			href: `${baseUrl()}/sandbox/campaign/profileAndServices/profile/metadata`,
			label: 'Profiles',
			name: 'profile',
			pkgStatus: 'never',
			schema: 'nms:recipient',
			type: 'item',
		});
	});

	it('describes email with the 19 printed keys', async () => {
		const { content } = await read('profileAndServices');
		const { PKey, ...email } = content.email;

		expect(PKey).toMatch(/^@/);
		expect(email).toEqual(EMAIL_ENTRY);
		expect(Object.keys(content.email)).toEqual(['PKey', ...Object.keys(EMAIL_ENTRY)]);
	});

	it.each(Object.keys(PARTIAL_ENTRIES))('describes %s as printed', async (name) => {
		const { content } = await read('profileAndServices');
		expect(content[name]).toMatchObject(PARTIAL_ENTRIES[name]);
	});

	it('names the values of enumerations, custom fields and units on Ext alone', async () => {
		const standard = (await read('profileAndServices')).content;
		const ext = (await read('profileAndServicesExt')).content;

		expect(Object.keys(ext.gender.values as Json)).toEqual(['unknown', 'male', 'female']);
		expect(Object.keys(ext.timeZone.values as Json)).toContain('Gmt_m5');
		expect(Object.keys(ext.preferredLanguage.values as Json)).toHaveLength(158);
		expect(ext.orgUnit).toMatchObject({ type: 'link', resType: 'link', resTarget: 'orgUnitBase' });
		expect(ext.cusCustomerId).toMatchObject({ type: 'string', length: '50', readOnly: false });
		expect(standard).not.toHaveProperty('cusCustomerId');
		expect(standard).not.toHaveProperty('orgUnit');
	});

	it('has the address of the filters', async () => {
		const { metadata } = await read('profileAndServices');
		const { href } = metadata.filters as { href: string };
		const filters = (await (await fetch(href, { headers: CREDENTIALS })).json()) as Json;
		expect(filters.byEmail).toMatchObject({
			data: '/profileAndServices/profile/byEmail?email=$value',
		});
	});
});
