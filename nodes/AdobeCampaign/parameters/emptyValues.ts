import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { CLEAR_WORD } from '../records/wire';
import { inputError } from '../n8n/errors';

const CHOICES = ['leave', 'clear'];

/**
 * Left alone unless somebody says otherwise: a blank cell of a sheet mostly means that nobody has asked yet, as importers of
 * contacts take it, too. What was wrongly left can be cleared later; what was wrongly cleared is gone.
 */
export const emptyValuesOption: INodeProperties = {
	displayName: 'Empty Values',
	name: 'emptyValues',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Clear the Field',
			value: 'clear',
			description: 'Take away what is stored: text and dates become empty, numbers 0',
		},
		{
			name: 'Leave It Alone',
			value: 'leave',
			description: `Keep what is stored; write ${CLEAR_WORD} where one field is to be emptied`,
		},
	],
	default: 'leave',
	description:
		'What an empty cell or text does to its field. White space alone and missing values never change anything.',
};

/** Whether empty text takes away what is stored. The same for all items. @throws NodeOperationError for neither choice */
export function readClearsEmpty(context: IExecuteFunctions): boolean {
	const choice = String(context.getNodeParameter('options.emptyValues', 0, 'leave'));
	if (CHOICES.includes(choice)) return choice === 'clear';
	throw inputError(context, 0, {
		message: "'Empty Values' in Options has no such choice",
		description: `Nothing was written. Choose one of: ${CHOICES.join(', ')}.`,
	});
}
