import type { IExecuteFunctions, ILoadOptionsFunctions, INodeProperties } from 'n8n-workflow';

import type { Endpoint } from '../transport/types';

export const endpointField: INodeProperties = {
	displayName: 'Field Set',
	name: 'endpoint',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Standard Fields',
			value: 'profileAndServices',
			description: 'The fields that every Campaign instance has',
		},
		{
			name: 'Standard and Custom Fields',
			value: 'profileAndServicesExt',
			description:
				'Also the fields your company added; they must be published with their API extension',
		},
	],
	default: 'profileAndServices',
	description: "Which fields the node works with. Choose it first: changing it empties 'Fields'.",
};

/** The same for all items, since it cannot be an expression. */
export const readEndpoint = (context: IExecuteFunctions | ILoadOptionsFunctions) =>
	('getInputData' in context
		? context.getNodeParameter('endpoint', 0)
		: context.getNodeParameter('endpoint')) as Endpoint;
