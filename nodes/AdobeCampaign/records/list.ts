import { undefinedIfKind } from '../n8n/errors';
import { pageIn, totalIn } from '../transport/bodies';
import type { CampaignClient } from '../transport/client';
import type { CampaignRecord, Kind, Page } from '../transport/types';
import { withAllPages } from '../transport/urls';

/** A page without the records that were on an earlier one, as when rows move while they are read, or twice on this one. */
export interface NewRecords extends Page {
	/** How many rows Campaign sent. */
	rows: number;
}

/** How many rows are asked for at a time. Adobe documents no maximum; a page of so many profiles is about half a megabyte. */
export const PAGE_SIZE = 200;

/** How many pages without a new record may follow each other: more than that do not end. */
const MOST_EMPTY = 100;

/**
 * The pages of a list, one at a time, by Adobe's own `next` links (Adobe, "Pagination": never build them).
 *
 * @param preface put before the error's description when the first page cannot be read
 * @throws NodeApiError when a link leads elsewhere or in a circle
 */
export async function* pagesFrom(
	client: CampaignClient,
	firstUrl: string,
	preface = '',
): AsyncGenerator<NewRecords, void> {
	const visited = new Set<string>();
	const seen = new Set<unknown>();
	let empty = 0;
	let url: string | undefined = firstUrl;
	while (url !== undefined) {
		visited.add(url);
		const page: Page = await client.get(url, pageIn, url === firstUrl ? preface : '');
		const content: CampaignRecord[] = [];
		for (const record of page.content) {
			if (seen.has(record.PKey)) continue;
			seen.add(record.PKey);
			content.push(record);
		}
		empty = content.length > 0 ? 0 : empty + 1;
		yield { ...page, content, rows: page.content.length };
		url = page.next && withAllPages(client.ownUrl(page.next.href));
		if (url !== undefined && (visited.has(url) || empty >= MOST_EMPTY)) throw circleError(client);
	}
}

/** The error for a list that never ends. */
export const circleError = (client: CampaignClient) =>
	client.error({
		message: `Campaign's list of ${client.kind.many} leads in a circle`,
		description:
			'Its link to the next page brings nothing that was not read before. Try again later.',
	});

/** The parts of an item that a list is read with. */
interface ListingItem {
	client: CampaignClient;
	hint: (text: string) => void;
}

/** What is asked of a list. */
export interface ListRequest {
	url: string;
	/** The most records that are wanted; Infinity for all. */
	limit: number;
	/** Which of the rows are wanted, when not all are. */
	isWanted?: (record: CampaignRecord) => boolean;
	/** Put before the error's description when the list cannot be read. */
	preface?: string;
	/** Rows a page, as asked for. */
	lineCount: number;
	/** Something is concluded from what the list does not have: it is an error when it may not be complete. */
	mustBeComplete?: boolean;
}

/** Campaign's own page (Adobe, "Pagination"). Adobe may cap _lineCount, but never below this before the last page. */
const SHORTEST_FULL_PAGE = 25;

/** Refusals of an instance that does not count. With any other error the list is not known to be complete. */
const UNCOUNTED = ['addressUnknown', 'answerUnexpected', 'campaignRefused', 'notFound'];

/** How many rows the whole list has, with a request unless the page says it; undefined when the page does not lead to it. */
async function totalOf(
	client: CampaignClient,
	count: Page['count'],
	preface: string,
): Promise<number | undefined> {
	if (count?.value !== undefined || !count?.href) return count?.value;
	return await client.get(client.ownUrl(count.href), totalIn, preface);
}

/**
 * The same, to know whether a list is complete. Asked for only when the last page is a full one: a list that was cut off ends
 * with such a page, one that came to its end seldom does.
 */
async function totalIfTold(client: CampaignClient, { count }: Page): Promise<number | undefined> {
	const preface = `Campaign was asked whether its list of ${client.kind.many} is complete.`;
	return await undefinedIfKind(UNCOUNTED, totalOf(client, count, preface));
}

/**
 * How many records a list has, as Campaign counts them: one request for the list, and one for the address of the number that
 * came with it (Adobe, "Counting"), unless the number itself did.
 *
 * @param url of the list, of one row
 * @param preface put before the error's description when the list cannot be read
 * @throws NodeApiError also when Campaign does not tell the number
 */
export async function countOf(
	client: CampaignClient,
	url: string,
	preface?: string,
): Promise<number> {
	const { many } = client.kind;
	const { content, count, next } = await client.get(url, pageIn, preface);
	// Adobe prints `value` with a list of one row alone: it may be the page's own number. The link is asked where there is one.
	const isOfPage = next !== undefined && (count?.value ?? Infinity) <= content.length;
	const told = isOfPage || count?.href ? { href: count?.href } : count;
	const asking = `Campaign was asked how many ${many} there are.`;
	const total = await totalOf(client, told, asking);
	if (total !== undefined) return total;
	throw client.error({
		message: `Campaign does not say how many ${many} there are`,
		description:
			"Its list has no number. Use 'Get Many' with 'Return All', and count what it outputs.",
	});
}

const uncountedText = ({ many }: Kind) =>
	`Campaign does not say how many ${many} there are, and the last page was full: the list may not be complete`;

/**
 * The records of a list, a page at a time. A record that is on two pages, because rows moved while they were read, comes
 * once.
 *
 * @throws NodeApiError when the list leads elsewhere, in a circle, or ends before all its rows were sent
 */
export async function* recordsOf(
	item: ListingItem,
	{ url, limit, isWanted = () => true, preface, lineCount, mustBeComplete = false }: ListRequest,
): AsyncGenerator<CampaignRecord[], void> {
	const { client } = item;
	let wanted = 0;
	let rows = 0;
	let fullLength = Math.min(lineCount, SHORTEST_FULL_PAGE);
	for await (const page of pagesFrom(client, url, preface)) {
		const found = page.content.filter(isWanted).slice(0, limit - wanted);
		wanted += found.length;
		rows += page.rows;
		fullLength = Math.max(fullLength, page.rows);
		yield found;
		if (wanted >= limit) return;
		const isTold = mustBeComplete && page.count?.value !== undefined;
		if (page.next || (page.rows < fullLength && !isTold)) continue;
		const total = await totalIfTold(client, page);
		if (total === undefined && mustBeComplete) {
			throw client.error({
				message: uncountedText(client.kind),
				description:
					'Nothing was done. Ask your Campaign administrator why the list has no number of rows.',
			});
		}
		if (total === undefined) item.hint(uncountedText(client.kind));
		else if (total > rows) {
			throw client.error({
				message: `Campaign sent ${rows} of ${total} ${client.kind.many} and no link to the others`,
				description: mustBeComplete
					? 'Nothing was done. The list is not complete: run the item again later.'
					: "The list is not complete. Run it again, or set 'Page Size' in Options to another number.",
			});
		}
	}
}
