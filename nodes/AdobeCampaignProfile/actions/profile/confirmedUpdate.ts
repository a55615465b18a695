import type { IDataObject } from 'n8n-workflow';

import type { ConfirmationChoice } from '../../descriptions/confirmation';
import { confirm, isStored } from '../../helpers/confirm';
import { toBody } from '../../helpers/fieldValues';
import { profileUrl } from '../../transport/endpoints';
import { believe, type LocatedProfile } from '../../transport/profiles';
import { profileIn, referenceIn } from '../../transport/shapes';
import type { Profile } from '../../transport/types';
import { noteCleared, noteHeldBack, outcomeOf, type Sending } from './outcome';
import { rulesFor, type Work } from './work';

const ACCEPTED = 'The change was accepted, but the profile could not be read back to confirm it';

/**
 * PATCH, then the confirming GET: two requests. The metadata is read (once a run) only when a stored value differs and
 * its rule has to explain it.
 *
 * @param located the profile's address, and the custom key at its end, if it was not looked at before
 * @returns the profile as it is stored, or PATCH's own answer when nothing is to be confirmed
 * @throws NodeApiError, NodeOperationError when a value was not stored and that is to be an error
 */
export async function updateConfirmed(
	work: Work,
	{ url, customKey }: LocatedProfile,
	sending: Sending,
	choice: ConfirmationChoice,
): Promise<IDataObject> {
	const { client, endpoint } = work;
	const { sent } = sending;
	const source = (read: () => Promise<Profile>) => ({
		read,
		rules: async () => await rulesFor(work, sent),
		wait: work.wait,
	});
	const findStored = async () => {
		const read = async () => await client.get(url, profileIn);
		const { record, confirmation } = await confirm(sent, source(read), []);
		return isStored(confirmation) ? referenceIn(record) : undefined;
	};
	const reference = await client.patch(url, toBody(sent), referenceIn, findStored);
	if (!choice.confirmUpdate) {
		noteCleared(work, sent);
		noteHeldBack(work, sending.heldBack);
		return reference ?? (await client.getBack(url, referenceIn, ACCEPTED));
	}
	// Campaign may answer with another key than the one it was asked by: a custom key in the URL, above all.
	const confirmedUrl = reference ? profileUrl(client.tenant, endpoint, reference.PKey) : url;
	const readBack = async () => await client.getBack(confirmedUrl, profileIn, ACCEPTED);
	const { record, confirmation } = await confirm(sent, source(readBack));
	if (customKey) believe(client, record, customKey, 'That profile has been changed.');
	return outcomeOf(work, { record, confirmation, done: 'accepted the update' }, sending, choice);
}
