import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { inOneLine, nodeError, type NodeError } from './errors';
import { addOne } from './hints';
import { inParallel, type Place, type RecordKey } from './inParallel';
import type { Run } from './run';
import { TimeSlice } from './wait';

/** What is done with each item of a run. */
export interface ItemWork<Input> {
	/** How many items at a time. */
	atOnce: number;
	/** What the items work on, in messages, such as "services". */
	records: string;
	/** What became of an item, in one word such as "created", by its output. */
	outcomeOf?: (output: IDataObject) => string | undefined;
	/** What is said of the number of items that were done when one fails. Default: "items were done". */
	done?: string;
	/** Reads the item's parameters. Sends nothing. */
	read: (itemIndex: number) => Input;
	/** Items with the same key run one at a time, in their order. */
	recordKey?: (input: Input) => RecordKey;
	/** @returns the json of the item's output: one object, or several */
	work: (itemIndex: number, input: Input, place: Place) => Promise<IDataObject | IDataObject[]>;
}

/** An item whose parameters were read, or the reason why they could not be. */
type Read<Input> = { input: Input } | { failure: unknown };

/**
 * The one loop over the items of a run: works on them side by side, and makes the output in their order, linked to them.
 *
 * @throws NodeApiError, NodeOperationError of the first item that failed, unless the node continues on errors
 */
export async function runItems<Input>(
	run: Run<IExecuteFunctions>,
	{ atOnce, records, done, outcomeOf, read, recordKey, work }: ItemWork<Input>,
): Promise<INodeExecutionData[]> {
	const { context, count } = run;
	const results = new Map<number, IDataObject | IDataObject[]>();
	const failures = new Map<number, unknown>();

	await inParallel<Read<Input>>({
		count,
		atOnce,
		prepare: (index) => {
			try {
				const input = read(index);
				return { input: { input }, recordKey: recordKey?.(input) };
			} catch (failure) {
				return { input: { failure } };
			}
		},
		work: async (index, prepared, place) => {
			if ('failure' in prepared) {
				failures.set(index, prepared.failure);
				return;
			}
			await work(index, prepared.input, place).then(
				(result) => results.set(index, result),
				(failure: unknown) => failures.set(index, failure),
			);
		},
		mayStart: () => !run.signal?.aborted && (failures.size === 0 || context.continueOnFail()),
	});

	const inOrder = [...Array(count).keys()];
	const failedFirst = inOrder.find((index) => failures.has(index));
	if (failedFirst !== undefined && !context.continueOnFail()) {
		throw withProgress(nodeError(context, failures.get(failedFirst), failedFirst), {
			count,
			done: inOrder.filter((index) => results.has(index)),
			alsoFailed: inOrder.filter((index) => index > failedFirst && failures.has(index)),
			written: run.written,
			records,
			said: done,
		});
	}

	const output: INodeExecutionData[] = [];
	const slice = new TimeSlice();
	for (const index of inOrder) {
		await slice.yieldIfOver();
		if (failures.has(index)) {
			output.push(failedItem(context, index, failures.get(index), output.length === 0));
			continue;
		}
		for (const json of [results.get(index) ?? []].flat()) {
			output.push({ json, pairedItem: { item: index } });
		}
	}
	const outputs = inOrder.flatMap((index) => [results.get(index) ?? []].flat());
	run.hints.show(context, outcomeOf && outcomesOf(outputs, failures.size, outcomeOf));
	run.end();
	return output;
}

/** What became of the items, such as "135 created" and "5 failed": what became of the first comes first. */
function outcomesOf(
	outputs: IDataObject[],
	failed: number,
	outcomeOf: (output: IDataObject) => string | undefined,
): string[] {
	const counts = new Map<string, number>();
	for (const output of outputs) {
		const outcome = outcomeOf(output);
		if (outcome) addOne(counts, outcome);
	}
	const words = [...counts].map(([outcome, items]) => `${items} ${outcome}`);
	return failed > 0 ? [...words, `${failed} failed`] : words;
}

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

/** How far a run came that a failure ends. */
interface Progress {
	count: number;
	/** Items that ended without a failure. */
	done: number[];
	/** Items that failed as well, while the first failure was being handled. */
	alsoFailed: number[];
	/** Items for which a change was sent. */
	written: ReadonlySet<number>;
	/** What the items work on, such as "services". */
	records: string;
	/** See `ItemWork`. */
	said?: string;
}

/** Adds to the error of a run of many items how far the run came, so that a person can go on from there. */
export function withProgress<E extends NodeError>(
	error: E,
	{ count, done, alsoFailed, written, records, said = 'items were done' }: Progress,
): E {
	if (count === 1) return error;
	// For an expression n8n would show texts of its own instead (2.41).
	for (const text of ['messageTemplate', 'descriptionKey', 'descriptionTemplate']) {
		delete error.context[text];
	}
	error.message += ` (${done.length} of ${count} ${done.length > 0 ? said : 'items were done'})`;
	const unclear = alsoFailed.filter((index) => written.has(index));
	const refused = alsoFailed.filter((index) => !written.has(index));
	const lines = [
		error.description,
		done.length > 0 && `Done: items ${ranges(done)}.`,
		unclear.length > 0 &&
			`Failed, too: items ${ranges(unclear)}, which were on their way. Look at their ${records} before you repeat them.`,
		refused.length > 0 &&
			`Failed, too, before a change was sent for them: items ${ranges(refused)}.`,
		done.length + alsoFailed.length > 0
			? 'Nothing was started after the failure.'
			: 'Nothing was done for the other items.',
	];
	error.description = lines.filter(Boolean).join('\n');
	return error;
}

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
	const text = inOneLine(message, failure.description);
	const input = onError === 'continueErrorOutput' ? {} : json;
	return { json: { ...input, error: text }, ...(binary && { binary }), pairedItem };
}
