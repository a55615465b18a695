import type { IDataObject } from 'n8n-workflow';

import type { ConfirmationChoice } from '../../descriptions/confirmation';
import { FILTER_NOTE } from '../../descriptions/customFilter';
import type { SentField } from '../../helpers/fieldValues';
import { knownInRun } from '../../helpers/knownInRun';
import { findMatches, identityOf, type Match } from '../../transport/matches';
import { inputError } from '../../transport/nodeErrors';
import { folded } from '../../transport/profiles';
import { createChecked } from './checkedCreate';
import { createFindable } from './findable';
import { outcomeOf } from './outcome';
import type { Work } from './work';

/**
 * What a new profile gets. It has to be found by the same value again, or the next run would make another one.
 *
 * @throws NodeOperationError when it would not be
 */
function fieldsOfNew({ context, itemIndex }: Work, match: Match, sent: SentField[]): SentField[] {
	const { by, value } = match;
	if (by !== 'email') {
		if (sent.some((field) => folded(field.value) === folded(value))) return sent;
		throw inputError(context, itemIndex, {
			message: "No profile matches, and a new one would not have the 'Match Value' either",
			description:
				"Add the field that 'Match By' looks at to 'Fields', with the same value as 'Match Value'.",
		});
	}
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

/**
 * Creates the profile that nobody has matched, so that it is matched from now on.
 *
 * @throws NodeOperationError, NodeApiError
 */
export async function createMatching(
	work: Work,
	match: Match,
	sent: SentField[],
	choice: ConfirmationChoice,
): Promise<IDataObject> {
	const { context, client, endpoint } = work;
	const fields = fieldsOfNew(work, match, sent);
	const known = knownInRun(context);
	const identity = identityOf(match);
	const findCreated = async () => {
		known.set(identity, 'unclear');
		const [found, ...others] = await findMatches(client, endpoint, match, FILTER_NOTE);
		return others.length > 0 ? undefined : found;
	};
	const created = await createFindable(work, match, async () => {
		const written = await createChecked(work, fields, findCreated);
		known.set(identity, { PKey: String(written.record.PKey) });
		return written;
	});
	// First: n8n's table ends after forty columns.
	return { operation: 'created', ...outcomeOf(work, created, fields, choice) };
}
