import type { CampaignClient } from './client';
import { withAllPages } from './endpoints';
import { pageIn } from './shapes';
import type { ProfilePage } from './types';

/**
 * The pages of a list, one at a time, by Adobe's own `next` links (Adobe, "Pagination": never build them).
 *
 * @param note said first when the first page cannot be read
 * @throws NodeApiError when a link leads elsewhere or in a circle
 */
export async function* pagesFrom(
	client: CampaignClient,
	firstUrl: string,
	note = '',
): AsyncGenerator<ProfilePage, void> {
	const visited = new Set<string>();
	let url: string | undefined = firstUrl;
	while (url !== undefined) {
		visited.add(url);
		const page: ProfilePage = await client.get(url, pageIn, url === firstUrl ? note : '');
		yield page;
		url = page.next && withAllPages(client.ownUrl(page.next.href));
		if (url !== undefined && visited.has(url)) throw circle(client);
	}
}

/** The error for a list that never ends. */
export const circle = (client: CampaignClient) =>
	client.error({
		message: "Campaign's list of profiles leads in a circle",
		description:
			'Its link to the next page brings nothing that was not read before. Try again later.',
	});
