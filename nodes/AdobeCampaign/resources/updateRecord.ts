import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../n8n/errors';
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
import { dryRunOption, optionsOf, readDryRun } from '../parameters/options';
import { readBoolean } from '../parameters/readers';
import { differing, momentOf, withSiblings } from '../records/compare';
import { toCampaignDateTime } from '../records/dates';
import { storedValue } from '../records/metadata';
import type { Item } from '../records/item';
import type { RecordKind } from '../records/kind';
import { inReadingOrder, outputOf, proposal } from '../records/output';
import {
	refuseNothing,
	refuseUnfit,
	toFieldValues,
	type GivenFields,
	type Refused,
} from '../records/values';
import {
	hintAtHeldBack,
	updateConfirmed,
	type ConfirmationChoice,
	type Target,
} from '../records/write';
import { referenceIn } from '../transport/bodies';
import type { CampaignRecord } from '../transport/types';
import type { Chooser, Located } from './chooser';
import type { Operation, OperationTexts } from './resource';

const onlyChangedOption = (record: string): INodeProperties => ({
	displayName: 'Only Changed Fields',
	name: 'onlyChanged',
	type: 'boolean',
	// On as soon as it is added.
	default: true,
	description: `Whether to read the ${record} first and send only what differs. When nothing does, nothing is written. The output says which in 'updated'.`,
});

const ifUnmodifiedSinceOption = (record: string): INodeProperties => ({
	displayName: 'Only If Not Modified Since',
	name: 'ifUnmodifiedSince',
	type: 'dateTime',
	default: '',
	hint: "e.g. the 'lastModified' of an earlier read",
	description: `Refuse the update when somebody changed the ${record} after this moment. Best effort: Adobe has no conditional update, so a change in the second between reading and writing is not seen.`,
});

/** What an update looks at before it changes the record. */
interface UpdateGuards {
	onlyChanged: boolean;
	dryRun: boolean;
	/** A moment in milliseconds; undefined without this guard. */
	unmodifiedSince?: number;
}

/** Reads the guards of an update. */
function readGuards(
	context: IExecuteFunctions,
	itemIndex: number,
	{ one }: RecordKind,
): UpdateGuards {
	const onlyChanged = readBoolean(context, itemIndex, 'options.onlyChanged', 'Only Changed Fields');
	const dryRun = readDryRun(context, itemIndex);
	const since = context.getNodeParameter('options.ifUnmodifiedSince', itemIndex, false);
	if (since === false) return { onlyChanged, dryRun };
	// An empty expression is an error: it would silently remove the guard.
	const moment = toCampaignDateTime(since, context.getTimezone());
	if (moment) return { onlyChanged, dryRun, unmodifiedSince: Date.parse(moment.replace(' ', 'T')) };
	throw inputError(context, itemIndex, {
		message: "'Only If Not Modified Since' in Options is no date with a time",
		description: `Enter a moment such as '2026-03-31T10:00:00Z', or the 'lastModified' of a ${one}.`,
	});
}

export interface UpdateInput<Choice> {
	choice: Choice;
	confirmation: ConfirmationChoice;
	guards: UpdateGuards;
	given: GivenFields;
}

/** @param isUnclear a change of this very update may have been stored */
function refuseModified(
	item: Item,
	current: CampaignRecord,
	{ unmodifiedSince }: UpdateGuards,
	isUnclear: boolean,
) {
	const { one } = item.kind;
	const modified = momentOf(current.lastModified);
	// A record that does not say when it was changed counts as changed.
	if (unmodifiedSince === undefined || modified <= unmodifiedSince) return;
	throw item.refuse(
		isUnclear
			? `The ${one} was changed in the meantime, perhaps by this update`
			: `The ${one} was changed in the meantime, and nothing was written`,
		`It was last modified ${String(current.lastModified || 'at an unknown time')}, which is after 'Only If Not Modified Since'. Read it again, then decide.`,
	);
}

/** A value that its field would not take, such as a choice that is gone, does no harm where it stands already. */
const isUnchanged =
	(current: CampaignRecord) =>
	({ field, given }: Refused) =>
		String(storedValue(current, field)) === String(given);

/**
 * 'Update': PATCH, then the confirming GET. Two requests, one more where the record has to be looked up. What has to be known
 * before ('Only Changed Fields', 'Dry Run', 'Only If Not Modified Since', an address that may be another record's, or nothing to
 * write) is one GET more, unless the look-up has brought the record.
 *
 * @param kind for what the form stored with the workflow
 * @param mapperMethod the editor's method that lists the fields
 */
export const updateRecord = <Choice, Place extends Located>(
	chooser: Chooser<Choice, Place>,
	kind: RecordKind,
	mapperMethod: string,
	texts: OperationTexts,
): Operation<UpdateInput<Choice>, StoredFields> => ({
	value: 'update',
	name: 'Update',
	...texts,
	properties: [
		...chooser.fields,
		fieldsField(mapperMethod),
		confirmUpdateField(kind.one),
		...simplifyWrittenFields(kind.one),
		optionsOf([
			confirmationReportOption(kind.one),
			confirmTogetherOption(kind.many),
			dryRunOption(
				`Whether to only read the ${kind.one}, write nothing, and return for each field what it is now and what it would be`,
			),
			emptyValuesOption,
			onMismatchOption(kind.one),
			onlyChangedOption(kind.one),
			ifUnmodifiedSinceOption(kind.one),
		]),
	],

	readShared: (context) => readStoredFields(context, kind),

	read: (context, itemIndex, stored) => ({
		choice: chooser.read(context, itemIndex),
		confirmation: readConfirmation(context, itemIndex),
		guards: readGuards(context, itemIndex, kind),
		given: readFields(context, itemIndex, stored),
	}),

	outcomeOf: ({ dryRun, updated }) => {
		if (dryRun) return 'looked at';
		return updated === false ? 'unchanged' : 'updated';
	},

	recordKey: ({ choice }) => chooser.recordKey(choice),

	async run(item, { choice, confirmation, guards, given }) {
		const values = await toFieldValues(item, given);
		const { sent, refused, heldBack, isSilent } = values;
		const { onlyChanged, dryRun, unmodifiedSince } = guards;
		if (!onlyChanged) refuseUnfit(item, refused);
		const hasNothing = sent.length === 0 && refused.length === 0;
		if (hasNothing && heldBack.length === 0 && !isSilent) refuseNothing(item, given);

		const inOrder = (output: IDataObject) => inReadingOrder(output, item.kind, sent);
		const isGuarded = onlyChanged || dryRun || unmodifiedSince !== undefined;
		const look = async (): Promise<{ place: Place; current?: CampaignRecord }> => {
			const place = await chooser.locate(item, choice);
			const mustRead = isGuarded || chooser.isDoubtful(place) || hasNothing;
			return { place, current: mustRead ? await chooser.readRecord(item, place) : place.record };
		};
		const changesFor = (current: CampaignRecord, isUnclear = false) => {
			const isAsBefore = isUnchanged(current);
			refuseUnfit(
				item,
				refused.filter((value) => !isAsBefore(value)),
			);
			refuseModified(item, current, guards, isUnclear);
			return onlyChanged ? withSiblings(differing(current, sent), sent) : sent;
		};

		const { place, current } = await look();
		const { url } = place;
		if (!current) {
			const target = { url, changes: sent };
			const checkRecord = (record: CampaignRecord) => chooser.refuseOther(item, place, record);
			return inOrder(await updateConfirmed(item, target, values, confirmation, { checkRecord }));
		}
		const readAt = elapsed();
		const changes = changesFor(current);
		if (dryRun) return proposal(current, sent, item.kind);
		if (changes.length === 0) {
			hintAtHeldBack(item, heldBack, current);
			const { confirmUpdate, isSimplified } = confirmation;
			const unchanged = confirmUpdate
				? outputOf(item, current, sent, isSimplified)
				: referenceIn(current);
			return inOrder({ updated: false, ...unchanged });
		}
		let isUpdated = true;
		const decide = async (isUnclear: boolean): Promise<Target> => {
			const again = await look();
			const changesNow = again.current ? changesFor(again.current, isUnclear) : sent;
			isUpdated = changesNow.length > 0 || isUnclear;
			return { url: again.place.url, changes: changesNow, before: again.current };
		};
		const target = { url, changes, before: current };
		const basis = { readAt, decide };
		const updated = await updateConfirmed(item, target, values, confirmation, { basis });
		return inOrder(onlyChanged ? { updated: isUpdated, ...updated } : updated);
	},
});
