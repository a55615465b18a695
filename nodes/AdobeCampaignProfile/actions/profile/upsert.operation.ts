import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import {
	confirmationReportOption,
	confirmUpdateFor,
	onMismatchOption,
	readConfirmation,
} from '../../descriptions/confirmation';
import { FILTER_NOTE } from '../../descriptions/customFilter';
import {
	matchFields,
	matchModeOption,
	nameOfMatch,
	readMatch,
	readMatchMode,
} from '../../descriptions/matching';
import { optionsOf } from '../../descriptions/options';
import { profileFieldsFor, readProfileFields } from '../../descriptions/profileFields';
import type { SentField } from '../../helpers/fieldValues';
import { knownInRun } from '../../helpers/knownInRun';
import { profileUrl } from '../../transport/endpoints';
import { findMatches, identityOf, type Match } from '../../transport/matches';
import { inputError } from '../../transport/nodeErrors';
import { folded, keysOf } from '../../transport/profiles';
import type { Profile } from '../../transport/types';
import { createMatching } from './createMatching';
import { updateConfirmed } from './confirmedUpdate';
import { checkParameter } from './filterParameter';
import { startWork, type Work } from './work';

export const properties: INodeProperties[] = [
	...matchFields,
	profileFieldsFor('upsert'),
	confirmUpdateFor('upsert'),
	optionsOf('upsert', [confirmationReportOption, onMismatchOption, matchModeOption]),
];

export const description = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update profile',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
};

export const nameOf = nameOfMatch;

/** The profiles that match, told by key alone when an earlier item of this run made the one. */
async function matchesOf(work: Work, match: Match): Promise<Profile[]> {
	const { context, itemIndex, client, endpoint } = work;
	const earlier = knownInRun(context).get(identityOf(match));
	if (earlier === undefined) {
		if (match.by === 'customFilter') await checkParameter(work, match.filter);
		return await findMatches(client, endpoint, match, FILTER_NOTE);
	}
	if (earlier !== 'unclear') return [earlier];
	throw inputError(context, itemIndex, {
		message: 'An earlier item with the same match value may have created this profile',
		description:
			"It is not known whether it did, so nothing was written for this one. Look for the profile with 'Get Many', then run the item again.",
	});
}

const movesAway = ({ by, value }: Match, sent: SentField[]) =>
	by === 'email' &&
	sent.some((field) => field.id === 'email' && folded(field.value) !== folded(value));

/**
 * Looks, then writes: two requests for a new profile (three for the first one of a run by custom key or filter), three
 * for one that exists (two without 'Confirm Update'), one less when an earlier item of the run made it. By custom filter
 * two more in a run.
 */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const match = readMatch(context, itemIndex);
	const mode = readMatchMode(context, itemIndex);
	const confirmation = readConfirmation(context, itemIndex);
	const work = await startWork(context, itemIndex);
	const sent = await readProfileFields(context, itemIndex, work.readFields);

	const refuse = (message: string, description: string) =>
		inputError(context, itemIndex, { message, description });
	const [found, ...others] = await matchesOf(work, match);
	if (others.length > 0) {
		throw refuse(
			'Several profiles match, and nothing was written',
			`It is not clear which one is meant. Merge them in Campaign, or choose another 'Match By'. The PKeys: ${keysOf([found, ...others])}`,
		);
	}
	if (!found) {
		if (mode !== 'updateOnly') return await createMatching(work, match, sent, confirmation);
		throw refuse(
			'No profile matches, and nothing was written',
			"Check 'Match Value', or set 'Mode' in Options to 'Create or Update' to create it.",
		);
	}
	if (mode === 'createOnly') {
		throw refuse(
			'The profile exists already, and nothing was written',
			`Set 'Mode' in Options to 'Create or Update' to change it. Its PKey: ${keysOf([found])}`,
		);
	}
	const url = profileUrl(work.client.tenant, work.endpoint, String(found.PKey));
	const updated = await updateConfirmed(work, url, sent, confirmation);
	// Whoever is meant by this e-mail from now on, it is not this profile any more.
	if (movesAway(match, sent)) knownInRun(context).delete(identityOf(match));
	return { operation: 'updated', ...updated };
}
