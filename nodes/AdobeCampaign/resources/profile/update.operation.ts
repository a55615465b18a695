import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
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
import { dryRunOption, optionsOf, readDryRun } from '../../parameters/options';
import { readBoolean } from '../../parameters/readers';
import { differing, momentOf, proposal, withSiblings } from '../../records/compare';
import { toCampaignDateTime } from '../../records/dates';
import { storedValue } from '../../records/metadata';
import type { Item } from '../../records/item';
import { outputOf } from '../../records/output';
import {
	refuseNothing,
	refuseUnfit,
	toFieldValues,
	type GivenFields,
	type Refused,
} from '../../records/values';
import {
	hintAtHeldBack,
	updateConfirmed,
	type ConfirmationChoice,
	type Target,
} from '../../records/write';
import { referenceIn } from '../../transport/bodies';
import type { CampaignRecord } from '../../transport/types';
import type { Operation } from '../resource';
import {
	isDoubtfulKey,
	locateProfile,
	readProfile,
	refuseWithoutKey,
	type LocatedProfile,
	type ProfileChoice,
} from './find';
import { PROFILE } from './kind';
import { profileLocator, readProfileChoice, recordKeyOf } from './locator';

const onlyChangedOption: INodeProperties = {
	displayName: 'Only Changed Fields',
	name: 'onlyChanged',
	type: 'boolean',
	// On as soon as it is added.
	default: true,
	description:
		"Whether to read the profile first and send only what differs. When nothing does, nothing is written. The output says which in 'updated'.",
};

const ifUnmodifiedSinceOption: INodeProperties = {
	displayName: 'Only If Not Modified Since',
	name: 'ifUnmodifiedSince',
	type: 'dateTime',
	default: '',
	hint: "e.g. the 'lastModified' of an earlier read",
	description:
		'Refuse the update when somebody changed the profile after this moment. Best effort: Adobe has no conditional update, so a change in the second between reading and writing is not seen.',
};

/** What an update looks at before it changes the profile. */
interface UpdateGuards {
	onlyChanged: boolean;
	dryRun: boolean;
	/** A moment in milliseconds; undefined without this guard. */
	unmodifiedSince?: number;
}

/** Reads the guards of an update. */
function readGuards(context: IExecuteFunctions, itemIndex: number): UpdateGuards {
	const onlyChanged = readBoolean(context, itemIndex, 'options.onlyChanged', 'Only Changed Fields');
	const dryRun = readDryRun(context, itemIndex);
	const since = context.getNodeParameter('options.ifUnmodifiedSince', itemIndex, false);
	if (since === false) return { onlyChanged, dryRun };
	// An empty expression is an error: it would silently remove the guard.
	const moment = toCampaignDateTime(since, context.getTimezone());
	if (moment) return { onlyChanged, dryRun, unmodifiedSince: Date.parse(moment.replace(' ', 'T')) };
	throw inputError(context, itemIndex, {
		message: "'Only If Not Modified Since' in Options is no date with a time",
		description:
			"Enter a moment such as '2026-03-31T10:00:00Z', or the 'lastModified' of a profile.",
	});
}

interface UpdateInput {
	choice: ProfileChoice;
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
	const modified = momentOf(current.lastModified);
	// A profile that does not say when it was changed counts as changed.
	if (unmodifiedSince === undefined || modified <= unmodifiedSince) return;
	throw item.refuse(
		isUnclear
			? 'The profile was changed in the meantime, perhaps by this update'
			: 'The profile was changed in the meantime, and nothing was written',
		`It was last modified ${String(current.lastModified || 'at an unknown time')}, which is after 'Only If Not Modified Since'. Read it again, then decide.`,
	);
}

/** A value that its field would not take, such as a choice that is gone, does no harm where it stands already. */
const isUnchanged =
	(current: CampaignRecord) =>
	({ field, given }: Refused) =>
		String(storedValue(current, field)) === String(given);

/**
 * PATCH, then the confirming GET: two requests, three by e-mail. What has to be known before ('Only Changed Fields',
 * 'Dry Run', 'Only If Not Modified Since', a custom key that may be taken for something else, or nothing to write) is one
 * GET more, but not by e-mail, where the lookup has brought the profile.
 */
export const update: Operation<UpdateInput, StoredFields> = {
	value: 'update',
	name: 'Update',
	action: 'Update profile',
	description: 'Change fields of one customer profile and check that every value was stored',
	toolDescription: `Update profile in Adobe Campaign: changes fields of one customer profile, and says what is stored. ${WRITE_ADVICE}`,
	properties: [
		...profileLocator,
		fieldsField('mapProfileFields'),
		confirmUpdateField('profile'),
		optionsOf([
			confirmationReportOption('profile'),
			dryRunOption(
				'Whether to only read the profile, write nothing, and return for each field what it is now and what it would be',
			),
			emptyValuesOption,
			onMismatchOption('profile'),
			onlyChangedOption,
			ifUnmodifiedSinceOption,
		]),
	],

	readShared: (context) => readStoredFields(context, PROFILE),

	read: (context, itemIndex, stored) => ({
		choice: readProfileChoice(context, itemIndex),
		confirmation: readConfirmation(context, itemIndex),
		guards: readGuards(context, itemIndex),
		given: readFields(context, itemIndex, stored),
	}),

	recordKey: ({ choice }) => recordKeyOf(choice),

	async run(item, { choice, confirmation, guards, given }) {
		const values = await toFieldValues(item, given);
		const { sent, refused, heldBack, isSilent } = values;
		const { onlyChanged, dryRun, unmodifiedSince } = guards;
		if (!onlyChanged) refuseUnfit(item, refused);
		const hasNothing = sent.length === 0 && refused.length === 0;
		if (hasNothing && heldBack.length === 0 && !isSilent) refuseNothing(item, given);

		const isGuarded = onlyChanged || dryRun || unmodifiedSince !== undefined;
		const look = async (): Promise<{ located: LocatedProfile; current?: CampaignRecord }> => {
			const located = await locateProfile(item, choice);
			const { customKey } = located;
			const isDoubtful = customKey !== undefined && isDoubtfulKey(customKey);
			if (!isGuarded && !isDoubtful && !hasNothing) return { located, current: located.profile };
			return { located: { url: located.url }, current: await readProfile(item, located) };
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

		const { located, current } = await look();
		const { url, customKey } = located;
		const checkRecord = (record: CampaignRecord) => {
			if (customKey) refuseWithoutKey(item, record, customKey, 'That profile has been changed.');
		};
		if (!current) {
			const target = { url, changes: sent };
			return await updateConfirmed(item, target, values, confirmation, { checkRecord });
		}
		const readAt = elapsed();
		const changes = changesFor(current);
		if (dryRun) return proposal(current, sent);
		if (changes.length === 0) {
			hintAtHeldBack(item, heldBack, current);
			const { confirmUpdate } = confirmation;
			const unchanged = confirmUpdate ? outputOf(item, current, sent) : referenceIn(current);
			return { updated: false, ...unchanged };
		}
		let isUpdated = true;
		const decide = async (isUnclear: boolean): Promise<Target> => {
			const again = await look();
			const changesNow = again.current ? changesFor(again.current, isUnclear) : sent;
			isUpdated = changesNow.length > 0 || isUnclear;
			return { url: again.located.url, changes: changesNow, before: again.current };
		};
		const target = { url, changes, before: current };
		const basis = { readAt, decide };
		const updated = await updateConfirmed(item, target, values, confirmation, {
			basis,
			checkRecord,
		});
		return onlyChanged ? { updated: isUpdated, ...updated } : updated;
	},
};
