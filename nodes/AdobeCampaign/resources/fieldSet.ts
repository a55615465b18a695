import type { INodeProperties } from 'n8n-workflow';

import { fixedParameter, type Context } from '../n8n/run';

/**
 * The two families of resources of Adobe's page "Endpoints" that hold profiles and services. A company's own fields exist only
 * on the second. Stored in the node's parameter `endpoint`.
 */
export type FieldSet = 'profileAndServices' | 'profileAndServicesExt';

export const fieldSetField: INodeProperties = {
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

export const readFieldSet = (context: Context) => fixedParameter(context, 'endpoint') as FieldSet;
