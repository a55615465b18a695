import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import {
	confirmationReportOption,
	confirmUpdateFor,
	onMismatchOption,
	readConfirmation,
	type ConfirmationChoice,
} from '../../parameters/confirmation';
import { emptyValuesOption } from '../../parameters/emptyValues';
import {
	matchFields,
	matchModeOption,
	nameOfMatch,
	readMatch,
	readMatchMode,
	type MatchMode,
} from './match';
import { optionsOf } from '../../parameters/options';
import { profileFieldsFor } from '../../parameters/fields';
import { readProfileValues, refuseNothing, refuseUnfit } from '../../parameters/values';
import { elapsed } from '../../n8n/clock';
import type { SentField } from '../../records/wire';
import { knownInRun } from '../../records/created';
import { outputOf } from '../../records/output';
import { profileUrl } from '../../transport/urls';
import { identityOf, valuesOf, type Match } from './matches';
import { inputError } from '../../n8n/errors';
import { hasValue, keysOf } from './find';
import type { Profile } from '../../transport/types';
import { updateConfirmed, type Target } from '../../records/write';
import { createMatching, withMatchValues } from './createMatching';
import { checkParameters } from './filterParameters';
import { lookFor } from './lookFor';
import { noteHeldBack, type Sending } from '../../records/outcome';
import { startWork, type Work } from '../item';

export const properties: INodeProperties[] = [
	...matchFields,
	profileFieldsFor('upsert'),
	confirmUpdateFor('upsert'),
	optionsOf('upsert', [
		confirmationReportOption,
		emptyValuesOption,
		onMismatchOption,
		matchModeOption,
	]),
];

export const description = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update profile',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
};

export const nameOf = nameOfMatch;

/** The profiles that match, told by key alone when an earlier item of this run made the one. */
async function matchesOf(work: Work, match: Match, sent: SentField[]): Promise<Profile[]> {
	const { context, itemIndex } = work;
	const earlier = knownInRun(context).find(identityOf(match));
	if (earlier === undefined) {
		if (match.by === 'customFilter') await checkParameters(work, match.filter);
		return await lookFor(work, match, sent);
	}
	if (earlier !== 'unclear') return [earlier];
	throw inputError(context, itemIndex, {
		message: 'An earlier item with the same match value may have created this profile',
		description:
			"It is not known whether it did, so nothing was written for this one. Look for the profile with 'Get Many', then run the item again.",
	});
}

/** An empty cell of the column that the profile is known by: without it, the next run would make another one. */
const clearsIdentity = (
	match: Match,
	found: Profile,
	knownFields: string[],
	{ id, clears }: SentField,
) =>
	clears === true &&
	(knownFields.includes(id) || valuesOf(match).some((value) => hasValue(found, value, [id])));

/** The one profile that matches; undefined when there is none. @throws NodeOperationError for several */
function onlyOne({ context, itemIndex }: Work, [found, ...others]: Profile[]): Profile | undefined {
	if (others.length === 0) return found;
	throw inputError(context, itemIndex, {
		message: 'Several profiles match, and nothing was written',
		description: `It is not clear which one is meant. Merge them in Campaign, or choose another 'Match By'. The PKeys: ${keysOf([found, ...others])}`,
	});
}

/**
 * Looks, then writes: two requests for a new profile (three for the first one of a run by custom key or filter), three
 * for one that exists (two without 'Confirm Update'), one less when an earlier item of the run made it. By custom filter
 * two more in a run, and one more for the first new one by custom key or filter.
 */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const match = readMatch(context, itemIndex);
	const mode = readMatchMode(context, itemIndex);
	const confirmation = readConfirmation(context, itemIndex);
	const work = await startWork(context, itemIndex);
	const values = await readProfileValues(context, itemIndex, work.readFields);
	refuseUnfit(context, itemIndex, values.refused);
	const sending = { sent: withMatchValues(match, values.sent), heldBack: values.heldBack };
	const hasNothing = values.sent.length === 0 && sending.heldBack.length === 0;
	if (hasNothing && !values.isSilent) refuseNothing(context, itemIndex);
	// Another execution that looks for the same profile at the same time would not find it either, and make it twice.
	return await work.client.inTurn(
		identityOf(match),
		async () => await createOrUpdate(work, match, mode, sending, confirmation),
	);
}

async function createOrUpdate(
	work: Work,
	match: Match,
	mode: MatchMode,
	sending: Sending,
	confirmation: ConfirmationChoice,
): Promise<IDataObject> {
	const { context, itemIndex, client, endpoint } = work;
	const { sent, heldBack } = sending;
	const refuse = (message: string, description: string) =>
		inputError(context, itemIndex, { message, description });
	let found = onlyOne(work, await matchesOf(work, match, sent));
	const readAt = elapsed();
	if (!found && mode !== 'updateOnly') {
		const created = await createMatching(work, match, sending, confirmation, readAt);
		if ('output' in created) return created.output;
		found = onlyOne(work, created.existing);
	}
	if (!found) {
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
	const known = knownInRun(context);
	const identity = identityOf(match);
	const knownFields = known.fieldsOf(identity);
	const changesOf = (profile: Profile) =>
		sent.filter((field) => !clearsIdentity(match, profile, knownFields, field));
	const changes = changesOf(found);
	if (changes.length === 0) {
		noteHeldBack(work, heldBack, found);
		return { operation: 'unchanged', ...outputOf(context, found, sent) };
	}
	const isKnown = known.find(identity) !== undefined;
	const targetOf = (profile: Profile): Target => ({
		url: profileUrl(client.tenant, endpoint, String(profile.PKey)),
		changes: changesOf(profile),
		before: profile,
	});
	known.beforeUpdate(identity, String(found.PKey), changes);
	const decide = async (): Promise<Target> => {
		const again = onlyOne(work, await lookFor(work, match, sent));
		if (again) return targetOf(again);
		throw refuse(
			'The profile does not match any more, and nothing was written',
			'Somebody changed or deleted it while Campaign was busy. Run the item again.',
		);
	};
	const updated = await updateConfirmed(
		work,
		targetOf(found),
		{ sent: changes, heldBack },
		confirmation,
		// A list read later may not have what this run has made.
		isKnown ? undefined : { readAt, decide },
	);
	return { operation: 'updated', ...updated };
}
