import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../n8n/errors';
import type { Pace } from '../transport/run';

/** More would only queue up in n8n: it opens a new connection for every request. */
const MOST_AT_ONCE = 50;

/** Those of the form below, for options that nobody added. */
const DEFAULTS = { maxConcurrency: 10, timeout: 60, maxWait: 5 };

/** How fast, and how patiently: the same for every operation and for all items of a run. */
export const paceOptions: INodeProperties[] = [
	{
		displayName: 'Give Up After',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 5,
		description:
			'Minutes to wait and try again while Campaign refuses because it is busy, or does not answer; 0 for no waiting. Maintenance can last half an hour.',
	},
	{
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
		default: 10,
		description:
			'How many items to work on at the same time, at most 50. The node slows down by itself when Campaign is busy.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description: 'Seconds within which an answer, a new token included, must be complete',
	},
];

function readNumber(
	context: IExecuteFunctions,
	name: keyof typeof DEFAULTS,
	label: string,
	least: number,
	most = Infinity,
): number {
	const value: unknown = context.getNodeParameter(`options.${name}`, 0, DEFAULTS[name]);
	if (typeof value === 'number' && value >= least && value <= most) return value;
	const range = most === Infinity ? `from ${least} on` : `from ${least} to ${most}`;
	throw inputError(context, 0, {
		message: `'${label}' in Options is not a number ${range}`,
		description: 'It holds for all items, so an expression is read for the first one only.',
	});
}

/** How many items may be worked on at a time. Read once. @throws NodeOperationError */
export const readConcurrency = (context: IExecuteFunctions) =>
	Math.floor(readNumber(context, 'maxConcurrency', 'Max Concurrency', 1, MOST_AT_ONCE));

/** How long the run waits. Read once. @throws NodeOperationError */
export const readPace = (context: IExecuteFunctions): Pace => ({
	timeoutMs: readNumber(context, 'timeout', 'Timeout', 0.001) * 1000,
	maxWaitMs: readNumber(context, 'maxWait', 'Give Up After', 0) * 60_000,
});

/** Of the form's pickers: somebody is looking at them. */
export const EDITOR_PACE: Pace = { timeoutMs: DEFAULTS.timeout * 1000, maxWaitMs: 15_000 };
