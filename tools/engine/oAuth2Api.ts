import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * What matters of n8n's own `oAuth2Api` credential type, the parent of every OAuth2 credential. The
 * original is `packages/nodes-base/credentials/OAuth2Api.credentials.ts` in n8n's repository; it
 * ships with n8n-nodes-base, which is not installed here. Names, types, defaults, conditions and
 * `doNotInherit` are those of n8n 2.41; only what the client credentials grant uses is here.
 */
const notDynamic = { useDynamicClientRegistration: [false] };

const properties: INodeProperties[] = [
	{
		displayName: 'Use Dynamic Client Registration',
		name: 'useDynamicClientRegistration',
		type: 'hidden',
		default: false,
	},
	{
		displayName: 'Grant Type',
		name: 'grantType',
		type: 'options',
		displayOptions: { show: notDynamic },
		options: [
			{ name: 'Authorization Code', value: 'authorizationCode' },
			{ name: 'Client Credentials', value: 'clientCredentials' },
			{ name: 'PKCE', value: 'pkce' },
		],
		default: 'authorizationCode',
	},
	text('Access Token URL', 'accessTokenUrl', true),
	text('Client ID', 'clientId', true),
	{ ...text('Client Secret', 'clientSecret', true), typeOptions: { password: true } },
	text('Scope', 'scope', false),
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		displayOptions: { show: notDynamic },
		options: [
			{ name: 'Body', value: 'body' },
			{ name: 'Header', value: 'header' },
		],
		default: 'header',
	},
	{
		displayName: 'Ignore SSL Issues (Insecure)',
		name: 'ignoreSSLIssues',
		type: 'boolean',
		default: false,
		doNotInherit: true,
	},
	{
		displayName: 'Token Expired Status Code',
		name: 'tokenExpiredStatusCode',
		type: 'number',
		default: 401,
		doNotInherit: true,
	},
];

function text(displayName: string, name: string, required: boolean): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		displayOptions: { show: notDynamic },
		default: '',
		required,
	};
}

export const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	genericAuth: true,
	properties,
};
