import type { IExecuteFunctions } from 'n8n-workflow';

import { inputError } from '../n8n/errors';

/**
 * Reads a switch of the form. An expression that finds nothing must not pass for off, nor the text "false" for on: much
 * depends on some of them.
 *
 * @param name the parameter, such as `options.dryRun`
 * @param label what it is called on the screen
 * @param fallback for an option that nobody added
 * @throws NodeOperationError when it is neither on nor off
 */
export function readSwitch(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
	label: string,
	fallback = false,
): boolean {
	const text = String(context.getNodeParameter(name, itemIndex, fallback));
	if (text === 'true' || text === 'false') return text === 'true';
	throw inputError(context, itemIndex, {
		message: `'${label}' is neither true nor false`,
		description: 'Nothing was written. Check that its expression has a value for this item.',
	});
}
