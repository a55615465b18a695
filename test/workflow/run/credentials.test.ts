/** Both credentials, and what the node says when one of them is wrong. */
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { Authentication, Harness } from '../harness';
import { amy, by, get, update, values } from '../parameters';
import { writes } from '../requests';
import { useHarness } from '../suite';
import { withoutTokenLock } from '../tokenLock';

const { harness, control, amyIn } = useHarness();

const kinds: Authentication[] = ['accessToken', 'oAuth2'];

describe.each(kinds)('The %s credential', (authentication) => {
	it('is tested by reading one profile', async () => {
		const { requests } = control('tested');

		expect(await harness.testCredential('tested', authentication)).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(requests().map(({ path }) => path)).toContain(
			'/tested/campaign/profileAndServices/profile?_lineCount=1',
		);
	});

	it('is used by the node', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'running',
			authentication,
			parameters: get(by('email', amy.email)),
		});

		expect(items[0].json.email).toBe(amy.email);
		expect(requests[0].headers).toMatchObject({ authorization: 'present', 'x-api-key': 'present' });
	});
});

it('Access Token may be pasted with "Bearer" before it and a line break after it', async () => {
	const { items } = await harness.runNode({
		organization: 'pasted',
		credentials: harness.credentials('pasted', 'accessToken', {
			accessToken: ' Bearer sandbox-access-token\n',
		}),
		parameters: get(by('email', amy.email)),
	});

	expect(items[0].json.email).toBe(amy.email);
});

/** What is wrong, which message the node gives, and which field both the node and the connection test name. */
const mistakes: Array<
	[string, Authentication, string, ICredentialDataDecryptedObject, string, string]
> = [
	[
		'wrong key',
		'accessToken',
		'wrong-key',
		{ apiKey: 'x' },
		'Adobe does not know this API key',
		"'API Key'",
	],
	['no key', 'accessToken', 'no-key', { apiKey: '' }, 'Adobe received no API key', "'API Key'"],
	[
		'wrong token',
		'accessToken',
		'wrong-token',
		{ accessToken: 'x' },
		'The access token is wrong or has expired',
		"'Access Token'",
	],
	[
		'no product profile',
		'accessToken',
		'no-product-profile',
		{},
		'These credentials have no access to this organization',
		'product profile',
	],
	[
		'unknown organization',
		'accessToken',
		'unknown-organization',
		{},
		'Adobe does not know this organization',
		"'Organization'",
	],
	[
		'unreachable organization',
		'accessToken',
		'no-cname',
		{},
		'Adobe cannot reach the Campaign instance of this organization',
		"'Organization'",
	],
	[
		'no product profile',
		'oAuth2',
		'no-product-profile',
		{},
		'These credentials have no access to this organization',
		'product profile',
	],
	[
		'unknown organization',
		'oAuth2',
		'unknown-organization',
		{},
		'Adobe does not know this organization',
		"'Organization'",
	],
];

describe('A mistake in the credential', () => {
	it.each(mistakes)(
		'%s (%s): the node names the field',
		async (_case, authentication, organization, changes, message, field) => {
			const { error } = await harness.runNode({
				organization,
				authentication,
				credentials: harness.credentials(organization, authentication, changes),
				parameters: get(by('email', amy.email)),
			});

			expect(error?.message).toBe(message);
			expect(error?.description).toContain(field);
		},
	);

	it.each(mistakes)(
		'%s (%s): the connection test names the field',
		async (_case, authentication, organization, changes, message, field) => {
			const result = await harness.testCredential(organization, authentication, changes);

			expect(result.status).toBe('Error');
			expect(result.message).toContain(message);
			expect(result.message).toContain(field);
		},
	);

	it.each([
		['an IMS organization', '0123456789ABCDEF@AdobeOrg', '@AdobeOrg'],
		['a URL', 'https://acme.campaign.adobe.com', 'It is a URL'],
		['nothing', '  ', 'It is empty'],
	])('%s as Organization is refused before any request', async (_case, organization, reason) => {
		const { error, tokenRequests } = await harness.runNode({
			organization: 'pasted-organization',
			authentication: 'oAuth2',
			credentials: harness.credentials('pasted-organization', 'oAuth2', { organization }),
			parameters: get(by('email', amy.email)),
		});

		expect(error?.message).toBe(
			"'Organization' in the credential is not the name of a Campaign organization",
		);
		expect(error?.description).toContain(reason);
		expect(tokenRequests).toEqual([]);
	});

	it('a Base URL that is not a URL is refused before any request', async () => {
		const { error } = await harness.runNode({
			organization: 'no-url',
			credentials: harness.credentials('no-url', 'accessToken', { baseUrl: 'mc adobe io' }),
			parameters: get(by('email', amy.email)),
		});

		expect(error?.message).toBe("'Base URL' in the credential is not a web address");
	});

	it('the connection test fails when the answer did not come from Campaign', async () => {
		control('impostor').faults([{ respond: { status: 200, body: '<html>Sign in</html>' } }]);

		const result = await harness.testCredential('impostor', 'accessToken');

		expect(result.status).toBe('Error');
		expect(result.message).toContain("'Base URL'");
	});
});

describe('The token service', () => {
	it.each([
		[
			'client secret',
			{ clientSecret: 'wrong' },
			'Adobe does not accept the client secret',
			"'Client Secret'",
		],
		['client ID', { clientId: 'wrong' }, 'Adobe does not know this client ID', "'Client ID'"],
		['scope', { scope: 'openid,nonsense' }, 'Adobe does not grant these scopes', "'Scope'"],
		[
			'address',
			{ accessTokenUrl: 'http://127.0.0.1:1/token' },
			"No connection to Adobe's token service",
			"'Access Token URL'",
		],
	])('refuses a wrong %s, and the node names it', async (_case, changes, message, field) => {
		const { error } = await harness.runNode({
			organization: 'token-refused',
			authentication: 'oAuth2',
			credentials: harness.credentials('token-refused', 'oAuth2', changes),
			parameters: get(by('email', amy.email)),
		});

		expect(error?.message).toBe(message);
		expect(error?.description).toContain(field);
	});

	it('receives exactly the fields that Adobe documents', async () => {
		const { tokenRequests } = await harness.runNode({
			organization: 'token-body',
			authentication: 'oAuth2',
			parameters: get(by('email', amy.email)),
		});

		const sent = new URLSearchParams(tokenRequests[0].body);
		expect([...sent.keys()].sort()).toEqual(['client_id', 'client_secret', 'grant_type', 'scope']);
		expect(sent.get('grant_type')).toBe('client_credentials');
		expect(sent.get('scope')).toBe(
			'openid,AdobeID,campaign_sdk,additional_info.projectedProductContext,campaign_config_server_general,deliverability_service_general',
		);
	});
});

describe.each([false, true])(
	'An OAuth2 token that expires during a run (in n8n 1: %s)',
	(isN8n1) => {
		const organization = `expiring-${isN8n1}`;

		beforeEach(() => isN8n1 && withoutTokenLock());
		afterEach(() => jest.restoreAllMocks());

		it('is renewed once, and every change is written once', async () => {
			const items = ['1', '2', '3'].map((phone) => ({ phone }));
			const run = async (
				faults: Parameters<ReturnType<Harness['sandbox']['organization']>['faults']>[0],
			) => {
				control(organization).faults(faults);
				return await harness.runNode({
					organization,
					authentication: 'oAuth2',
					items,
					parameters: update(by('email', amy.email), values({ phone: '={{ $json.phone }}' })),
				});
			};
			await run([]);

			const {
				error,
				items: output,
				requests,
				tokenRequests,
			} = await run([{ method: 'PATCH', skip: 1, expireTokens: true }]);

			expect(error).toBeUndefined();
			expect(output.map(({ json }) => json.phone)).toEqual(['1', '2', '3']);
			expect(tokenRequests).toHaveLength(1);
			const patches = requests.filter(({ method, status }) => method === 'PATCH' && status === 200);
			expect(patches).toHaveLength(3);
		});
	},
);

it('An Access Token that has expired is an error that names what to do', async () => {
	control('expired-static').faults([{ expireTokens: true }]);

	const { error, requests } = await harness.runNode({
		organization: 'expired-static',
		parameters: get(by('email', amy.email)),
	});

	expect(error).toMatchObject({
		message: 'The access token is wrong or has expired',
		httpCode: '401',
	});
	expect(error?.description).toContain('OAuth2');
	expect(requests.length).toBeLessThanOrEqual(2);
});

describe('A credential with an expression in Organization', () => {
	const run = async (
		authentication: 'accessToken' | 'oAuth2',
		changes: IDataObject,
		orgs: string[],
	) =>
		await harness.runNode({
			organization: orgs[0],
			authentication,
			credentials: harness.credentials(orgs[0], authentication, changes as Record<string, string>),
			items: orgs.map((org, row) => ({ org, row })),
			parameters: update(by('email', amy.email), values({ phone: '={{ "555-" + $json.row }}' })),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

	it.each(['accessToken', 'oAuth2'] as const)(
		'that has another value for an item is refused for that item: %s',
		async (authentication) => {
			const [one, other] = [`org-${authentication}-a`, `org-${authentication}-b`];
			const expressions = [
				`={{ $itemIndex === 1 ? "${other}" : "${one}" }}`,
				'={{ $json.org }}',
				`={{ $json.org || "${one}" }}`,
				'={{ $input.item.json.org }}',
			];
			for (const organization of expressions) {
				const { items } = await run(authentication, { organization }, [one, other, one]);

				expect(items[0].json.phone).toBe('555-0');
				expect(items[1].json.error).toContain('The credential is another one for this item');
				expect(items[1].json.error).toContain("'Loop Over Items'");
				expect(items[2].json.phone).toBe('555-2');
				expect(amyIn(other).phone).not.toMatch(/^555/);
			}
			expect(writes(control(other).requests())).toEqual([]);
		},
	);

	it('that has the same value for all items is accepted', async () => {
		const { items } = await run('accessToken', { organization: '={{ $json.org }}' }, [
			'org-same',
			'org-same',
		]);

		expect(items.map(({ json }) => json.phone)).toEqual(['555-0', '555-1']);
	});
});
