import { NodeApiError, type IDataObject } from 'n8n-workflow';

import type { ConfirmationChoice } from '../parameters/confirmation';
import { confirm, isStored } from './confirm';
import { toBody, type SentField } from './wire';
import { note } from '../n8n/hints';
import type { Decision } from '../transport/client';
import { profileUrl } from '../transport/urls';
import { believe, type LocatedProfile } from '../resources/profile/find';
import { profileIn, referenceIn } from '../transport/bodies';
import type { Profile, ProfileReference } from '../transport/types';
import { noteCleared, noteHeldBack, outcomeOf, type Sending } from './outcome';
import { rulesFor, type Work } from '../resources/item';

/** The report of a confirmation that there was none of. */
const NOT_READ = { status: 'missing', reads: 0, fields: [] };

const ACCEPTED = 'The change was accepted, but the profile could not be read back to confirm it';

/** Where an update goes, and what of the given values it sends: nothing when the profile has them all. */
export interface Target extends Omit<LocatedProfile, 'profile'> {
	changes: SentField[];
	/** The profile as it was read before, if it was. */
	before?: Profile;
}

/** What an update was decided on, which is read and decided on again after every wait: see `Basis`. */
interface UpdateBasis {
	readAt: number;
	decide: (isUnclear: boolean) => Promise<Target>;
}

/**
 * PATCH, then the confirming GET: two requests. The metadata is read (once a run) only when a stored value differs and
 * its rule has to explain it.
 *
 * @param target the profile's address, and the custom key at its end, if it was not looked at before
 * @param sending all that was given: it is confirmed, whether it had to be sent or not
 * @returns the profile as it is stored, or PATCH's own answer when nothing is to be confirmed
 * @throws NodeApiError, NodeOperationError when a value was not stored and that is to be an error
 */
export async function updateConfirmed(
	work: Work,
	target: Target,
	sending: Sending,
	choice: ConfirmationChoice,
	basis?: UpdateBasis,
): Promise<IDataObject> {
	const { client, endpoint } = work;
	const { sent } = sending;
	let { url, changes, before } = target;
	const source = (read: () => Promise<Profile>) => ({
		read,
		rules: async () => await rulesFor(work, sent),
		wait: work.wait,
		before,
		rewritten: client.learnt.rewritten,
	});
	const findStored = async () => {
		const read = async () => await client.get(url, profileIn, '', true);
		const { record, confirmation, doubtful } = await confirm(changes, source(read), []);
		// A value that was there before proves nothing, whatever rule explains it.
		const isProven = before === undefined || doubtful.length === 0;
		return isStored(confirmation) && isProven ? referenceIn(record) : undefined;
	};
	const decidedOn = basis && {
		readAt: basis.readAt,
		decide: async (isUnclear: boolean): Promise<Decision<ProfileReference | null>> => {
			({ url, changes, before } = await basis.decide(isUnclear));
			return changes.length > 0 ? { url, body: toBody(changes) } : { done: null };
		},
	};
	const reference = await client.patch(url, toBody(changes), referenceIn, findStored, decidedOn);
	if (!choice.confirmUpdate) {
		noteCleared(work, sent);
		noteHeldBack(work, sending.heldBack);
		return reference ?? (await client.getBack(url, referenceIn, ACCEPTED));
	}
	// Campaign may answer with another key than the one it was asked by: a custom key in the URL, above all.
	const confirmedUrl = reference ? profileUrl(client.tenant, endpoint, reference.PKey) : url;
	const readBack = async () => await client.getBack(confirmedUrl, profileIn, ACCEPTED);
	const confirming = confirm(sent, source(readBack));
	const confirmed =
		choice.onMismatch === 'warn' ? await unlessUnreadable(work, confirming) : await confirming;
	if (!confirmed) {
		note(work.context, ACCEPTED);
		noteCleared(work, sent);
		noteHeldBack(work, sending.heldBack);
		return {
			...(choice.withReport && { confirmation: NOT_READ }),
			...(reference ?? { href: url }),
		};
	}
	const { record, confirmation } = confirmed;
	const { customKey } = target;
	if (customKey) believe(client, record, customKey, 'That profile has been changed.');
	return outcomeOf(work, { record, confirmation, done: 'accepted the update' }, sending, choice);
}

/** What was read; undefined when it cannot be, but for a run that was stopped. */
const unlessUnreadable = async <T>(
	{ context }: Work,
	reading: Promise<T>,
): Promise<T | undefined> =>
	await reading.catch(async (error: unknown) => {
		const isStopped = context.getExecutionCancelSignal?.()?.aborted;
		return error instanceof NodeApiError && !isStopped ? undefined : await Promise.reject<T>(error);
	});
