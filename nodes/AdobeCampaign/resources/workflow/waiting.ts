import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readNumber } from '../../parameters/options';

const LABEL = 'Wait At Most';
const SECONDS = 60;
const MOST_SECONDS = 3600;

/** @param what for what it is waited, such as "the workflow to start" */
export const maxWaitOption = (what: string): INodeProperties => ({
	displayName: LABEL,
	name: 'maxWaitSeconds',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: MOST_SECONDS },
	default: SECONDS,
	description: `Seconds to wait for ${what}, at most an hour`,
});

/** Milliseconds. The same for all items. */
export const readMaxWait = (context: IExecuteFunctions) =>
	readNumber(context, 'maxWaitSeconds', LABEL, SECONDS, 0, MOST_SECONDS) * 1000;
