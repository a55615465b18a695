import type { CampaignClient } from '../transport/client';
import { withAllPages } from '../transport/urls';
import { pageIn } from '../transport/bodies';
import type { ProfilePage } from '../transport/types';

/** A page without the profiles that were on an earlier one, as when rows move while they are read, or twice on this one. */
export interface Page extends ProfilePage {
	/** How many rows Campaign sent. */
	rows: number;
}

/** Pages without anything new come now and then; so many of them, one after the other, have no end. */
const MOST_EMPTY = 100;

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
): AsyncGenerator<Page, void> {
	const visited = new Set<string>();
	const seen = new Set<unknown>();
	let empty = 0;
	let url: string | undefined = firstUrl;
	while (url !== undefined) {
		visited.add(url);
		const page: ProfilePage = await client.get(url, pageIn, url === firstUrl ? note : '');
		const content = page.content.filter(({ PKey }) => !seen.has(PKey) && seen.add(PKey));
		empty = content.length > 0 ? 0 : empty + 1;
		yield { ...page, content, rows: page.content.length };
		url = page.next && withAllPages(client.ownUrl(page.next.href));
		if (url !== undefined && (visited.has(url) || empty >= MOST_EMPTY)) throw circle(client);
	}
}

/** The error for a list that never ends. */
export const circle = (client: CampaignClient) =>
	client.error({
		message: "Campaign's list of profiles leads in a circle",
		description:
			'Its link to the next page brings nothing that was not read before. Try again later.',
	});
