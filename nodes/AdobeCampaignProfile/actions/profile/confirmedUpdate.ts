import type { IDataObject } from 'n8n-workflow';

import type { ConfirmationChoice } from '../../descriptions/confirmation';
import { confirm, isStored } from '../../helpers/confirm';
import { toBody, type SentField } from '../../helpers/fieldValues';
import { profileUrl } from '../../transport/endpoints';
import { profileIn, referenceIn } from '../../transport/shapes';
import { outcomeOf } from './outcome';
import { rulesFor, type Work } from './work';

const ACCEPTED = 'The change was accepted, but the profile could not be read back to confirm it.';

/**
 * PATCH, then the confirming GET: two requests. The metadata is read (once a run) only when a stored value differs and
 * its rule has to explain it.
 *
 * @param url the profile's address
 * @returns the profile as it is stored, or PATCH's own answer when nothing is to be confirmed
 * @throws NodeApiError, NodeOperationError when a value was not stored and that is to be an error
 */
export async function updateConfirmed(
	work: Work,
	url: string,
	sent: SentField[],
	choice: ConfirmationChoice,
): Promise<IDataObject> {
	const { client, endpoint } = work;
	const source = (profile: string, doneBefore = '') => ({
		read: async () => await client.get(profile, profileIn, doneBefore),
		rules: async () => await rulesFor(work, sent),
		wait: work.wait,
	});
	const findStored = async () => {
		const { record, confirmation } = await confirm(sent, source(url), []);
		return isStored(confirmation) ? referenceIn(record) : undefined;
	};
	const reference = await client.patch(url, toBody(sent), referenceIn, findStored);
	if (!choice.confirmUpdate) return reference ?? (await client.get(url, referenceIn, ACCEPTED));

	// Campaign may answer with another key than the one it was asked by: a custom key in the URL, above all.
	const confirmedUrl = reference ? profileUrl(client.tenant, endpoint, reference.PKey) : url;
	const { record, confirmation } = await confirm(sent, source(confirmedUrl, ACCEPTED));
	return outcomeOf(work, { record, confirmation, done: 'accepted the update' }, sent, choice);
}
