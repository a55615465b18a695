import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readSwitch } from './readers';

export const confirmUpdateFor = (operation: string): INodeProperties => ({
	displayName: 'Confirm Update',
	name: 'confirmUpdate',
	type: 'boolean',
	default: true,
	description:
		'Whether to read the profile again, check that every value was stored, and return the refreshed profile. Without it the node returns only the key and URL that Campaign answers.',
	displayOptions: { show: { resource: ['profile'], operation: [operation] } },
});

const whenConfirmed = { show: { '/confirmUpdate': [true] } };

export const confirmationReportOption: INodeProperties = {
	displayName: 'Add Confirmation Report',
	name: 'confirmationReport',
	type: 'boolean',
	// On as soon as it is added.
	default: true,
	description:
		"Whether to add 'confirmation' to the profile: for each field what was sent, what is stored, and a verdict",
	displayOptions: whenConfirmed,
};

export const onMismatchOption: INodeProperties = {
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
			description: 'Return the profile as it is and show a hint',
		},
	],
	default: 'error',
	description: 'What to do when the profile does not hold a value after it was written',
	displayOptions: whenConfirmed,
};

/** How an update is to be confirmed. */
export interface ConfirmationChoice {
	confirmUpdate: boolean;
	withReport: boolean;
	onMismatch: 'error' | 'warn';
}

export const readConfirmation = (
	context: IExecuteFunctions,
	itemIndex: number,
): ConfirmationChoice => ({
	confirmUpdate: readSwitch(context, itemIndex, 'confirmUpdate', 'Confirm Update'),
	withReport: readSwitch(
		context,
		itemIndex,
		'options.confirmationReport',
		'Add Confirmation Report',
	),
	onMismatch: context.getNodeParameter('options.onMismatch', itemIndex, 'error') as
		| 'error'
		| 'warn',
});
