import type { IExecuteFunctions, ILoadOptionsFunctions, INodeProperties } from 'n8n-workflow';

import type { Authentication } from '../transport/types';

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

/** The same for all items, since it cannot be an expression. */
export const readAuthentication = (context: IExecuteFunctions | ILoadOptionsFunctions) =>
	('getInputData' in context
		? context.getNodeParameter('authentication', 0)
		: context.getNodeParameter('authentication')) as Authentication;
