import { finds, holdsWords, type SearchQuery } from './searchQueries';
import type { CampaignClient } from '../../transport/client';
import { listUrl, withAllPages } from '../../transport/urls';
import { circle } from '../../records/pages';
import { pageIn } from '../../transport/bodies';
import type { Endpoint, Profile } from '../../transport/types';

/** How far a search has come; all that is known of it when n8n's editor asks for more. */
interface Place {
	/** Which of the queries is being read. */
	query: number;
	/** How many of its pages were read. */
	pages: number;
	/** Campaign's link to the next one; none before the first. */
	next?: string;
	/** One of the links before. */
	mark?: string;
}

const BEGINNING: Place = { query: 0, pages: 0 };

interface SearchPage {
	found: Profile[];
	/** What to go on from; undefined at the end. */
	token?: string;
}

/** What is shown at a time. */
const PAGE_SIZE = 50;

/** Of these only some are shown. */
const FILTERED_PAGE_SIZE = 200;

/** Somebody is waiting. */
const MOST_REQUESTS = 10;

/**
 * The place after a page. Brent's way to find a circle without a list of all links: one is kept until twice as many
 * pages were read.
 */
function placeAfter(
	client: CampaignClient,
	{ query, pages, mark }: Place,
	next: string | undefined,
): Place {
	if (next === undefined) return { query: query + 1, pages: 0 };
	if (next === mark) throw circle(client);
	const isMarked = Number.isInteger(Math.log2(pages + 1));
	return { query, pages: pages + 1, next, mark: isMarked ? next : mark };
}

/** The address of the page at a place. @throws NodeApiError when Campaign's link leads elsewhere */
function urlAt(
	client: CampaignClient,
	endpoint: Endpoint,
	{ next }: Place,
	{ text, words }: SearchQuery,
): string {
	if (next !== undefined) return withAllPages(client.ownUrl(next));
	const filter = text === '' ? undefined : { name: 'byText', parameters: { text } };
	const lineCount = words.length > 0 ? FILTERED_PAGE_SIZE : PAGE_SIZE;
	return listUrl(client.tenant, endpoint, filter, { lineCount });
}

/**
 * Goes through the queries page after page until there is enough to show. Whom an earlier query finds, a later one
 * leaves out.
 *
 * @param token where the last call ended; undefined for the beginning
 * @throws NodeApiError also when a link leads elsewhere or in a circle
 */
export async function search(
	client: CampaignClient,
	endpoint: Endpoint,
	queries: SearchQuery[],
	token?: string,
): Promise<SearchPage> {
	const found = new Map<unknown, Profile>();
	let place = token === undefined ? BEGINNING : (JSON.parse(token) as Place);
	const isOver = () => place.query >= queries.length;
	for (let requests = 0; requests < MOST_REQUESTS; requests += 1) {
		if (isOver() || found.size >= PAGE_SIZE) break;
		const query = queries[place.query];
		const earlier = queries.slice(0, place.query);
		const { content, next } = await client.get(urlAt(client, endpoint, place, query), pageIn);
		for (const profile of content) {
			const isNew = !earlier.some((other) => finds(other, profile));
			if (isNew && holdsWords(profile, query)) found.set(profile.PKey, profile);
		}
		place = placeAfter(client, place, next?.href);
	}
	return { found: [...found.values()], ...(!isOver() && { token: JSON.stringify(place) }) };
}
