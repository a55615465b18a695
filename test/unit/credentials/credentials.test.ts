import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { AdobeCampaignApi } from '../../../credentials/AdobeCampaignApi.credentials';
import { AdobeCampaignOAuth2Api } from '../../../credentials/AdobeCampaignOAuth2Api.credentials';

const { authenticate } = new AdobeCampaignApi();

async function sign(credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions) {
	if (typeof authenticate !== 'function') throw new Error('authenticate is no function');
	return await authenticate(credentials, request);
}

const REQUEST: IHttpRequestOptions = { url: 'https://mc.adobe.io/x', headers: { Accept: 'a/b' } };

describe('Adobe Campaign API', () => {
	test.each([
		'eyJ.a.b',
		' eyJ.a.b\n',
		'Bearer eyJ.a.b',
		'bearer   eyJ.a.b',
		'\r\n Bearer eyJ.a.b ',
	])('the token %j is sent once, with one Bearer', async (accessToken) => {
		const { headers } = await sign({ accessToken, apiKey: ' k3y\n' }, REQUEST);
		expect(headers).toEqual({
			Accept: 'a/b',
			Authorization: 'Bearer eyJ.a.b',
			'X-Api-Key': 'k3y',
		});
	});

	test('a token that begins with the letters of Bearer stays whole', async () => {
		const { headers } = await sign({ accessToken: 'BearerToken', apiKey: 'k' }, REQUEST);
		expect(headers).toHaveProperty('Authorization', 'Bearer BearerToken');
	});

	test('the request keeps everything else, and is not changed itself', async () => {
		const request: IHttpRequestOptions = {
			...REQUEST,
			method: 'PATCH',
			body: { a: 1 },
			timeout: 9,
		};
		const before = JSON.stringify(request);
		const signed = await sign({ accessToken: 't', apiKey: 'k' }, request);
		expect({ ...signed, headers: REQUEST.headers }).toEqual(request);
		expect(JSON.stringify(request)).toBe(before);
	});

	test('a request without headers gets them', async () => {
		const { headers } = await sign({ accessToken: 't', apiKey: 'k' }, { url: REQUEST.url });
		expect(headers).toEqual({ Authorization: 'Bearer t', 'X-Api-Key': 'k' });
	});
});

test.each([
	[new AdobeCampaignApi(), ['apiKey', 'accessToken']],
	[new AdobeCampaignOAuth2Api(), ['clientSecret']],
])('$name hides its secrets on the screen', (credential, secrets) => {
	const hidden = credential.properties
		.filter(({ typeOptions }) => typeOptions?.password)
		.map(({ name }) => name);
	expect(hidden).toEqual(secrets);
});

test("the OAuth2 credential has Adobe's own values from the start", () => {
	const { properties, extends: parents } = new AdobeCampaignOAuth2Api();
	const defaults = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
	expect(parents).toEqual(['oAuth2Api']);
	expect(defaults).toEqual({
		grantType: 'clientCredentials',
		authentication: 'body',
		sendAdditionalBodyProperties: false,
		organization: '',
		clientId: '',
		clientSecret: '',
		scope:
			'openid,AdobeID,campaign_sdk,additional_info.projectedProductContext,campaign_config_server_general,deliverability_service_general',
		accessTokenUrl: 'https://ims-na1.adobelogin.com/ims/token/v3',
		baseUrl: 'https://mc.adobe.io',
	});
});

test('the test of the OAuth2 credential sends the client id, since n8n does not sign it', () => {
	expect(new AdobeCampaignOAuth2Api().test.request.headers).toHaveProperty('X-Api-Key');
	expect(new AdobeCampaignApi().test.request.headers).not.toHaveProperty('X-Api-Key');
});
