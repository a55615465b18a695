import type { IDataObject } from 'n8n-workflow';

import { elapsed } from '../../n8n/wait';
import {
	confirmationReportOption,
	confirmUpdateField,
	onMismatchOption,
	readConfirmation,
} from '../../parameters/confirmation';
import {
	emptyValuesOption,
	fieldsField,
	readFields,
	readStoredFields,
	type StoredFields,
	WRITE_ADVICE,
} from '../../parameters/fields';
import { optionsOf } from '../../parameters/options';
import { forComparison } from '../../records/clean';
import type { Item } from '../../records/item';
import { hasValue } from '../../records/identity';
import { keysOf } from '../../records/list';
import { outputOf } from '../../records/output';
import { refuseNothing, refuseUnfit, toFieldValues, type GivenFields } from '../../records/values';
import type { SentField } from '../../records/wire';
import {
	hintAtHeldBack,
	updateConfirmed,
	type ConfirmationChoice,
	type Sending,
	type Target,
} from '../../records/write';
import type { CampaignRecord } from '../../transport/types';
import type { Operation } from '../resource';
import { createMatching, withMatchValues } from './createMatching';
import { PROFILE } from './kind';
import {
	matchFields,
	matchModeOption,
	readMatch,
	readMatchMode,
	recordKeyOfMatch,
	type MatchMode,
} from './match';
import { checkParameters, findMatches, identityOf, valuesOf, type Match } from './matches';

interface UpsertInput {
	match: Match;
	mode: MatchMode;
	confirmation: ConfirmationChoice;
	given: GivenFields;
}

/** The profiles that match. One that an earlier item of this run has made is known by its key alone. */
async function matchesOf(item: Item, match: Match, sent: SentField[]): Promise<CampaignRecord[]> {
	const earlier = item.instance.created.find(identityOf(match));
	if (earlier === undefined) {
		if (match.by === 'customFilter') await checkParameters(item, match.filter);
		return await findMatches(item, match, sent);
	}
	if (earlier !== 'unclear') return [earlier];
	throw item.refuse(
		'An earlier item with the same match value may have created this profile',
		"It is not known whether it did, so nothing was written for this one. Look for the profile with 'Get Many', then run the item again.",
	);
}

/** An empty cell of the column that the profile is known by: without it, the next run would make another one. */
const clearsIdentity = (
	{ kind }: Item,
	match: Match,
	found: CampaignRecord,
	knownFields: string[],
	{ id, clears }: SentField,
) =>
	clears === true &&
	(knownFields.includes(id) || valuesOf(match).some((value) => hasValue(kind, found, value, [id])));

/** The one profile that matches; undefined when no profile does. @throws NodeOperationError for several */
function onlyOne(item: Item, [found, ...others]: CampaignRecord[]): CampaignRecord | undefined {
	if (others.length === 0) return found;
	throw item.refuse(
		'Several profiles match, and nothing was written',
		`It is not clear which one is meant. Merge them in Campaign, or choose another 'Match By'. The PKeys: ${keysOf([found, ...others])}`,
	);
}

async function createOrUpdate(
	item: Item,
	{ match, mode, confirmation }: UpsertInput,
	sending: Sending,
): Promise<IDataObject> {
	const { client } = item;
	const { sent, heldBack } = sending;
	let found = onlyOne(item, await matchesOf(item, match, sent));
	const readAt = elapsed();
	if (!found && mode !== 'updateOnly') {
		const created = await createMatching(item, match, sending, confirmation, readAt);
		if ('output' in created) return created.output;
		found = onlyOne(item, created.existing);
	}
	if (!found) {
		throw item.refuse(
			'No profile matches, and nothing was written',
			"Check 'Match Value', or set 'Mode' in Options to 'Create or Update' to create it.",
		);
	}
	if (mode === 'createOnly') {
		throw item.refuse(
			'The profile exists already, and nothing was written',
			`Set 'Mode' in Options to 'Create or Update' to change it. Its PKey: ${keysOf([found])}`,
		);
	}
	const known = item.instance.created;
	const identity = identityOf(match);
	const knownFields = known.fieldsOf(identity);
	const changesOf = (profile: CampaignRecord) =>
		sent.filter((field) => !clearsIdentity(item, match, profile, knownFields, field));
	const changes = changesOf(found);
	if (changes.length === 0) {
		hintAtHeldBack(item, heldBack, found);
		return { operation: 'unchanged', ...outputOf(item, found, sent) };
	}
	const isKnown = known.find(identity) !== undefined;
	const targetOf = (profile: CampaignRecord): Target => ({
		url: client.urls.record(String(profile.PKey)),
		changes: changesOf(profile),
		before: profile,
	});
	known.beforeUpdate(identity, String(found.PKey), changes);
	const decide = async (): Promise<Target> => {
		const again = onlyOne(item, await findMatches(item, match, sent));
		if (again) return targetOf(again);
		throw item.refuse(
			'The profile does not match any more, and nothing was written',
			'Somebody changed or deleted it while Campaign was busy. Run the item again.',
		);
	};
	const updated = await updateConfirmed(
		item,
		targetOf(found),
		{ sent: changes, heldBack },
		confirmation,
		// A list that is read later may not have what this run has made.
		{ basis: isKnown ? undefined : { readAt, decide } },
	);
	return { operation: 'updated', ...updated };
}

/**
 * Looks, then writes: two requests for a new profile (three for the first one of a run by custom key or filter), three
 * for one that exists (two without 'Confirm Update'), one less when an earlier item of the run made it. By custom filter
 * two more in a run, and one more for the first new one by custom key or filter.
 */
export const upsert: Operation<UpsertInput, StoredFields> = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update profile',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	toolDescription: `Create or update profile in Adobe Campaign: changes the customer profile that matches, or adds it. ${WRITE_ADVICE}`,
	properties: [
		...matchFields,
		fieldsField('mapProfileFields'),
		confirmUpdateField('profile'),
		optionsOf([
			confirmationReportOption('profile'),
			emptyValuesOption,
			onMismatchOption('profile'),
			matchModeOption,
		]),
	],

	readShared: (context) => readStoredFields(context, PROFILE),

	read: (context, itemIndex, stored) => ({
		match: readMatch(context, itemIndex),
		mode: readMatchMode(context, itemIndex),
		confirmation: readConfirmation(context, itemIndex),
		given: readFields(context, itemIndex, stored),
	}),

	recordKey: ({ match }) => recordKeyOfMatch(match),

	async run(item, input) {
		const { match, given } = input;
		const values = await toFieldValues(item, given);
		refuseUnfit(item, values.refused);
		const sending = { sent: withMatchValues(match, values.sent), heldBack: values.heldBack };
		const hasNothing = values.sent.length === 0 && sending.heldBack.length === 0;
		if (hasNothing && !values.isSilent) refuseNothing(item, given);
		// Another execution that looks for the same profile at the same time would not find it either, and make it twice.
		return await item.client.inTurn(
			forComparison(identityOf(match)),
			async () => await createOrUpdate(item, input, sending),
		);
	},
};
