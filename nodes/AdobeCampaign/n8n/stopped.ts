import type { NodeApiError, NodeOperationError } from 'n8n-workflow';

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

/** What became of the items of a run that stops, in their order. */
interface Stop {
	count: number;
	/** Without a failure. */
	done: number[];
	/** With another failure than the one that is told: they were on their way. */
	alsoFailed: number[];
	/** Whether a change was sent for an item. */
	hasWritten: (index: number) => boolean;
}

/** Says with the error that a run of many items stops with what was done, for somebody who has to go on from there. */
export function withStop<E extends NodeApiError | NodeOperationError>(
	error: E,
	{ count, done, alsoFailed, hasWritten }: Stop,
): E {
	if (count === 1) return error;
	// For an expression n8n would show texts of its own instead (2.41).
	for (const text of ['messageTemplate', 'descriptionKey', 'descriptionTemplate']) {
		delete error.context[text];
	}
	error.message += ` (${done.length} of ${count} items were done)`;
	const unclear = alsoFailed.filter(hasWritten);
	const refused = alsoFailed.filter((index) => !hasWritten(index));
	const lines = [
		error.description,
		done.length > 0 && `Done: items ${ranges(done)}.`,
		unclear.length > 0 &&
			`Failed, too: items ${ranges(unclear)}, which were on their way. Look at their profiles before you repeat them.`,
		refused.length > 0 &&
			`Failed, too, before a change was sent for them: items ${ranges(refused)}.`,
		done.length + alsoFailed.length > 0
			? 'Nothing was started after the failure.'
			: 'Nothing was done for the other items.',
	];
	error.description = lines.filter(Boolean).join('\n');
	return error;
}
