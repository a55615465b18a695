import type { IExecuteFunctions } from 'n8n-workflow';

import type { Match } from '../resources/profile/matches';
import { inputError } from '../n8n/errors';
import { pauses } from '../transport/pauses';
import { keysOf } from '../resources/profile/find';
import type { Profile } from '../transport/types';
import type { Work } from '../resources/item';

/**
 * Whether the first profile that a run created was found by its match value. Campaign does not tell which field is the
 * custom key, or what a filter looks at. Where that is another thing than the workflow's author thinks, each run would
 * create all of its profiles once more; so the first one is looked for, and the others wait for that.
 */
const findableInRun = new WeakMap<IExecuteFunctions, Promise<boolean | undefined>>();

/** What came of creating a profile: a new one, or those that were there already. */
export type Made = { record: Profile } | { existing: Profile[] };

/** Looks for what was created by its match value. */
type Look = () => Promise<Profile[]>;

const ADVICE =
	"Every run would create it again. Check that 'Match Value' is what 'Match By' looks for in your instance, and that 'Fields' has the same value.";

async function isFindable({ wait }: Work, look: Look): Promise<boolean> {
	for (const pause of pauses.proofs) {
		await wait(pause);
		if ((await look()).length > 0) return true;
	}
	return false;
}

async function createFirst(work: Work, look: Look, create: () => Promise<Made>): Promise<Made> {
	const { context, itemIndex } = work;
	const creating = create();
	const proof = creating
		.then(async (made) => ('record' in made ? await isFindable(work, look) : undefined))
		.catch(() => undefined)
		.then((isProven) => {
			// Nothing was created, or it could not be looked for: that proves nothing, and the next one is the first.
			if (isProven === undefined) findableInRun.delete(context);
			return isProven;
		});
	findableInRun.set(context, proof);
	const made = await creating;
	if ((await proof) !== false || !('record' in made)) return made;
	throw inputError(context, itemIndex, {
		message: "The profile was created, but 'Match Value' does not find it",
		description: `${ADVICE} The PKey: ${keysOf([made.record])}`,
	});
}

/**
 * Creates a profile that can be found by its match value again.
 *
 * @throws NodeOperationError when it, or the first one of the run, cannot
 */
export async function createFindable(
	work: Work,
	look: Look,
	match: Match,
	create: () => Promise<Made>,
): Promise<Made> {
	const { context, itemIndex } = work;
	// An e-mail is a field that every profile has, and `byEmail` looks at no other.
	if (match.by === 'email') return await create();
	let isProven: boolean | undefined;
	while (isProven === undefined) {
		const first = findableInRun.get(context);
		if (!first) return await createFirst(work, look, create);
		isProven = await first;
	}
	if (isProven) return await create();
	throw inputError(context, itemIndex, {
		message:
			"No profile matches, and none was created: 'Match Value' does not find what an earlier item created",
		description: ADVICE,
	});
}
