import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import { fixedParameter, type Context } from '../n8n/run';
import type { Authentication } from '../transport/types';

/** The credentials of each node: which of them is needed is chosen in its form. */
export const CREDENTIALS: INodeCredentialDescription[] = [
	{
		name: 'adobeCampaignApi',
		required: true,
		displayOptions: { show: { authentication: ['accessToken'] } },
	},
	{
		name: 'adobeCampaignOAuth2Api',
		required: true,
		displayOptions: { show: { authentication: ['oAuth2'] } },
	},
];

export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Access Token',
			value: 'accessToken',
			description: 'A token copied from Adobe Developer Console; it lives 24 hours',
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'Renews its token itself; the right choice for schedules',
		},
	],
	default: 'accessToken',
};

export const readAuthentication = (context: Context) =>
	fixedParameter(context, 'authentication') as Authentication;
