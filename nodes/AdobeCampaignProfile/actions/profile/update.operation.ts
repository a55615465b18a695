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
import { profileFieldsFor, readProfileFields } from '../../descriptions/profileFields';
import { nameOfProfile, readProfileChoice } from '../../descriptions/profileLocator';
import { differing, proposal } from '../../helpers/difference';
import { momentOf } from '../../helpers/compare';
import { outputOf } from '../../helpers/output';
import { inputError } from '../../transport/nodeErrors';
import { locateProfile, readProfile } from '../../transport/profiles';
import { referenceIn } from '../../transport/shapes';
import type { Profile } from '../../transport/types';
import { updateConfirmed } from './confirmedUpdate';
import { startWork, type Work } from './work';

export const properties: INodeProperties[] = [
	profileFieldsFor('update'),
	confirmUpdateFor('update'),
	optionsOf('update', [
		confirmationReportOption,
		dryRunOption(
			'Whether to only read the profile, write nothing, and return for each field what it is now and what it would be',
		),
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

/**
 * PATCH, then the confirming GET: two requests, three by e-mail. What has to be known before ('Only Changed Fields',
 * 'Dry Run', 'Only If Not Modified Since') is one GET more, but not by e-mail, where the lookup has brought the profile.
 */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const choice = readProfileChoice(context, itemIndex);
	const confirmation = readConfirmation(context, itemIndex);
	const caution = readCaution(context, itemIndex);
	const work = await startWork(context, itemIndex);
	const sent = await readProfileFields(context, itemIndex, work.readFields);
	const located = await locateProfile(work.client, work.endpoint, choice);

	const { onlyChanged, dryRun, unmodifiedSince } = caution;
	if (!onlyChanged && !dryRun && unmodifiedSince === undefined) {
		return await updateConfirmed(work, located.url, sent, confirmation);
	}
	const current = await readProfile(work.client, located);
	refuseModified(work, current, caution);
	if (dryRun) return proposal(current, sent);
	const changes = onlyChanged ? differing(current, sent) : sent;
	if (changes.length === 0) {
		const { confirmUpdate } = confirmation;
		const unchanged = confirmUpdate ? outputOf(context, current, sent) : referenceIn(current);
		return { updated: false, ...unchanged };
	}
	const updated = await updateConfirmed(work, located.url, changes, confirmation);
	return onlyChanged ? { updated: true, ...updated } : updated;
}
