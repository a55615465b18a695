import type { IExecuteFunctions } from 'n8n-workflow';

import { checkedIdentity } from './readers';

/** What a locator is set to. */
interface LocatorValue {
	/** The name of the way in which the record is chosen. */
	mode: string;
	/** Cleaned; empty for no value. */
	text: string;
}

/**
 * Reads a locator. A workflow that a model or a person wrote may have the plain value, which means the same as 'By ID'.
 *
 * @param name the parameter, such as `service`
 * @param label its label on the screen
 * @throws NodeOperationError for a value that a step before has left behind instead of a name
 */
export function readLocator(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
	label: string,
): LocatorValue {
	const given = context.getNodeParameter(name, itemIndex, '') as unknown;
	const isLocator = typeof given === 'object' && given !== null;
	const { mode, value } = isLocator
		? (given as { mode?: unknown; value?: unknown })
		: { mode: undefined, value: given };
	return {
		mode: typeof mode === 'string' && mode !== '' ? mode : 'id',
		text: checkedIdentity(context, itemIndex, label, value),
	};
}
