import { init } from '@adobe/aio-lib-campaign-standard';
import specification from '@adobe/aio-lib-campaign-standard/spec/api.json';

import { API_KEY, STATIC_TOKEN } from '../../../sandbox/credentials';
import type { Own } from '../plan';
import { bodyOf, itemOf, type Task } from '../task';
import { timed } from '../timed';

/** Adobe's own client in the way that its documentation shows, for all items at once. */
export async function updateWithAdobesClient({ url, keys }: Task): Promise<Own> {
	// Where the client looks for its server's address.
	specification.servers[0].url = `${url}/{ORGANIZATION}/campaign`;
	const client = await init('sandbox', API_KEY, STATIC_TOKEN);
	const items = keys.map(itemOf);
	return await timed(async () => {
		const outcomes = await Promise.allSettled(
			items.map(async (item) => {
				await client.updateProfile(String(item.PKey), bodyOf(item));
				await client.getProfile(String(item.PKey));
			}),
		);
		return outcomes.filter(({ status }) => status === 'rejected').length;
	});
}
