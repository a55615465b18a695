import {
	API_KEY,
	CLIENT_SECRET,
	STATIC_TOKEN,
	startSandbox,
	TOKEN_PATH,
	type Sandbox,
} from '../../../sandbox/server';
import { call, type Json } from '../caller';

const SCOPE =
	'openid,AdobeID,campaign_sdk,additional_info.projectedProductContext,campaign_config_server_general,deliverability_service_general';
const CREDENTIALS = {
	grant_type: 'client_credentials',
	client_id: API_KEY,
	client_secret: CLIENT_SECRET,
	scope: SCOPE,
};

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

async function askForToken(changes: Record<string, string> = {}) {
	const response = await fetch(sandbox.url + TOKEN_PATH, {
		method: 'POST',
		body: new URLSearchParams({ ...CREDENTIALS, ...changes }),
	});
	return { status: response.status, body: (await response.json()) as Json };
}

async function statusWith(token: unknown, organization = 'sandbox'): Promise<number> {
	const headers = { 'X-Api-Key': API_KEY, Authorization: `Bearer ${String(token)}` };
	const path = 'profileAndServices/profile?_lineCount=1';
	return (await call(sandbox, organization, { method: 'GET', path, headers })).status;
}

it("issues a bearer token for 86399 seconds (Developer Console, 'Implementation')", async () => {
	const { status, body } = await askForToken();

	expect(status).toBe(200);
	expect(body).toEqual({
		access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
		token_type: 'bearer',
		expires_in: 86399,
	});
	expect(await statusWith(body.access_token)).toBe(200);
	expect(await statusWith(body.access_token, 'sandbox-v8')).toBe(200);
});

it('takes the parameters from the query as well', async () => {
	const query = new URLSearchParams(CREDENTIALS).toString();
	const response = await fetch(`${sandbox.url}${TOKEN_PATH}?${query}`, { method: 'POST' });
	expect(response.status).toBe(200);
});

it('takes scopes separated by comma and space', async () => {
	expect((await askForToken({ scope: SCOPE.replaceAll(',', ', ') })).status).toBe(200);
});

it.each([
	[{ client_secret: 'wrong' }, 'invalid_client', 'invalid client_secret parameter'],
	[{ client_id: 'wrong' }, 'invalid_client', 'invalid client_id parameter'],
	[{ client_id: '' }, 'invalid_client', 'invalid client_id parameter'],
	[{ scope: 'openid,campaign_read' }, 'invalid_scope', 'invalid scope parameter'],
	[{ scope: '' }, 'invalid_scope', 'invalid scope parameter'],
	[{ grant_type: 'password' }, 'unsupported_grant_type', 'unsupported grant_type parameter'],
])('refuses %j with 400 %s', async (changes, error, error_description) => {
	expect(await askForToken(changes)).toEqual({ status: 400, body: { error, error_description } });
});

it('a token without the product scope is refused with 403', async () => {
	const { body } = await askForToken({ scope: 'openid,AdobeID,campaign_sdk' });
	expect(await statusWith(body.access_token)).toBe(403);
});

it('expireTokens ends the tokens issued so far for one organization; a new token is valid', async () => {
	const old = (await askForToken()).body.access_token;
	sandbox.organization('sandbox').faults([{ skip: 1, expireTokens: true }]);

	expect(await statusWith(old)).toBe(200);
	expect(await statusWith(old)).toBe(401);
	expect(await statusWith(STATIC_TOKEN)).toBe(401);
	expect(await statusWith(old, 'sandbox-v8')).toBe(200);
	expect(await statusWith((await askForToken()).body.access_token)).toBe(200);
	sandbox.organization('sandbox').reset();
	expect(await statusWith(old)).toBe(200);
});

it('tokenLifetimeSeconds sets the lifetime of issued tokens, and the age that one organization accepts', async () => {
	sandbox.organization('ims').reset({ tokenLifetimeSeconds: 0 });
	const { body } = await askForToken();
	expect(body.expires_in).toBe(0);
	expect(await statusWith(body.access_token)).toBe(401);

	sandbox.organization('ims').reset();
	const fresh = (await askForToken()).body.access_token;
	sandbox.organization('sandbox').reset({ tokenLifetimeSeconds: -1 });
	expect(await statusWith(fresh)).toBe(401);
	expect(await statusWith(fresh, 'sandbox-v8')).toBe(200);
	expect(await statusWith(STATIC_TOKEN)).toBe(200);
});

it('token calls are recorded without the secret, and faults apply to them', async () => {
	sandbox.organization('ims').faults([{ respond: { status: 429, body: '{}' } }]);

	expect((await askForToken()).status).toBe(429);
	expect((await askForToken()).status).toBe(200);

	const requests = sandbox.organization('ims').requests();
	expect(requests.map(({ status }) => status)).toEqual([429, 200]);
	expect(requests[0]).toMatchObject({ method: 'POST', path: TOKEN_PATH });
	expect(requests[0].body).toContain('client_secret=present');
	expect(JSON.stringify(requests)).not.toContain(CLIENT_SECRET);
});

it('the control address of the token service is /__sandbox/ims', async () => {
	await askForToken();
	const response = await fetch(`${sandbox.url}/__sandbox/ims/requests`);
	expect(await response.json()).toMatchObject({ count: 1 });
});
