import { judge } from '../../helpers/confirm';
import { toBody, type SentField } from '../../helpers/fieldValues';
import { collectionUrl } from '../../transport/endpoints';
import { profileIn } from '../../transport/shapes';
import type { Profile } from '../../transport/types';
import type { Written } from './outcome';
import { rulesFor, type Work } from './work';

/**
 * POST, one request: Campaign answers with the whole profile, so what it stored is compared without another one.
 *
 * @param findCreated looks for the profile when it is unclear whether it was made
 * @throws NodeApiError; after an unclear answer one that says that the profile may exist
 */
export async function createChecked(
	work: Work,
	sent: SentField[],
	findCreated?: () => Promise<Profile | undefined>,
): Promise<Written> {
	const { client, endpoint } = work;
	const url = collectionUrl(client.tenant, endpoint);
	const record = await client.post(url, toBody(sent), profileIn, findCreated);
	const judged = await judge(sent, record, async () => await rulesFor(work, sent));
	return { record, confirmation: { ...judged, reads: 0 }, done: 'created the profile' };
}
