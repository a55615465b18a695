import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** 0, 1, 2, 5 as "0 to 2, 5". */
function ranges(sorted: number[]): string {
	const found: Array<[number, number]> = [];
	for (const index of sorted) {
		const last = found[found.length - 1];
		if (last && last[1] === index - 1) last[1] = index;
		else found.push([index, index]);
	}
	return found.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ');
}

/**
 * The error that a run of many items stops with: it also says what was done, for somebody who has to go on from there.
 *
 * @param done the items that were worked on without a failure, in their order
 */
export function withStop(failure: unknown, done: number[], count: number): Error {
	const error = failure instanceof Error ? failure : new Error(String(failure));
	const isOurs = error instanceof NodeApiError || error instanceof NodeOperationError;
	if (!isOurs || count === 1) return error;
	error.message += ` (${done.length} of ${count} items were done)`;
	const others =
		done.length === 0
			? 'Nothing was done for the other items.'
			: `Done: items ${ranges(done)}. Nothing was started after the failure.`;
	error.description = [error.description, others].filter(Boolean).join('\n');
	return error;
}
