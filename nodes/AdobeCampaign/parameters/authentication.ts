import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import { fixedParameter, type Context } from '../n8n/run';
import type { Authentication } from '../transport/types';
import { withFirstDefault } from './versions';

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

const authenticationField: INodeProperties = {
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
	default: 'oAuth2',
};

/**
 * OAuth2 comes first: schedules need it, and n8n's first test of a credential fails when its form is switched from an access
 * token to OAuth2 while it is new ("Cannot convert undefined or null to object", 2.41), not the other way.
 */
export const authenticationFields = withFirstDefault(authenticationField, 'accessToken');

export const readAuthentication = (context: Context) =>
	fixedParameter(context, 'authentication') as Authentication;
