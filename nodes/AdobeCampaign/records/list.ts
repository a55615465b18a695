import type { CampaignClient } from '../transport/client';
import { unlessMissing } from '../n8n/missing';
import { pagesFrom } from './pages';
import { totalIn } from '../transport/bodies';
import type { Profile, ProfilePage } from '../transport/types';

/** What is asked of a list. */
export interface Listing {
	url: string;
	/** Most profiles that are wanted; Infinity for all. */
	limit: number;
	/** Which of the rows are meant, when not all are. */
	isWanted?: (profile: Profile) => boolean;
	/** Said first when the list cannot be read. */
	note?: string;
	/** Rows a page, as asked for. */
	lineCount: number;
	/** Told when the list may be short, and Campaign does not say how many there are. */
	onUncounted: () => void;
}

/** Campaign's own page (Adobe, "Pagination"): whatever it makes of a larger number, it sends no shorter one before the end. */
const SHORTEST_FULL_PAGE = 25;

/** Refusals of an instance that does not count. Whatever else goes wrong may not pass for a complete list. */
const UNCOUNTED = ['addressUnknown', 'answerUnexpected', 'campaignRefused', 'notFound'];

/**
 * How many rows the whole list has. Asked for only when the last page is a full one: a list that was cut off ends with
 * such a page, one that came to its end seldom does.
 */
async function totalOf(
	client: CampaignClient,
	{ count }: Pick<ProfilePage, 'count'>,
): Promise<number | undefined> {
	if (count?.value !== undefined || !count?.href) return count?.value;
	const note = 'Campaign was asked whether its list of profiles is complete.';
	return await unlessMissing(client.get(client.ownUrl(count.href), totalIn, note), UNCOUNTED);
}

/**
 * The profiles of a list, a page at a time. A profile that is on two pages, because rows moved while they were read,
 * comes once.
 *
 * @throws NodeApiError when the list leads elsewhere, in a circle, or ends before all its rows were sent
 */
export async function* profilesOf(
	client: CampaignClient,
	{ url, limit, isWanted = () => true, note, lineCount, onUncounted }: Listing,
): AsyncGenerator<Profile[], void> {
	let wanted = 0;
	let rows = 0;
	let fullLength = Math.min(lineCount, SHORTEST_FULL_PAGE);
	for await (const page of pagesFrom(client, url, note)) {
		const found = page.content.filter(isWanted).slice(0, limit - wanted);
		wanted += found.length;
		rows += page.rows;
		fullLength = Math.max(fullLength, page.rows);
		yield found;
		if (wanted >= limit) return;
		if (page.next || page.rows < fullLength) continue;
		const total = await totalOf(client, page);
		if (total === undefined) onUncounted();
		else if (total > rows) {
			throw client.error({
				message: `Campaign sent ${rows} of ${total} profiles and no link to the others`,
				description:
					"The list is not complete. Run it again, or set 'Page Size' in Options to another number.",
			});
		}
	}
}
