import type { CampaignClient } from './client';
import { pageIn } from './shapes';
import type { Profile, ProfilePage } from './types';

/**
 * The pages of a list, one at a time, by Adobe's own `next` links (Adobe, "Pagination": never build them).
 *
 * @throws NodeApiError when a link leads elsewhere or in a circle
 */
export async function* pagesFrom(
	client: CampaignClient,
	firstUrl: string,
): AsyncGenerator<Profile[], void> {
	const visited = new Set<string>();
	let url: string | undefined = firstUrl;
	while (url !== undefined) {
		visited.add(url);
		const page: ProfilePage = await client.get(url, pageIn);
		yield page.content;
		url = page.next && client.ownUrl(page.next.href);
		if (url !== undefined && visited.has(url)) {
			throw client.error({
				message: "Campaign's list of profiles leads in a circle",
				description: 'Its link to the next page is one that was read before. Try again later.',
			});
		}
	}
}
