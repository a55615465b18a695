import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isExecution, runsAsTool, type Context } from './run';

/** What happened, and what to do about it. */
export interface ErrorText {
	message: string;
	description: string;
}

/** A refusal of the other side, as n8n shows it. */
export interface ApiErrorText extends ErrorText {
	/** Names the kind of refusal, for code: see `isOfKind`. */
	kind?: string;
	/** HTTP status; 0 when there was no answer. */
	status: number;
	/** n8n's own vocabulary since 2.37; older versions ignore it. */
	cause?:
		| 'rate-limited'
		| 'temporarily-unavailable'
		| 'credential-invalid'
		| 'configuration-invalid';
	/** The wait that the other side asked for, in milliseconds. */
	retryAfterMs?: number;
}

/** Why something failed, as n8n reads it when it decides when to poll again (n8n-workflow, `Failure`). */
const failureOf = ({ cause, retryAfterMs }: Pick<ApiErrorText, 'cause' | 'retryAfterMs'>) =>
	cause === 'rate-limited' || cause === 'temporarily-unavailable'
		? { cause, ...(retryAfterMs !== undefined && { retryAfterMs }) }
		: cause && { cause };

/** An error of this package's own. */
export type NodeError = NodeApiError | NodeOperationError;

const isNodeError = (error: unknown): error is NodeError =>
	error instanceof NodeApiError || error instanceof NodeOperationError;

/** What happened and what to do in one line: n8n's table shows a line break as the two characters it is written with. */
export const inOneLine = (message: string, description?: string | null) =>
	[message, description]
		.filter(Boolean)
		.join('. ')
		.replace(/\s*\n\s*/g, ' ');

/** n8n puts a text of its own in place of one with a network's code in it, also when it hands on what a tool threw (2.41). */
const NETWORK_CODE = /^Network: .*\n?/gm;

/**
 * The texts of an error of one item. n8n counts items from 0 and writes "[item 0]"; with a single item it would only be
 * in the way. To an agent's model n8n hands on the message alone (measured, 2.41), so there it says everything.
 */
function textsFor(context: Context, itemIndex: number, { message, description }: ErrorText) {
	if (runsAsTool(context)) {
		return { message: inOneLine(message, description.replace(NETWORK_CODE, '').trim()) };
	}
	const hasManyItems = isExecution(context) && context.getInputData().length > 1;
	return { message: hasManyItems ? `${message} [item ${itemIndex}]` : message, description };
}

/**
 * A value, a setting or a result that cannot be right; the other side has not refused anything. A poll with it is not worth being
 * repeated soon, which n8n 2 reads from the failure.
 */
export function inputError(context: Context, itemIndex: number, text: ErrorText) {
	const { message, description } = textsFor(context, itemIndex, text);
	const failure = failureOf({ cause: 'configuration-invalid' });
	return new NodeOperationError(context.getNode(), message, { itemIndex, description, failure });
}

/**
 * A refusal, with its item. Built once: n8n hands an error of its own back unchanged when it is wrapped again. What n8n's
 * HTTP client threw is left out, since it holds the request with its headers.
 */
export function apiError(
	context: Context,
	itemIndex: number,
	{ status, cause, retryAfterMs, kind, ...text }: ApiErrorText,
): NodeApiError {
	const texts = textsFor(context, itemIndex, text);
	const error = new NodeApiError(
		context.getNode(),
		{},
		{
			itemIndex,
			...texts,
			httpCode: status ? String(status) : undefined,
			failure: failureOf({ cause, retryAfterMs }),
		},
	);
	// n8n puts a text of its own for one with a network's code in it, such as ECONNREFUSED (2.41).
	error.message = texts.message;
	if (kind) error.context.kind = kind;
	// n8n 1 knows no `failure`.
	if (cause) error.context.cause = cause;
	return error;
}

/** A failure as n8n shows it: an error of this package as it is, anything else with its own words. */
export const nodeError = (context: Context, failure: unknown, itemIndex: number): NodeError =>
	isNodeError(failure)
		? failure
		: new NodeOperationError(context.getNode(), failure as Error, { itemIndex });

/** Whether an error is a refusal of one of these kinds. */
export const isOfKind = (error: unknown, kinds: string[]) =>
	isNodeError(error) && kinds.some((kind) => error.context.kind === kind);

/** Whether an error may be gone by itself: the other side is busy, down, or cannot be reached. */
export const isPassing = (error: unknown) =>
	error instanceof NodeApiError &&
	(error.context.cause === 'rate-limited' || error.context.cause === 'temporarily-unavailable');

/** The value; undefined when it was refused with one of these kinds. Every other error stays one. */
export const undefinedIfKind = async <T>(
	kinds: string[],
	reading: Promise<T>,
): Promise<T | undefined> =>
	await reading.catch(async (error: unknown) =>
		isOfKind(error, kinds) ? undefined : await Promise.reject<T>(error),
	);

/** The value; undefined when the other side refused it. An error of the code stays one. */
export const undefinedIfRefused = async <T>(reading: Promise<T>): Promise<T | undefined> =>
	await reading.catch(async (error: unknown) =>
		error instanceof NodeApiError ? undefined : await Promise.reject<T>(error),
	);

/** What an error says where nothing was sent before it. */
const NOTHING_DONE =
	/, and nothing was (?:written|done|sent for it)|\b(?:Nothing was (?:done|written)\.) ?/g;

/** A text of an error, after something was done. */
export const afterwards = (text: string) => text.replace(NOTHING_DONE, '');

/** The same error when something may have been done before: it begins with that, and no longer says that nothing was done. */
export function inDoubt<E extends NodeError>(error: E, note: string): E {
	error.message = afterwards(error.message);
	const { description } = error;
	if (description) error.description = `${note}\n${afterwards(description)}`;
	else error.message = inOneLine(error.message.replace(/\.$/, ''), note);
	return error;
}
