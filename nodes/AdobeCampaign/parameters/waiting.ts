import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readNumber } from './options';

const LABEL = 'Wait at Most';

/** Seconds that an operation waits for Campaign when it is told to wait, and no time is given. */
const SECONDS = 60;

/** More would be a pause of the workflow, for which n8n has a node of its own. */
const MOST_SECONDS = 3600;

/** @param what for what it is waited, such as "the workflow to start" */
export const waitAtMostOption = (what: string): INodeProperties => ({
	displayName: LABEL,
	name: 'waitAtMost',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: MOST_SECONDS },
	default: SECONDS,
	description: `Seconds to wait for ${what}, at most an hour`,
});

/** The same for all items. @returns milliseconds */
export const readWaitAtMost = (context: IExecuteFunctions) =>
	readNumber(context, 'waitAtMost', LABEL, SECONDS, 0, MOST_SECONDS) * 1000;
