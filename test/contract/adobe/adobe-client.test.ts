import type { Json } from '../caller';
import { adobeClientFor, contentOf, ORGANIZATIONS } from './adobeClientFor';

const { client, control, keyOfAmy } = adobeClientFor('adobe-client');

describe.each(ORGANIZATIONS)("Adobe's client in the organization %s", (organization) => {
	it('reads a profile', async () => {
		const answer = await (await client({ organization })).getProfile(keyOfAmy(organization));

		expect(answer.status).toBe(200);
		expect(answer.body).toMatchObject({ firstName: 'Amy', email: 'amy.dakota@example.com' });
	});

	it('reads a sorted page with the address of the next one', async () => {
		const sdk = await client({ organization });
		const answer = await sdk.getAllProfiles({ lineCount: 4, order: 'email' });
		const emails = contentOf(answer).map(({ email }) => String(email));
		const { next } = answer.body as { next: { href: string } };

		expect(emails).toHaveLength(4);
		expect(emails).toEqual([...emails].sort());
		expect(next.href).toMatch(/_lineCount=4&_order=email&_lineStart=@/);
	});

	it('filters by e-mail and by text', async () => {
		const sdk = await client({ organization });
		const byEmail = await sdk.getAllProfiles({
			filters: ['byEmail'],
			email: "o'neil+news@example.com",
		});
		const byText = await sdk.getAllProfiles({ filters: ['byText'], text: 'Win' });

		expect(contentOf(byEmail)).toMatchObject([{ lastName: "O'Neil" }]);
		expect(contentOf(byText)).toMatchObject([{ firstName: 'Tara' }, { firstName: 'Tobin' }]);
	});

	it('updates a profile', async () => {
		const PKey = keyOfAmy(organization);
		const sdk = await client({ organization });
		// 34 characters into a field of 30, as the client's own end-to-end test sends them.
		const firstName = 'UPDATED_ACSSDK_Test_First_0a1b2c3d';
		const answer = await sdk.updateProfile(PKey, { firstName });

		expect(answer).toMatchObject({ status: 200, body: { PKey } });
		expect(Object.keys(answer.body as Json)).toEqual(['PKey', 'href']);
		const stored = (await sdk.getProfile(PKey)).body as Json;
		expect(stored.firstName).toBe('Updated_Acssdk_Test_First_0A1B');
		await sdk.updateProfile(PKey, { firstName: 'Amy' });
	});

	it('creates a profile', async () => {
		const answer = await (await client({ organization })).createProfile({ lastName: 'Newcomer' });

		expect(answer.status).toBe(201);
		expect(answer.body).toMatchObject({ lastName: 'Newcomer', gender: 'unknown', age: 0 });
	});

	it('reads metadata', async () => {
		const answer = await (await client({ organization })).getMetadataForResource('profile');
		expect(answer.body).toMatchObject({ name: 'profile', schema: 'nms:recipient' });
		const service = await (await client({ organization })).getMetadataForResource('service');
		expect(service).toMatchObject({ ok: true, body: { name: 'service', schema: 'nms:service' } });
	});

	it('reads services, with the parameters of its own end-to-end test, and one by its PKey', async () => {
		const sdk = await client({ organization });
		const answer = await sdk.getAllServices({ limit: 5, page: 0 });
		const [{ PKey }] = contentOf(answer);

		expect(answer.ok).toBe(true);
		expect(contentOf(answer).map(({ name }) => name)).toContain('SVC1');
		expect((await sdk.getService(String(PKey))).body).toEqual(contentOf(answer)[0]);
	});

	it('filters services by channel and text', async () => {
		const sdk = await client({ organization });
		const answer = await sdk.getAllServices({
			filters: ['byChannel', 'byText'],
			channel: 'email',
			text: 'Garden',
		});

		expect(contentOf(answer)).toMatchObject([{ name: 'SVC1' }]);
	});

	it('creates a service, and finds it by its name as a key', async () => {
		const sdk = await client({ organization });
		const name = `weekly-${organization}`;
		const { status, body } = await sdk.createService({ name, label: 'Weekly' });

		expect(status).toBe(201);
		expect(body).toMatchObject({ name, title: `Weekly (${name})`, messageType: 'email' });
		expect((await sdk.getService(name)).body).toEqual(body);
	});

	it('is refused with a wrong token and with a wrong key', async () => {
		const get = async (sdk: ReturnType<typeof client>) => (await sdk).getProfile('@any');

		await expect(get(client({ organization, token: 'wrong' }))).rejects.toThrow(
			/401 - Unauthorized.*401013.*Oauth token is not valid/,
		);
		await expect(get(client({ organization, apiKey: 'wrong' }))).rejects.toThrow(
			/403 - Forbidden.*403003.*Api Key is invalid/,
		);
	});
});

it("Adobe's client cannot parse the plain text for a malformed key, but shows it quoted", async () => {
	// The client reads plain text as YAML, and this one begins with a quotation mark.
	const get = async (organization: string) => {
		const sdk = await client({ organization });
		return await sdk.getProfile('@gibberish');
	};
	control('quoting').reset({ errorFraming: 'quoted-json' });

	await expect(get('sandbox')).rejects.toThrow(/Internal Server Error/);
	await expect(get('quoting')).rejects.toThrow(
		/500 - Internal Server Error.*'gibberish' attribute unknown.*XTK-170036/,
	);
});

it("Adobe's client shows v8's text for a malformed key", async () => {
	const sdk = await client({ organization: 'sandbox-v8' });

	await expect(sdk.getProfile('@gibberish')).rejects.toThrow(
		/404 - Not Found.*Unable to decrypt PKey\. \(PKey=@gibberish\)/,
	);
});

it("Adobe's client reads the history of a profile and its metadata, which v8 does not have", async () => {
	const sdk = await client();
	const v8 = await client({ organization: 'sandbox-v8' });

	const history = await sdk.getHistoryOfProfile(keyOfAmy('sandbox'));
	expect(history).toMatchObject({ status: 200, body: { email: 'amy.dakota@example.com' } });
	const metadata = await sdk.getMetadataForResource('history');
	expect(metadata).toMatchObject({ ok: true, body: { name: 'history', schema: 'nms:history' } });
	await expect(v8.getHistoryOfProfile(keyOfAmy('sandbox-v8'))).rejects.toThrow(
		/404 - Not Found.*Unsupported endpoint\. \(endpoint=rest\/profileAndServices\/history\/%40/,
	);
});

it("Adobe's client joins the lines for an unknown resource, as its issue 51 shows", async () => {
	const sdk = await client();

	await expect(sdk.getMetadataForResourceExt('cusNothing')).rejects.toThrow(
		/404 - Not Found.*RST-360011 An error has occurred - please contact your administrator\. Error rc=-2003/,
	);
});
