import { accounted, nothingAfterStop, nothingHangs } from './accounts';
import type { History } from './history';
import { confirmedIsRead, doneIsStored, inOrder, refusedIsNotStored } from './promises';
import { isPatchedOnce, isPostedOnce, oneProfilePerEmail } from './repeats';
import type { Finding } from './story';

/** What must be true of every history, by name. Each function returns the places where it is not. */
export const INVARIANTS = {
	'no profile is created twice': isPostedOnce,
	'no change is written twice': isPatchedOnce,
	'Create or Update creates one profile for an e-mail': oneProfilePerEmail,
	'what is reported as done is stored': doneIsStored,
	'what is confirmed was read after it was written': confirmedIsRead,
	'what is reported as refused is not stored': refusedIsNotStored,
	'the items for one profile are written in their order': inOrder,
	'every item is reported once': accounted,
	'nothing new is sent after Stop': nothingAfterStop,
	'every run ends': nothingHangs,
} satisfies Record<string, (history: History) => Finding[]>;

export type InvariantName = keyof typeof INVARIANTS;

/** A place where a history is not as it must be. */
export interface Violation {
	invariant: InvariantName;
	/** What happened, in one sentence. */
	story: string;
}

/** @returns every violation in a history */
export function check(history: History): Violation[] {
	const names = Object.keys(INVARIANTS) as InvariantName[];
	return names.flatMap((invariant) =>
		INVARIANTS[invariant](history).map(({ run, item, what }) => ({
			invariant,
			story: `${item === undefined ? `Run ${run}` : `Item ${item} of run ${run}`} (${history.runs[run].operation}) ${what}`,
		})),
	);
}
