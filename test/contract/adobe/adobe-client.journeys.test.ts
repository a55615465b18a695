import { randomBytes } from 'node:crypto';
import { API_KEY, STATIC_TOKEN } from '../../../sandbox/server';
import type { Json } from '../caller';
import { adobeClientFor, ORGANIZATIONS } from './adobeClientFor';

/** What the end-to-end tests of Adobe's client expect of a live instance of Standard, and of v8 where that differs. */
const { client } = adobeClientFor('client-journeys');

/** The parameters of those tests, of which Campaign knows none. */
const PAGE = { limit: 5, page: 0 };

const randomName = (bytes = 16) => randomBytes(bytes).toString('hex');

describe.each(ORGANIZATIONS)("end-to-end tests of Adobe's client in %s", (organization) => {
	const v8 = organization.endsWith('-v8');

	it('the client keeps the credentials that it is given', async () => {
		expect(await client({ organization })).toMatchObject({
			tenantId: organization,
			apiKey: API_KEY,
			accessToken: STATIC_TOKEN,
		});
	});

	it.each([
		['token', { token: 'bad_access_token' }, '401'],
		['API key', { apiKey: 'bad_api_key' }, '403'],
	])('a bad %s is named by its status', async (_name, wrong, status) => {
		const sdk = await client({ organization, ...wrong });
		await expect(sdk.getAllProfiles()).rejects.toThrow(status);
	});

	it('a bad organization is an error, whatever the status', async () => {
		const sdk = await client({ organization: 'unknown-organization' });
		await expect(sdk.getAllProfiles()).rejects.toMatchObject({ code: 'ERROR_GET_ALL_PROFILES' });
	});

	it('profiles and services are listed', async () => {
		const sdk = await client({ organization });
		expect(await sdk.getAllProfiles(PAGE)).toMatchObject({ ok: true });
		expect(await sdk.getAllServices(PAGE)).toMatchObject({ ok: true });
	});

	it('organizational units are listed, in Standard alone', async () => {
		const units = (await client({ organization })).getAllOrgUnits(PAGE);
		if (v8) await expect(units).rejects.toMatchObject({ code: 'ERROR_GET_ALL_ORG_UNITS' });
		else expect(await units).toMatchObject({ ok: true });
	});

	it('metadata is read of profiles and services, and of history in Standard alone', async () => {
		const sdk = await client({ organization });
		expect(await sdk.getMetadataForResource('profile')).toMatchObject({ ok: true });
		expect(await sdk.getMetadataForResource('service')).toMatchObject({ ok: true });
		const history = sdk.getMetadataForResource('history');
		if (v8)
			await expect(history).rejects.toMatchObject({ code: 'ERROR_GET_METADATA_FOR_RESOURCE' });
		else expect(await history).toMatchObject({ ok: true });
	});

	it('custom resources are listed', async () => {
		const sdk = await client({ organization });
		expect(await sdk.getCustomResources(PAGE)).toMatchObject({ ok: true });
	});

	it('a custom resource that does not exist has no rows to read, create or delete', async () => {
		const sdk = await client({ organization });
		const customResource = randomName();

		// The tests give an object where the method takes a name.
		await expect(sdk.getAllCustomResources({ customResource })).rejects.toMatchObject({
			code: 'ERROR_GET_ALL_CUSTOM_RESOURCES',
		});
		await expect(sdk.createCustomResource(customResource, {})).rejects.toMatchObject({
			code: 'ERROR_CREATE_CUSTOM_RESOURCE',
		});
		await expect(sdk.deleteCustomResource(customResource, '@gibberish')).rejects.toMatchObject({
			code: 'ERROR_DELETE_CUSTOM_RESOURCE',
		});
	});

	it('an update with the key in the place of the body is refused by the text of that body', async () => {
		// The test mixes up the last two arguments, so that the client sends the key as the body, to an address without a key.
		const sdk = await client({ organization });
		const update = sdk.updateCustomResource(randomName(), {}, '@gibberish');

		if (v8) await expect(update).rejects.toMatchObject({ code: 'ERROR_UPDATE_CUSTOM_RESOURCE' });
		else await expect(update).rejects.toThrow("'@gibberish' is not a valid constant");
	});

	it('a profile is created, updated and read', async () => {
		const sdk = await client({ organization });
		const name = randomName(4);
		const firstName = `ACSSDK_Test_First_${name}`;
		const profile = {
			email: `${firstName}@example.com`,
			firstName,
			lastName: `ACSSDK_Test_Last_${name}`,
		};
		const created = await sdk.createProfile(profile);
		expect(created.status).toBe(201);

		const { PKey } = created.body as Json;
		const updated = await sdk.updateProfile(String(PKey), { firstName: `UPDATED_${firstName}` });
		expect(updated.status).toBe(200);
		const read = await sdk.getProfile(String((updated.body as Json).PKey));
		expect(read.status).toBe(200);
	});
});
