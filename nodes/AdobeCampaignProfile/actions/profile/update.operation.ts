import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import {
	ifUnmodifiedSinceOption,
	onlyChangedOption,
	readCaution,
	type Caution,
} from '../../descriptions/caution';
import {
	confirmationReportOption,
	confirmUpdateFor,
	onMismatchOption,
	readConfirmation,
} from '../../descriptions/confirmation';
import { dryRunOption } from '../../descriptions/dryRun';
import { optionsOf } from '../../descriptions/options';
import { emptyValuesOption } from '../../descriptions/emptyValues';
import { profileFieldsFor } from '../../descriptions/profileFields';
import { nameOfProfile, readProfileChoice } from '../../descriptions/profileLocator';
import {
	readProfileValues,
	refuseNothing,
	refuseUnfit,
	type Refused,
} from '../../descriptions/profileValues';
import { differing, proposal } from '../../helpers/difference';
import { momentOf } from '../../helpers/compare';
import { outputOf } from '../../helpers/output';
import { storedValue } from '../../helpers/profileFields';
import { inputError } from '../../transport/nodeErrors';
import { isDoubtfulKey, locateProfile, readProfile } from '../../transport/profiles';
import { referenceIn } from '../../transport/shapes';
import type { Profile } from '../../transport/types';
import { updateConfirmed } from './confirmedUpdate';
import { noteHeldBack } from './outcome';
import { startWork, type Work } from './work';

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

function refuseModified(
	{ context, itemIndex }: Work,
	current: Profile,
	{ unmodifiedSince }: Caution,
) {
	const modified = momentOf(current.lastModified);
	// A profile that does not say when it was changed cannot be said to be unchanged.
	if (unmodifiedSince === undefined || modified <= unmodifiedSince) return;
	throw inputError(context, itemIndex, {
		message: 'The profile was changed in the meantime, and nothing was written',
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

	const located = await locateProfile(work.client, work.endpoint, choice);
	const { customKey } = located;
	const isDoubtful = customKey !== undefined && isDoubtfulKey(customKey);
	const isCareful = onlyChanged || dryRun || unmodifiedSince !== undefined;
	if (!isCareful && !isDoubtful && !hasNothing) {
		return await updateConfirmed(work, located, values, confirmation);
	}
	const current = await readProfile(work.client, located);
	const isAsBefore = isUnchanged(current);
	refuseUnfit(
		context,
		itemIndex,
		refused.filter((value) => !isAsBefore(value)),
	);
	refuseModified(work, current, caution);
	if (dryRun) return proposal(current, sent);
	const changes = onlyChanged ? differing(current, sent) : sent;
	if (changes.length === 0) {
		noteHeldBack(work, heldBack, current);
		const { confirmUpdate } = confirmation;
		const unchanged = confirmUpdate ? outputOf(context, current, sent) : referenceIn(current);
		return { updated: false, ...unchanged };
	}
	const sending = { sent: changes, heldBack };
	const updated = await updateConfirmed(work, { url: located.url }, sending, confirmation);
	return onlyChanged ? { updated: true, ...updated } : updated;
}
