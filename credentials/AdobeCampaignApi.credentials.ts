import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { accessCheck } from './accessCheck';
import { baseUrlField, ICON, organizationField } from './fields';

export class AdobeCampaignApi implements ICredentialType {
	name = 'adobeCampaignApi';

	displayName = 'Adobe Campaign API';

	icon = ICON;

	// n8n's linter wants the address itself in each class.
	documentationUrl =
		'https://github.com/n8n-nodes-adobe-campaign/n8n-nodes-adobe-campaign#credentials';

	properties: INodeProperties[] = [
		{
			displayName:
				'An access token lives 24 hours. For workflows that run on a schedule use an "Adobe Campaign OAuth2 API" credential: it renews its token itself.',
			name: 'lifetimeNotice',
			type: 'notice',
			default: '',
		},
		organizationField,
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				"In Adobe Developer Console: your project > OAuth Server-to-Server > 'Client ID' (older projects call it API key)",
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				"In Adobe Developer Console: your project > OAuth Server-to-Server > 'Generate access token'. Valid for 24 hours.",
		},
		baseUrlField,
	];

	/**
	 * A function instead of n8n's `={{$credentials...}}` object: expressions in credentials are evaluated
	 * for every request, about 0.65 ms each in n8n 2.41. It also takes a token as it is pasted from a console
	 * or a curl command, with "Bearer " in front or a line break behind.
	 */
	authenticate: IAuthenticate = async (credentials, requestOptions) => ({
		...requestOptions,
		headers: {
			...requestOptions.headers,
			Authorization: `Bearer ${String(credentials.accessToken)
				.trim()
				.replace(/^Bearer\s+/i, '')}`,
			'X-Api-Key': String(credentials.apiKey).trim(),
		},
	});

	test: ICredentialTestRequest = accessCheck('accessToken');
}
