import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readChoice } from '../../parameters/readers';

/** The option for an item with nothing to do: what is wanted is so already. */
export interface IfDone {
	name: 'ifSubscribed' | 'ifNotSubscribed';
	/** Its label on the screen. */
	label: string;
	description: string;
}

const CHOICES = ['ignore', 'error'] as const;

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

/** Whether the item fails then. */
export const readFailsIfDone = (
	context: IExecuteFunctions,
	itemIndex: number,
	{ name, label }: IfDone,
): boolean =>
	readChoice(context, itemIndex, `options.${name}`, label, CHOICES, 'ignore') === 'error';
