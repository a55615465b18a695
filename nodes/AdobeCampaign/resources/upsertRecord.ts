import type { IDataObject } from 'n8n-workflow';

import { elapsed } from '../n8n/wait';
import {
	confirmationReportOption,
	confirmTogetherOption,
	confirmUpdateField,
	onMismatchOption,
	readConfirmation,
	simplifyWrittenFields,
} from '../parameters/confirmation';
import {
	emptyValuesOption,
	fieldsField,
	readFields,
	readStoredFields,
	type StoredFields,
} from '../parameters/fields';
import { matchModeOption, readMatchMode, type MatchMode } from '../parameters/matchMode';
import { optionsOf } from '../parameters/options';
import { forComparison } from '../records/clean';
import type { Item } from '../records/item';
import { hasValue } from '../records/identity';
import type { RecordKind } from '../records/kind';
import { listed } from '../records/listed';
import { inReadingOrder, outputOf } from '../records/output';
import { refuseNothing, refuseUnfit, toFieldValues, type GivenFields } from '../records/values';
import type { SentField } from '../records/wire';
import {
	hintAtHeldBack,
	updateConfirmed,
	type ConfirmationChoice,
	type Sending,
	type Target,
} from '../records/write';
import type { CampaignRecord } from '../transport/types';
import { createMatching } from './createMatching';
import type { Matcher } from './matcher';
import type { Operation, OperationTexts } from './resource';

export interface UpsertInput<Match> {
	match: Match;
	mode: MatchMode;
	confirmation: ConfirmationChoice;
	given: GivenFields;
}

/** The records that match. One that an earlier item of this run has made is known by its key alone. */
async function matchesOf<Match>(
	item: Item,
	matcher: Matcher<Match>,
	match: Match,
	sent: SentField[],
): Promise<CampaignRecord[]> {
	const earlier = item.instance.created.find(matcher.identityOf(match));
	if (earlier === undefined) {
		await matcher.check?.(item, match);
		return await matcher.find(item, match, sent);
	}
	if (earlier !== 'unclear') return [earlier];
	throw item.refuse(
		`An earlier item with the same match value may have created this ${item.kind.one}`,
		`It is not known whether it did, so nothing was written for this one. Look for the ${item.kind.one} with 'Get Many', then run the item again.`,
	);
}

/** An empty cell of the column that the record is known by: without it, the next run would make another one. */
const clearsIdentity = (
	{ kind }: Item,
	values: string[],
	found: CampaignRecord,
	knownFields: string[],
	{ id, clears }: SentField,
) =>
	clears === true &&
	(knownFields.includes(id) || values.some((value) => hasValue(kind, found, value, [id])));

/** The one record that matches; undefined when none does. @throws NodeOperationError for several */
function onlyOne(item: Item, [found, ...others]: CampaignRecord[]): CampaignRecord | undefined {
	if (others.length === 0) return found;
	throw item.refuse(
		`Several ${item.kind.many} match, and nothing was written`,
		`It is not clear which one is meant. Merge them in Campaign, or choose another 'Match By':\n${listed([found, ...others], item.kind)}`,
	);
}

async function createOrUpdate<Match>(
	item: Item,
	matcher: Matcher<Match>,
	{ match, mode, confirmation }: UpsertInput<Match>,
	sending: Sending,
): Promise<IDataObject> {
	const { client } = item;
	const { one } = item.kind;
	const { sent, heldBack } = sending;
	let found = onlyOne(item, await matchesOf(item, matcher, match, sent));
	const readAt = elapsed();
	if (!found && mode !== 'updateOnly') {
		const created = await createMatching(item, matcher, match, sending, confirmation, readAt);
		if ('output' in created) return created.output;
		found = onlyOne(item, created.existing);
	}
	if (!found) {
		throw item.refuse(
			`No ${one} matches, and nothing was written`,
			"Check 'Match Value', or set 'Mode' in Options to 'Create or Update' to create it.",
		);
	}
	if (mode === 'createOnly') {
		throw item.refuse(
			`The ${one} exists already, and nothing was written`,
			`Set 'Mode' in Options to 'Create or Update' to change it. Its PKey: ${String(found.PKey)}`,
		);
	}
	const known = item.instance.created;
	const identity = matcher.identityOf(match);
	const knownFields = known.fieldsOf(identity);
	const values = matcher.valuesOf(match);
	const changesOf = (record: CampaignRecord) =>
		sent.filter((field) => !clearsIdentity(item, values, record, knownFields, field));
	const changes = changesOf(found);
	if (changes.length === 0) {
		hintAtHeldBack(item, heldBack, found);
		return { operation: 'unchanged', ...outputOf(item, found, sent, confirmation.isSimplified) };
	}
	const isKnown = known.find(identity) !== undefined;
	const targetOf = (record: CampaignRecord): Target => ({
		url: client.urls.record(String(record.PKey)),
		changes: changesOf(record),
		before: record,
	});
	known.beforeUpdate(identity, String(found.PKey), changes);
	const decide = async (): Promise<Target> => {
		const again = onlyOne(item, await matcher.find(item, match, sent));
		if (again) return targetOf(again);
		throw item.refuse(
			`The ${one} does not match any more, and nothing was written`,
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
 * 'Create or Update'. Looks, then writes: two requests for a new record (three for the first one of a run, unless it is certain
 * how it is found), three for one that exists (two without 'Confirm Update'), one less when an earlier item of the run made it.
 * By custom filter two more in a run, and one more for the first new one that is not certain to be found.
 *
 * @param kind for what the form stored with the workflow
 * @param mapperMethod the editor's method that lists the fields
 */
export const upsertRecord = <Match>(
	matcher: Matcher<Match>,
	kind: RecordKind,
	mapperMethod: string,
	texts: OperationTexts,
): Operation<UpsertInput<Match>, StoredFields> => ({
	value: 'upsert',
	name: 'Create or Update',
	...texts,
	properties: [
		...matcher.fields,
		fieldsField(mapperMethod),
		confirmUpdateField(kind.one),
		...simplifyWrittenFields(kind.one),
		optionsOf([
			confirmationReportOption(kind.one),
			confirmTogetherOption(kind.many),
			emptyValuesOption,
			onMismatchOption(kind.one),
			matchModeOption(kind.one, kind.many),
		]),
	],

	readShared: (context) => readStoredFields(context, kind),

	read: (context, itemIndex, stored) => ({
		match: matcher.read(context, itemIndex),
		mode: readMatchMode(context, itemIndex),
		confirmation: readConfirmation(context, itemIndex),
		given: readFields(context, itemIndex, stored),
	}),

	outcomeOf: ({ operation }) => String(operation),

	// Whatever its capitals: Campaign may ignore letter case.
	recordKey: ({ match }) => ({ way: 'match', key: forComparison(matcher.identityOf(match)) }),

	async run(item, input) {
		const { match, given } = input;
		item.client.hide(...matcher.valuesOf(match));
		const values = await toFieldValues(item, given);
		refuseUnfit(item, values.refused);
		const sending = { sent: matcher.fieldsOf(match, values.sent), heldBack: values.heldBack };
		const hasNothing = values.sent.length === 0 && sending.heldBack.length === 0;
		if (hasNothing && !values.isSilent) refuseNothing(item, given);
		// Another execution that looks for the same record at the same time would not find it either, and make it twice.
		return await item.client.inTurn(forComparison(matcher.identityOf(match)), async () =>
			inReadingOrder(await createOrUpdate(item, matcher, input, sending), item.kind, sending.sent),
		);
	},
});
