import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { ifUnmodifiedSinceOption, onlyChangedOption, readCaution, type Caution } from './guards';
import {
	confirmationReportOption,
	confirmUpdateFor,
	onMismatchOption,
	readConfirmation,
} from '../../parameters/confirmation';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsOf } from '../../parameters/options';
import { emptyValuesOption } from '../../parameters/emptyValues';
import { profileFieldsFor } from '../../parameters/fields';
import { nameOfProfile, readProfileChoice } from './locator';
import {
	readProfileValues,
	refuseNothing,
	refuseUnfit,
	type Refused,
} from '../../parameters/values';
import { elapsed } from '../../n8n/clock';
import { differing, proposal, withSiblings } from '../../records/difference';
import { momentOf } from '../../records/compare';
import { outputOf } from '../../records/output';
import { storedValue } from '../../records/fields';
import { inputError } from '../../n8n/errors';
import { isDoubtfulKey, locateProfile, readProfile, type LocatedProfile } from './find';
import { referenceIn } from '../../transport/bodies';
import type { Profile } from '../../transport/types';
import { updateConfirmed, type Target } from '../../records/write';
import { noteHeldBack } from '../../records/outcome';
import { startWork, type Work } from '../item';

export const properties: INodeProperties[] = [
	profileFieldsFor('update'),
	confirmUpdateFor('update'),
	optionsOf('update', [
		confirmationReportOption,
		dryRunOption(
			'Whether to only read the profile, write nothing, and return for each field what it is now and what it would be',
		),
		emptyValuesOption,
		onMismatchOption,
		onlyChangedOption,
		ifUnmodifiedSinceOption,
	]),
];

export const description = {
	name: 'Update',
	value: 'update',
	action: 'Update profile',
	description: 'Change fields of one customer profile and check that every value was stored',
};

export const nameOf = nameOfProfile;

/** @param isUnclear a change of this very update may have been stored */
function refuseModified(
	{ context, itemIndex }: Work,
	current: Profile,
	{ unmodifiedSince }: Caution,
	isUnclear: boolean,
) {
	const modified = momentOf(current.lastModified);
	// A profile that does not say when it was changed cannot be said to be unchanged.
	if (unmodifiedSince === undefined || modified <= unmodifiedSince) return;
	throw inputError(context, itemIndex, {
		message: isUnclear
			? 'The profile was changed in the meantime, perhaps by this update'
			: 'The profile was changed in the meantime, and nothing was written',
		description: `It was last modified ${String(current.lastModified || 'at an unknown time')}, which is after 'Only If Not Modified Since'. Read it again, then decide.`,
	});
}

/** A value that its field would not take, such as a choice that is gone, does no harm where it stands already. */
const isUnchanged =
	(current: Profile) =>
	({ field, given }: Refused) =>
		String(storedValue(current, field)) === String(given);

/**
 * PATCH, then the confirming GET: two requests, three by e-mail. What has to be known before ('Only Changed Fields',
 * 'Dry Run', 'Only If Not Modified Since', a custom key that may be taken for something else, or nothing to write) is one
 * GET more, but not by e-mail, where the lookup has brought the profile.
 */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const choice = readProfileChoice(context, itemIndex);
	const confirmation = readConfirmation(context, itemIndex);
	const caution = readCaution(context, itemIndex);
	const work = await startWork(context, itemIndex);
	const values = await readProfileValues(context, itemIndex, work.readFields);
	const { sent, refused, heldBack, isSilent } = values;
	const { onlyChanged, dryRun, unmodifiedSince } = caution;
	if (!onlyChanged) refuseUnfit(context, itemIndex, refused);
	const hasNothing = sent.length === 0 && refused.length === 0;
	if (hasNothing && heldBack.length === 0 && !isSilent) refuseNothing(context, itemIndex);

	const isCareful = onlyChanged || dryRun || unmodifiedSince !== undefined;
	const look = async (): Promise<{ located: LocatedProfile; current?: Profile }> => {
		const located = await locateProfile(work.client, work.endpoint, choice);
		const { customKey } = located;
		const isDoubtful = customKey !== undefined && isDoubtfulKey(customKey);
		if (!isCareful && !isDoubtful && !hasNothing) return { located, current: located.profile };
		return { located: { url: located.url }, current: await readProfile(work.client, located) };
	};
	const changesFor = (current: Profile, isUnclear = false) => {
		const isAsBefore = isUnchanged(current);
		refuseUnfit(
			context,
			itemIndex,
			refused.filter((value) => !isAsBefore(value)),
		);
		refuseModified(work, current, caution, isUnclear);
		return onlyChanged ? withSiblings(differing(current, sent), sent) : sent;
	};

	const { located, current } = await look();
	if (!current)
		return await updateConfirmed(work, { ...located, changes: sent }, values, confirmation);
	const readAt = elapsed();
	const changes = changesFor(current);
	if (dryRun) return proposal(current, sent);
	if (changes.length === 0) {
		noteHeldBack(work, heldBack, current);
		const { confirmUpdate } = confirmation;
		const unchanged = confirmUpdate ? outputOf(context, current, sent) : referenceIn(current);
		return { updated: false, ...unchanged };
	}
	let isUpdated = true;
	const decide = async (isUnclear: boolean): Promise<Target> => {
		const again = await look();
		const changesNow = again.current ? changesFor(again.current, isUnclear) : sent;
		isUpdated = changesNow.length > 0 || isUnclear;
		return { ...again.located, changes: changesNow, before: again.current };
	};
	const target = { ...located, changes, before: current };
	const updated = await updateConfirmed(work, target, values, confirmation, { readAt, decide });
	return onlyChanged ? { updated: isUpdated, ...updated } : updated;
}
