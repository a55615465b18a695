import type { INodeProperties } from 'n8n-workflow';

import { inputError } from '../n8n/errors';
import { isExecution, parameterOf, type Context } from '../n8n/run';
import type { Limits } from '../transport/session';
import { readBoolean } from './readers';

/** More would only queue up in n8n: it opens a new connection for every request. */
const MOST_AT_ONCE = 50;

/** Defaults of the options below, used when an option was not added: minutes, items, seconds. */
const GIVE_UP_AFTER = 5;
const MAX_CONCURRENCY = 10;
const TIMEOUT = 60;

export const timeoutOption: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: TIMEOUT,
	description: 'Seconds within which an answer, a new token included, must be complete',
};

/** Speed and waiting: the same for every operation, and for all items of a run. */
const limitOptions: INodeProperties[] = [
	{
		displayName: 'Give Up After',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: GIVE_UP_AFTER,
		description:
			'Minutes to wait and try again while Campaign refuses because it is busy, or does not answer; 0 for no waiting. Maintenance can last half an hour.',
	},
	{
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
		default: MAX_CONCURRENCY,
		description:
			'How many items to work on at the same time, at most 50. The node slows down by itself when Campaign is busy.',
	},
	timeoutOption,
];

/** The collection at the end of an operation's form, in alphabetical order. */
export const optionsOf = (entries: INodeProperties[] = []): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [...entries, ...limitOptions].sort((a, b) =>
		a.displayName.localeCompare(b.displayName, 'en'),
	),
});

/** A number in 'Options' that is the same for all items. @throws NodeOperationError for one out of its range */
export function readNumber(
	context: Context,
	name: string,
	label: string,
	fallback: number,
	least: number,
	most = Infinity,
): number {
	const value: unknown = parameterOf(context, 0, `options.${name}`, fallback);
	if (typeof value === 'number' && value >= least && value <= most) return value;
	const range = most === Infinity ? `from ${least} on` : `from ${least} to ${most}`;
	throw inputError(context, 0, {
		message: `'${label}' in Options is not a number ${range}`,
		description: isExecution(context)
			? 'It holds for all items, so an expression is read for the first one only.'
			: 'Enter a number, or check its expression.',
	});
}

/** How many items may be worked on at a time. */
export const readConcurrency = (context: Context) =>
	Math.floor(
		readNumber(context, 'maxConcurrency', 'Max Concurrency', MAX_CONCURRENCY, 1, MOST_AT_ONCE),
	);

/** @returns milliseconds */
export const readTimeout = (context: Context) =>
	readNumber(context, 'timeout', 'Timeout', TIMEOUT, 0.001) * 1000;

/** How long the run waits. */
export const readLimits = (context: Context): Limits => ({
	timeoutMs: readTimeout(context),
	maxWaitMs: readNumber(context, 'maxWait', 'Give Up After', GIVE_UP_AFTER, 0) * 60_000,
});

/** Limits for the editor's lists: a person is waiting. */
export const EDITOR_LIMITS: Limits = { timeoutMs: TIMEOUT * 1000, maxWaitMs: 15_000 };

/** On as soon as it is added. Fixed in the form, it makes an AI agent's tool one that only proposes. */
export const dryRunOption = (description: string): INodeProperties => ({
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: true,
	description,
});

export const readDryRun = (context: Context, itemIndex: number) =>
	readBoolean(context, itemIndex, 'options.dryRun', 'Dry Run');

/**
 * What to do when the chosen record does not exist.
 *
 * @param otherwise the choice beside failing
 */
export const ifNotFoundOption = (
	record: string,
	otherwise: { name: string; value: string; description: string },
): INodeProperties => ({
	displayName: 'If Not Found',
	name: 'ifNotFound',
	type: 'options',
	options: [
		{
			name: 'Fail the Item',
			value: 'error',
			description: 'Stop, or go to the error output, as the node is set',
		},
		otherwise,
	],
	default: 'error',
	description: `What to do when there is no such ${record}`,
});

export const readIfNotFound = (context: Context, itemIndex: number) =>
	String(parameterOf(context, itemIndex, 'options.ifNotFound', 'error'));
