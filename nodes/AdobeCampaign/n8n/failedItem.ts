import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { nodeError } from './errors';
import { inOneLine } from './oneLine';

/**
 * The output of an item that failed while the node goes on, with the data and the link of its input.
 *
 * n8n takes an item for a failed one when its json has no key but `error` (1.x also takes `error` with `message`, 2.41
 * `details` too: workflow-execute of n8n-core 1.123 and 2.41); the error output then gets the input's data from n8n. The
 * ordinary output does not, so there it is repeated here. With Retry On Fail n8n would run all items again when the
 * first one says `json.error`, which would write twice: that one carries the error beside its json, at the price of
 * its input data.
 */
export function failedItem(
	context: IExecuteFunctions,
	itemIndex: number,
	error: unknown,
	isFirstOutput: boolean,
): INodeExecutionData {
	const pairedItem = { item: itemIndex };
	const { json, binary } = context.getInputData()[itemIndex];
	const { onError, retryOnFail } = context.getNode();
	const failure = nodeError(context, error, itemIndex);
	if (retryOnFail && isFirstOutput) {
		return { json: {}, ...(binary && { binary }), error: failure, pairedItem };
	}
	// Items that waited for the same answer, such as the metadata, have the same error.
	const message = failure.message.replace(/\[item \d+\]$/, `[item ${itemIndex}]`);
	const said = inOneLine(message, failure.description);
	const input = onError === 'continueErrorOutput' ? {} : json;
	return { json: { ...input, error: said }, ...(binary && { binary }), pairedItem };
}
