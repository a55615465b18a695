import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { Explanation } from './explain';

type Context = IExecuteFunctions | ILoadOptionsFunctions;

/** What happened, and what to do about it. */
export interface ErrorText {
	message: string;
	description: string;
}

/** n8n counts items from 0 and writes "[item 0]"; with a single item it would only be in the way. */
function withItem(context: Context, itemIndex: number, message: string): string {
	const hasManyItems = 'getInputData' in context && context.getInputData().length > 1;
	return hasManyItems ? `${message} [item ${itemIndex}]` : message;
}

/** A value or a setting that cannot be right, told before any request. */
export const inputError = (context: Context, itemIndex: number, text: ErrorText) =>
	new NodeOperationError(context.getNode(), withItem(context, itemIndex, text.message), {
		itemIndex,
		description: text.description,
	});

/**
 * A refusal of Adobe's, with its item. Built once: n8n hands an error of its own back unchanged when it is wrapped
 * again. What n8n's HTTP client threw is left out, since it holds the request with its headers.
 */
export const apiError = (
	context: Context,
	itemIndex: number,
	{ message, description, status, cause }: Omit<Explanation, 'kind'>,
) =>
	new NodeApiError(
		context.getNode(),
		{},
		{
			itemIndex,
			message: withItem(context, itemIndex, message),
			description,
			httpCode: status ? String(status) : undefined,
			...(cause && { failure: { cause } }),
		},
	);
