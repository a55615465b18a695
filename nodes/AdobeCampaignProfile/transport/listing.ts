import type { CampaignClient } from './client';
import { unlessMissing } from './missing';
import { circle, pagesFrom } from './pages';
import { totalIn } from './shapes';
import type { Profile, ProfilePage } from './types';

/** What is asked of a list. */
export interface Listing {
	url: string;
	/** Most profiles that are wanted; Infinity for all. */
	limit: number;
	/** Which of the rows are meant, when not all are. */
	isWanted?: (profile: Profile) => boolean;
	/** Said first when the list cannot be read. */
	note?: string;
}

/** Refusals of an instance that does not count. Whatever else goes wrong may not pass for a complete list. */
const UNCOUNTED = ['addressUnknown', 'answerUnexpected', 'campaignRefused', 'notFound'];

/**
 * How many rows the whole list has. Asked for only when the last page is as long as the first: a list that was cut off
 * ends with a full page, one that came to its end seldom does.
 */
async function totalOf(
	client: CampaignClient,
	{ count }: ProfilePage,
): Promise<number | undefined> {
	if (count?.value !== undefined || !count?.href) return count?.value;
	const note = 'Campaign was asked whether its list of profiles is complete.';
	return await unlessMissing(client.get(client.ownUrl(count.href), totalIn, note), UNCOUNTED);
}

/**
 * The profiles of a list, a page at a time. Somebody who is on two pages, because rows moved while they were read,
 * comes once.
 *
 * @throws NodeApiError when the list leads elsewhere, in a circle, or ends before all its rows were sent
 */
export async function* profilesOf(
	client: CampaignClient,
	{ url, limit, isWanted = () => true, note }: Listing,
): AsyncGenerator<Profile[], void> {
	const seen = new Set<unknown>();
	let wanted = 0;
	let rows = 0;
	let firstLength = 0;
	for await (const page of pagesFrom(client, url, note)) {
		const fresh = page.content.filter(({ PKey }) => !seen.has(PKey) && seen.add(PKey));
		const found = fresh.filter(isWanted).slice(0, limit - wanted);
		wanted += found.length;
		rows += page.content.length;
		firstLength ||= page.content.length;
		yield found;
		if (wanted >= limit) return;
		if (page.next && fresh.length === 0) throw circle(client);
		if (page.next || page.content.length < firstLength) continue;
		const total = await totalOf(client, page);
		if (total !== undefined && total > rows) {
			throw client.error({
				message: `Campaign sent ${rows} of ${total} profiles and no link to the others`,
				description: `The list is not complete. Run it again, or set 'Page Size' in Options to another number.`,
			});
		}
	}
}
