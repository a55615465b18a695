import { confirm, isStored } from '../../helpers/confirm';
import { normalizedText, notStoredText } from '../../helpers/confirmationText';
import { toBody, type SentField } from '../../helpers/fieldValues';
import { note } from '../../helpers/notices';
import { collectionUrl } from '../../transport/endpoints';
import { profileIn } from '../../transport/shapes';
import type { Profile } from '../../transport/types';
import { rulesFor, type Work } from './work';

/**
 * POST, one request: Campaign answers with the whole profile, so what it stored is compared without another one. A
 * value that is not stored as sent is a hint and no error, since a second try would make a second profile.
 *
 * @param findCreated looks for the profile when it is unclear whether it was made
 * @throws NodeApiError; after an unclear answer one that says that the profile may exist
 */
export async function createChecked(
	work: Work,
	sent: SentField[],
	findCreated: () => Promise<Profile | undefined>,
): Promise<Profile> {
	const { context, client, endpoint } = work;
	const url = collectionUrl(client.tenant, endpoint);
	const created = await client.post(url, toBody(sent), profileIn, findCreated);
	const source = {
		read: async () => await Promise.resolve(created),
		rules: async () => await rulesFor(work, sent),
		wait: async () => await Promise.resolve(),
	};
	const { confirmation } = await confirm(sent, source, []);
	const normalized = normalizedText(confirmation);
	if (normalized) note(context, normalized);
	if (!isStored(confirmation)) {
		note(context, `Campaign created the profile, but ${notStoredText(confirmation)}`);
	}
	return created;
}
