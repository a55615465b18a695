import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ConfirmationChoice } from '../records/write';
import { readSimplify, simplifyField } from './listing';
import { readBoolean } from './readers';
import { withFirstDefault } from './versions';

export const confirmUpdateField = (record: string): INodeProperties => ({
	displayName: 'Confirm Update',
	name: 'confirmUpdate',
	type: 'boolean',
	default: true,
	description: `Whether to read the ${record} again, check that every value was stored, and return the refreshed ${record}. Without it the node returns only the key and URL that Campaign answers.`,
});

/** Off in the nodes that were there before it was. */
export const simplifyWrittenFields = (record: string): INodeProperties[] =>
	withFirstDefault(
		{
			...simplifyField,
			description: `Whether to return of the refreshed ${record} only the most useful fields and those that were sent, instead of all`,
			// An agent's model always gets these.
			displayOptions: { show: { confirmUpdate: [true] }, hide: { '@tool': [true] } },
		},
		false,
	);

const whenConfirmed = { show: { '/confirmUpdate': [true] } };

export const confirmationReportOption = (record: string): INodeProperties => ({
	displayName: 'Add Confirmation Report',
	name: 'confirmationReport',
	type: 'boolean',
	// On as soon as it is added.
	default: true,
	description: `Whether to add 'confirmation' to the ${record}: for each field what was sent, what is stored, and a verdict`,
	displayOptions: whenConfirmed,
});

export const confirmTogetherOption = (records: string): INodeProperties => ({
	displayName: 'Confirm Together',
	name: 'confirmTogether',
	type: 'boolean',
	// On as soon as it is added.
	default: true,
	description: `Whether to check up to 50 changed ${records} with one request instead of one each, which saves up to half of the requests of a long run. Each result comes some seconds later. Where Campaign cannot list what was changed last, the node notices and checks them one by one.`,
	displayOptions: whenConfirmed,
});

export const onMismatchOption = (record: string): INodeProperties => ({
	displayName: 'If a Value Was Not Stored',
	name: 'onMismatch',
	type: 'options',
	options: [
		{
			name: 'Fail the Item',
			value: 'error',
			description: 'Stop, or go to the error output, as the node is set',
		},
		{
			name: 'Warn',
			value: 'warn',
			description: `Return the ${record} as it is and show a hint`,
		},
	],
	default: 'error',
	description: `What to do when the ${record} does not hold a value after it was written`,
	displayOptions: whenConfirmed,
});

export const readConfirmation = (
	context: IExecuteFunctions,
	itemIndex: number,
): ConfirmationChoice => ({
	confirmUpdate: readBoolean(context, itemIndex, 'confirmUpdate', 'Confirm Update'),
	together: readBoolean(context, itemIndex, 'options.confirmTogether', 'Confirm Together'),
	isSimplified: readSimplify(context, itemIndex),
	withReport: readBoolean(
		context,
		itemIndex,
		'options.confirmationReport',
		'Add Confirmation Report',
	),
	onMismatch: context.getNodeParameter('options.onMismatch', itemIndex, 'error') as
		| 'error'
		| 'warn',
});
