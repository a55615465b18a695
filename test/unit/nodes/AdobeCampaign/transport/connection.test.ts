import {
	CredentialOfItems,
	readConnection,
} from '../../../../../nodes/AdobeCampaign/transport/connection';
import type { IDataObject } from 'n8n-workflow';

import { contextOf, CREDENTIAL } from '../context';

const read = async (
	credential: IDataObject,
	authentication: 'accessToken' | 'oAuth2' = 'accessToken',
) => await readConnection(contextOf({ credential: () => credential }), authentication, 0);

describe('Organization', () => {
	it.each(['acme', 'Acme-2.test', '  acme\n', '0'])('%j is taken', async (organization) => {
		const connection = await read({ ...CREDENTIAL, organization });

		expect(connection.organization).toBe(organization.trim());
	});

	it.each([
		['', 'It is empty.'],
		['   ', 'It is empty.'],
		[undefined, 'It is empty.'],
		['5D1@AdobeOrg', 'It is the ID of your company at Adobe'],
		['https://acme.campaign.adobe.com', 'It is a URL.'],
		['acme/x', 'It is a URL.'],
		['ac me', 'It has characters that cannot be in it.'],
		['.acme', 'It has characters that cannot be in it.'],
		['..', 'It has characters that cannot be in it.'],
	])('%j is refused: %s', async (organization, problem) => {
		await expect(read({ ...CREDENTIAL, organization })).rejects.toMatchObject({
			message: "'Organization' in the credential is not the name of a Campaign organization",
			description: expect.stringContaining(problem),
		});
	});
});

describe('Base URL', () => {
	it.each([
		['https://mc.adobe.io/', 'https://mc.adobe.io'],
		[' http://127.0.0.1:8070/path// ', 'http://127.0.0.1:8070/path'],
		['mc.adobe.io', 'https://mc.adobe.io'],
		[' proxy.example:8443/campaign/ ', 'https://proxy.example:8443/campaign'],
	])(
		'%j is taken with what is missing in front, and without the slash at its end',
		async (baseUrl, expected) => {
			expect((await read({ ...CREDENTIAL, baseUrl })).baseUrl).toBe(expected);
		},
	);

	it.each(['', 'ftp://mc.adobe.io', 'https://', 'mc adobe io'])(
		'%j is refused',
		async (baseUrl) => {
			await expect(read({ ...CREDENTIAL, baseUrl })).rejects.toThrow(
				"'Base URL' in the credential is not a web address",
			);
		},
	);
});

describe('The headers that n8n does not add', () => {
	it('are the API key for OAuth2 alone', async () => {
		const { headers, credentialType } = await read({ ...CREDENTIAL, clientId: ' id-1 ' }, 'oAuth2');
		expect(headers).toEqual({ 'X-Api-Key': 'id-1' });
		expect(credentialType).toBe('adobeCampaignOAuth2Api');

		const plain = await read(CREDENTIAL);
		expect(plain.headers).toEqual({});
		expect(plain.credentialType).toBe('adobeCampaignApi');
	});
});

describe('A token that n8n has stored', () => {
	it.each([
		['oAuth2' as const, {}, true],
		['oAuth2' as const, { oauthTokenData: { access_token: '' } }, true],
		['oAuth2' as const, { oauthTokenData: { access_token: 'stored-1' } }, undefined],
		['accessToken' as const, {}, undefined],
	])('is missed with %s and %j: %s', async (authentication, token, isCold) => {
		expect((await read({ ...CREDENTIAL, ...token }, authentication)).isCold).toBe(isCold);
	});

	it('is that of the node’s credential', async () => {
		const credentials = { adobeCampaignApi: { id: '7', name: 'Mine' } };
		const context = contextOf({ node: { credentials } });

		expect((await readConnection(context, 'accessToken', 0)).credentialId).toBe('7');
	});

	it('without an id is that of its tenant', async () => {
		const [one, other] = await Promise.all(
			['acme', 'other'].map(async (organization) => await read({ ...CREDENTIAL, organization })),
		);

		expect(one.credentialId).not.toBe(other.credentialId);
		expect(one.credentialId).toContain('/acme');
	});
});

describe('The secrets', () => {
	it('are all keys and tokens, without the word Bearer and without empty ones', async () => {
		const { secrets } = await read({
			...CREDENTIAL,
			accessToken: 'Bearer token-1',
			clientId: 'id-1',
			clientSecret: 'secret-1',
			oauthTokenData: { access_token: 'stored-1' },
		});
		expect(secrets).toEqual(['key-1', 'id-1', 'secret-1', 'token-1', 'stored-1']);

		expect((await read({ ...CREDENTIAL, oauthTokenData: '' })).secrets).toEqual([
			'key-1',
			'token-1',
		]);
	});
});

describe('A credential with expressions', () => {
	/** @param organizationOf the organization for an item; undefined when its expression fails there */
	function scene(organizationOf: (index: number) => string | undefined, items: number) {
		const read: number[] = [];
		const context = contextOf({
			items: Array.from({ length: items }, () => ({})),
			credential: (index) => {
				read.push(index);
				const organization = organizationOf(index);
				if (organization === undefined) throw new Error('No such item');
				return { ...CREDENTIAL, organization };
			},
		});
		return { read, credentials: new CredentialOfItems(context, 'adobeCampaignApi') };
	}

	/** The items that are refused. */
	async function refused(organizationOf: (index: number) => string | undefined, items: number) {
		const { credentials } = scene(organizationOf, items);
		const results = await Promise.allSettled(
			Array.from({ length: items }, async (_, index) => await credentials.refuseAnother(index)),
		);
		return results.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []));
	}

	it.each([
		['that are the same for all items', () => 'acme', 3, []],
		['of the item’s data', (index: number) => (index === 1 ? 'other' : 'acme'), 3, [1]],
		[
			'that fail beyond the items',
			(index: number) => (index < 20 ? `acme${index % 2}` : undefined),
			4,
			[1, 3],
		],
		[
			'that differ only in the last of many',
			(index: number) => (index === 29 ? 'x' : 'acme'),
			30,
			[29],
		],
		[
			'that differ only between the first ten and the last, and show it beyond the items',
			(index: number) => (index === 15 ? 'x' : index < 30 ? 'acme' : undefined),
			30,
			[15],
		],
	] as Array<[string, (index: number) => string | undefined, number, number[]]>)(
		'%s',
		async (_name, organizationOf, items, expected) => {
			expect(await refused(organizationOf, items)).toEqual(expected);
		},
	);

	it('is not read for a single item', async () => {
		const { credentials, read } = scene(() => 'acme', 1);
		await credentials.refuseAnother(0);

		expect(read).toEqual([]);
	});

	it('is read a few times, and not for each of many items, when it is the same', async () => {
		const { credentials, read } = scene(() => 'acme', 500);
		for (let index = 0; index < 500; index += 1) await credentials.refuseAnother(index);

		expect(read.length).toBeLessThan(20);
	});

	it('compares only what decides where a request goes and on whose behalf', async () => {
		let times = 0;
		const context = contextOf({
			items: [{}, {}],
			credential: () => ({ ...CREDENTIAL, oauthTokenData: { access_token: `${times++}` } }),
		});
		const credentials = new CredentialOfItems(context, 'adobeCampaignOAuth2Api');

		await expect(credentials.refuseAnother(1)).resolves.toBeUndefined();
	});
});
