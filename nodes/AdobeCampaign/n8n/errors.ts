import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { inOneLine } from './oneLine';
import { runsAsTool } from './toolRun';
import type { Explanation } from '../transport/explain';

type Context = IExecuteFunctions | ILoadOptionsFunctions;

/** What happened, and what to do about it. */
export interface ErrorText {
	message: string;
	description: string;
}

/**
 * The texts of an error of one item. n8n counts items from 0 and writes "[item 0]"; with a single item it would only be
 * in the way. To an agent's model n8n hands on the message alone (measured, 2.41), so there it says everything.
 */
function textsFor(context: Context, itemIndex: number, { message, description }: ErrorText) {
	if (runsAsTool(context)) return { message: inOneLine(message, description) };
	const hasManyItems = 'getInputData' in context && context.getInputData().length > 1;
	return { message: hasManyItems ? `${message} [item ${itemIndex}]` : message, description };
}

/** A failure as n8n shows it: an error of ours as it is, with its item, anything else with its own words. */
export const nodeError = (context: Context, failure: unknown, itemIndex: number) =>
	failure instanceof NodeApiError || failure instanceof NodeOperationError
		? failure
		: new NodeOperationError(context.getNode(), failure as Error, { itemIndex });

/** An error of this package's own. */
export type CampaignError = NodeApiError | NodeOperationError;

/** What an error says where nothing was sent before it. */
const NOTHING_DONE =
	/, and nothing was (?:written|done|sent for it)|\b(?:Nothing was (?:done|written)\.) ?/g;

/** The same error when something may have been done before: that is said first, and no longer that nothing was. */
export function inDoubt<E extends CampaignError>(error: E, note: string): E {
	error.message = error.message.replace(NOTHING_DONE, '');
	const { description } = error;
	if (description) error.description = `${note}\n${description.replace(NOTHING_DONE, '')}`;
	else error.message = inOneLine(error.message.replace(/\.$/, ''), note);
	return error;
}

/** A value, a setting or a result that cannot be right; Adobe has not refused anything. */
export function inputError(context: Context, itemIndex: number, text: ErrorText) {
	const { message, description } = textsFor(context, itemIndex, text);
	return new NodeOperationError(context.getNode(), message, { itemIndex, description });
}

/**
 * A refusal of Adobe's, with its item. Built once: n8n hands an error of its own back unchanged when it is wrapped
 * again. What n8n's HTTP client threw is left out, since it holds the request with its headers.
 */
export function apiError(
	context: Context,
	itemIndex: number,
	{ status, cause, ...text }: Omit<Explanation, 'kind'>,
): NodeApiError {
	const texts = textsFor(context, itemIndex, text);
	const error = new NodeApiError(
		context.getNode(),
		{},
		{
			itemIndex,
			...texts,
			httpCode: status ? String(status) : undefined,
			...(cause && { failure: { cause } }),
		},
	);
	// n8n puts a text of its own for one with a network's code in it, such as ECONNREFUSED (2.41).
	error.message = texts.message;
	return error;
}
