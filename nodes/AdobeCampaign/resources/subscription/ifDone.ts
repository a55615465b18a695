import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';

/** The option for an item with nothing to do: what is wanted is so already. */
export interface IfDone {
	name: 'ifSubscribed' | 'ifNotSubscribed';
	/** Its label on the screen. */
	label: string;
	description: string;
}

const CHOICES = ['ignore', 'error'];

export const ifDoneOption = ({ name, label, description }: IfDone): INodeProperties => ({
	displayName: label,
	name,
	type: 'options',
	options: [
		{
			name: 'Error',
			value: 'error',
			description: 'Stop, or go to the error output, as the node is set',
		},
		{ name: 'Ignore', value: 'ignore', description: 'Go on: this is what was wanted' },
	],
	default: 'ignore',
	description,
});

/** Whether the item fails then. An expression without a result must not count as either. */
export function readFailsIfDone(
	context: IExecuteFunctions,
	itemIndex: number,
	{ name, label }: IfDone,
): boolean {
	const choice = String(context.getNodeParameter(`options.${name}`, itemIndex, 'ignore'));
	if (CHOICES.includes(choice)) return choice === 'error';
	throw inputError(context, itemIndex, {
		message: `'${label}' in Options has no such choice`,
		description: `Nothing was written. Its expression has to give one of: ${CHOICES.join(', ')}.`,
	});
}
