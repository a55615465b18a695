import { accounted, nothingAfterStop, nothingHangs } from './accounts';
import type { History } from './history';
import { doneIsStored, inOrder, refusedIsNotStored } from './promises';
import { isPatchedOnce, isPostedOnce, oneProfilePerEmail } from './repeats';
import type { Finding } from './story';

/** What must be true of every history, by name. Each finds where it is not. */
export const INVARIANTS = {
	'no profile is made twice': isPostedOnce,
	'no change is written twice': isPatchedOnce,
	'Create or Update makes one profile of an e-mail': oneProfilePerEmail,
	'what is called done is stored': doneIsStored,
	'what is called refused is not stored': refusedIsNotStored,
	"a person's items go in their order": inOrder,
	'every item is accounted for': accounted,
	'nothing is begun after Stop': nothingAfterStop,
	'every run comes to an end': nothingHangs,
} satisfies Record<string, (history: History) => Finding[]>;

export type InvariantName = keyof typeof INVARIANTS;

/** Where a history is not as it must be. */
export interface Violation {
	invariant: InvariantName;
	/** What happened, in one sentence. */
	story: string;
}

/** Everything that is wrong with a history; nothing for a good one. */
export function check(history: History): Violation[] {
	const names = Object.keys(INVARIANTS) as InvariantName[];
	return names.flatMap((invariant) =>
		INVARIANTS[invariant](history).map(({ run, item, what }) => ({
			invariant,
			story: `${item === undefined ? `Run ${run}` : `Item ${item} of run ${run}`} (${history.runs[run].operation}) ${what}`,
		})),
	);
}
