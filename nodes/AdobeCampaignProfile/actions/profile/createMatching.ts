import { sleep } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { FILTER_NOTE } from '../../descriptions/customFilter';
import type { SentField } from '../../helpers/fieldValues';
import { knownInRun } from '../../helpers/knownInRun';
import { outputOf } from '../../helpers/output';
import { findMatches, identityOf, type Match } from '../../transport/matches';
import { inputError } from '../../transport/nodeErrors';
import { folded, keysOf } from '../../transport/profiles';
import type { Profile } from '../../transport/types';
import { createChecked } from './checkedCreate';
import type { Work } from './work';

/**
 * What a new profile gets. It has to be found by the same value again, or the next run would make another one.
 *
 * @throws NodeOperationError when it would not be
 */
function fieldsOfNew({ context, itemIndex }: Work, match: Match, sent: SentField[]): SentField[] {
	const { by, value } = match;
	if (by === 'customKey' && !sent.some((field) => String(field.value) === value)) {
		throw inputError(context, itemIndex, {
			message: 'No profile has this custom key, and a new one would not have it either',
			description:
				"Add the key field of your instance to 'Fields' and give it the same value as 'Match Value'.",
		});
	}
	if (by !== 'email') return sent;
	const email = sent.find(({ id }) => id === 'email');
	if (email && folded(email.value) !== folded(value)) {
		throw inputError(context, itemIndex, {
			message: "No profile has this e-mail, and 'Fields' gives a new one another",
			description: "Make 'Match Value' and the e-mail in 'Fields' the same, or remove the latter.",
		});
	}
	const others = sent.filter((field) => field !== email);
	return [{ id: 'email', label: 'Email', type: 'string', ...email, value }, ...others];
}

/** Whether the first profile that a run created was found by its match value; the others are matched in the same way. */
const findableInRun = new WeakMap<IExecuteFunctions, boolean>();

/** A read can be older than the write before it. */
const PAUSES_MS = [0, 500, 1500];

async function isFindable({ client, endpoint }: Work, match: Match): Promise<boolean> {
	for (const pause of PAUSES_MS) {
		await sleep(pause);
		if ((await findMatches(client, endpoint, match, FILTER_NOTE)).length > 0) return true;
	}
	return false;
}

/**
 * Campaign does not tell which field is the custom key, or what a filter looks at. Where that is another thing than the
 * workflow's author thinks, each run would create all of its profiles once more; so the first one is looked for.
 *
 * @throws NodeOperationError when it is not found
 */
async function proveFindable(work: Work, match: Match, created: Profile): Promise<void> {
	const { context, itemIndex } = work;
	if (match.by === 'email' || findableInRun.has(context)) return;
	const isFound = await isFindable(work, match).catch(() => undefined);
	if (isFound === undefined) return;
	findableInRun.set(context, isFound);
	if (isFound) return;
	throw inputError(context, itemIndex, {
		message: "The profile was created, but 'Match Value' does not find it",
		description: `${MATCH_ADVICE} The PKey: ${keysOf([created])}`,
	});
}

const MATCH_ADVICE =
	"Every run would create it again. Check that 'Match Value' is what 'Match By' looks for in your instance, and that 'Fields' has the same value.";

function refuseUnfindable({ context, itemIndex }: Work): void {
	if (findableInRun.get(context) !== false) return;
	throw inputError(context, itemIndex, {
		message:
			"No profile matches, and none was created: 'Match Value' does not find what an earlier item created",
		description: MATCH_ADVICE,
	});
}

/**
 * Creates the profile that nobody has matched, so that it is matched from now on.
 *
 * @throws NodeOperationError, NodeApiError
 */
export async function createMatching(
	work: Work,
	match: Match,
	sent: SentField[],
): Promise<IDataObject> {
	const { context, client, endpoint } = work;
	const fields = fieldsOfNew(work, match, sent);
	refuseUnfindable(work);
	const known = knownInRun(context);
	const identity = identityOf(match);
	const findCreated = async () => {
		known.set(identity, 'unclear');
		const [found, ...others] = await findMatches(client, endpoint, match, FILTER_NOTE);
		return others.length > 0 ? undefined : found;
	};
	const created = await createChecked(work, fields, findCreated);
	known.set(identity, { PKey: String(created.PKey) });
	await proveFindable(work, match, created);
	return { ...outputOf(context, created, fields), operation: 'created' };
}
