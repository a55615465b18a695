import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { ErrorText } from '../n8n/errors';
import { fixedParameter, type Context } from '../n8n/run';
import type { Kind } from '../transport/types';
import { addressIn } from '../transport/urls';

/**
 * The two families of resources of Adobe's page "Endpoints" that hold profiles and services. A company's own fields exist only
 * on the second. Stored in the node's parameter `endpoint`.
 */
export type FieldSet = 'profileAndServices' | 'profileAndServicesExt';

const FIELD_SETS: FieldSet[] = ['profileAndServices', 'profileAndServicesExt'];

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
	description: 'Which fields the node works with',
};

/** The operations whose form has 'Fields'. */
const WRITING = ['create', 'update', 'upsert'];

/** The field of a resource. Where values are entered, n8n takes them away with the form that they belong to (2.41). */
export const fieldSetFields: INodeProperties[] = [
	{ ...fieldSetField, displayOptions: { hide: { operation: WRITING } } },
	{
		...fieldSetField,
		hint: "Choose it first: changing it empties 'Fields'",
		displayOptions: { show: { operation: WRITING } },
	},
];

/** A word on the field set beside what only the other one has. */
export const standardFieldsNotice = (show: IDisplayOptions['show']): INodeProperties => ({
	displayName:
		"The filters that your company made need 'Field Set' = 'Standard and Custom Fields' (above)",
	name: 'filterNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { endpoint: ['profileAndServices'], ...show } },
});

export const readFieldSet = (context: Context) => fixedParameter(context, 'endpoint') as FieldSet;

/** The field set that the address of a record of this kind belongs to; undefined for any other address. */
export function fieldSetIn(url: string, { name }: Kind): FieldSet | undefined {
	const address = addressIn(url);
	return FIELD_SETS.find((family) => family === address?.family && name === address.name);
}

/** The refusal of a URL of the other field set. @param label of the locator on the screen */
export const otherFieldSet = (label: string): ErrorText => ({
	message: `'${label}' is the URL of another field set`,
	description:
		"Set 'Field Set' to the one that the URL belongs to: 'Standard Fields' for .../profileAndServices/..., 'Standard and Custom Fields' for .../profileAndServicesExt/...",
});
