import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../n8n/errors';

/** Seconds that an operation waits for Campaign when it is told to wait, and no time is given. */
const WAIT_AT_MOST = 60;

/** More would be a pause of the workflow, for which n8n has a node of its own. */
const LONGEST = 3600;

export const waitAtMostOption = (what: string): INodeProperties => ({
	displayName: 'Wait at Most',
	name: 'waitAtMost',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: LONGEST },
	default: WAIT_AT_MOST,
	description: `How many seconds to wait ${what}`,
});

/** @returns milliseconds */
export function readWaitAtMost(context: IExecuteFunctions, itemIndex: number): number {
	const given = context.getNodeParameter('options.waitAtMost', itemIndex, WAIT_AT_MOST) as unknown;
	const seconds = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
	if (typeof seconds === 'number' && seconds >= 0 && seconds <= LONGEST) return seconds * 1000;
	throw inputError(context, itemIndex, {
		message: `'Wait at Most' in Options is not a number from 0 to ${LONGEST}`,
		description: 'Nothing was sent. Enter a number of seconds.',
	});
}
