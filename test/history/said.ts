import type { Output, RunHistory } from './history';

/**
 * What a run reports of one item: done; not stored; unknown whether it was stored; stored with another result than wanted;
 * not begun.
 */
export type Verdict = 'done' | 'refused' | 'unclear' | 'accepted' | 'notBegun';

export interface ItemSaid {
	verdict: Verdict;
	/** Of one that is done, where it is shown. */
	output?: Output;
}

/** The node's words for a write with an unclear outcome. */
const UNCLEAR =
	/The profile may exist now|It is not known whether the (?:change was stored|profile was deleted)/;

/** The node's words for a write that was done with another result than wanted. */
const ACCEPTED =
	/Campaign (?:accepted the update|created the profile), but|The change was accepted, but|The profile was created, but|That profile has been changed/;

const verdictOf = (text: string): Verdict => {
	if (UNCLEAR.test(text)) return 'unclear';
	return ACCEPTED.test(text) ? 'accepted' : 'refused';
};

/** "0 to 2, 5" as 0, 1, 2, 5. */
const listed = (ranges = ''): number[] =>
	ranges.split(', ').flatMap((range) => {
		const [from, to = from] = range.split(' to ').map(Number);
		return Array.from({ length: to - from + 1 }, (_, index) => from + index);
	});

const listedAfter = (text: string, lead: RegExp): number[] => {
	const ranges = lead.exec(text)?.[1];
	return ranges === undefined ? [] : listed(ranges);
};

/** The error of a run that stops at its first failure, taken apart. */
export interface StopText {
	/** Undefined when it does not say which item it is about. */
	failed?: number;
	/** As it says how many were done. */
	doneCount: number;
	count: number;
	done: number[];
	/** "Look at their profiles". */
	unclear: number[];
	/** "Before a change was sent for them". */
	refused: number[];
}

/** @returns undefined for an error that is not written like that, such as one of a single item */
export function stopTextIn(error: string): StopText | undefined {
	const [, failed, doneCount, count] =
		/^.*?(?:\[item (\d+)\] )?\((\d+) of (\d+) items were done\)$/m.exec(error) ?? [];
	if (count === undefined) return undefined;
	return {
		...(failed !== undefined && { failed: Number(failed) }),
		doneCount: Number(doneCount),
		count: Number(count),
		done: listedAfter(error, /^Done: items ([\d, to]+)\./m),
		unclear: listedAfter(error, /^Failed, too: items ([\d, to]+), which were on their way/m),
		refused: listedAfter(
			error,
			/^Failed, too, before a change was sent for them: items ([\d, to]+)\./m,
		),
	};
}

/** What a run says of each of its items. @returns undefined for one that did not say anything */
export function saidOf({ items, said, onError, isStopped }: RunHistory): ItemSaid[] | undefined {
	if (!said) return undefined;
	const verdicts = items.map((): ItemSaid => ({ verdict: 'notBegun' }));
	for (const output of said.outputs) {
		for (const item of output.of) {
			verdicts[item] =
				output.error === undefined
					? { verdict: 'done', output }
					: { verdict: verdictOf(output.error) };
		}
	}
	if (said.error === undefined || (onError !== 'stopWorkflow' && !isStopped)) return verdicts;
	const text = stopTextIn(said.error);
	if (!text) return verdicts;
	const tell = (which: number[], verdict: Verdict) => {
		for (const item of which) verdicts[item] = { verdict };
	};
	tell(text.done, 'done');
	tell(text.unclear, 'unclear');
	tell(text.refused, 'refused');
	if (text.failed !== undefined)
		tell([text.failed], verdictOf(said.error.split(/^Failed, too/m)[0]));
	return verdicts;
}
