import type { CampaignClient } from '../../transport/client';
import { pageIn } from '../../transport/bodies';
import type { CampaignRecord } from '../../transport/types';
import { withAllPages } from '../../transport/urls';
import { circleError } from '../../records/list';
import { cleanText, forComparison } from '../../records/clean';

/** One question to Campaign's filter `byText`, and the words that are compared here. */
export interface SearchQuery {
	/** The beginning of an e-mail, first name or last name, case-sensitive; empty for all profiles. */
	text: string;
	/** Words that the profile has to hold besides, when the text is only a part of what was typed. */
	words: string[];
}

/** Where `byText` looks (Adobe, "Retrieving profiles"). */
const TEXT_FIELDS = ['email', 'firstName', 'lastName'];

const FIELDS_WITH_WORDS = [...TEXT_FIELDS, 'middleName', 'title'];

/** Also in what people paste: `Name (address)`, `"Last, First" <address>`, `mailto:address`. */
const BETWEEN_PARTS = /[\s,;:<>()[\]"]+/;

/** Invisible characters but the two joiners, which belong to the spelling of Persian and Indian names. */
const INVISIBLE = /(?!\u200c|\u200d)\p{Cf}/gu;

const tidied = (typed: string) =>
	cleanText(typed).normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();

const isAddress = (part: string) => /.@/.test(part);

const capital = (word: string) => word.replace(/^\p{L}/u, (letter) => letter.toUpperCase());

/** The spellings that Campaign may have: `byText` is case-sensitive, and names begin with capitals. */
function spellings(text: string): string[] {
	const small = text.toLowerCase();
	// As the policy smartCase stores names: "O'Neil", "Anne-Marie". Behind the @ of an e-mail there are no capitals.
	const asStored = small.replace(/@.*|[\p{L}\p{M}]+/gu, capital);
	// As others write them: "O'neil", "Anne-marie".
	const byBlanks = small.replace(/\S+/g, capital);
	const written = [text, asStored, byBlanks, small];
	// A telephone's keyboard writes O’Neil.
	return [...written, ...written.map((spelling) => spelling.replace(/[\u2018\u2019]/g, "'"))];
}

const spelled = (text: string, words: string[] = []) =>
	spellings(text).map((spelling): SearchQuery => ({ text: spelling, words }));

/** The words of a text as they are compared; "O'Neil" has two. */
const wordsOf = (text: string) => forComparison(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/**
 * Of several words, `byText` is asked for one and the others are compared here. The first is sure to begin a name, wherever
 * the other name begins; the longest fits the fewest people, so it comes before.
 */
function namesIn(text: string): SearchQuery[] {
	const [first = '', ...others] = text.split(BETWEEN_PARTS).filter(Boolean);
	const longest = others.reduce((most, part) => (part.length > most.length ? part : most), first);
	const words = wordsOf(text);
	return [text, longest, first].flatMap((part) => spelled(part, part === text ? [] : words));
}

/** The questions for Campaign, one after the other, that find the person whose name or e-mail was typed or pasted. */
export function queriesFor(typed: string): SearchQuery[] {
	const text = tidied(typed);
	const addresses = text.split(BETWEEN_PARTS).filter(isAddress);
	const queries =
		addresses.length > 0 ? addresses.flatMap((address) => spelled(address)) : namesIn(text);
	const texts = queries.map((query) => query.text);
	return queries.filter(
		(query, index) => (query.text !== '' || text === '') && texts.indexOf(query.text) === index,
	);
}

const textIn = (profile: CampaignRecord, field: string) => String(profile[field] ?? '');

/** Whether a profile that `byText` found holds the other words, too, or their beginnings. */
export function holdsWords(profile: CampaignRecord, { words }: SearchQuery): boolean {
	const held = FIELDS_WITH_WORDS.flatMap((field) => wordsOf(textIn(profile, field)));
	return words.every((word) => held.some((whole) => whole.startsWith(word)));
}

/** Whether a query finds this profile. */
export const finds = (query: SearchQuery, profile: CampaignRecord) =>
	TEXT_FIELDS.some((field) => textIn(profile, field).startsWith(query.text)) &&
	holdsWords(profile, query);

/** How far a search has come: all that is known of it when n8n's editor asks for more. */
interface Place {
	/** Index of the query that is being read. */
	query: number;
	/** How many of its pages were read. */
	pages: number;
	/** Campaign's link to the next page; absent before the first. */
	next?: string;
	/** An earlier link, to recognise a circle. */
	mark?: string;
}

const BEGINNING: Place = { query: 0, pages: 0 };

interface SearchPage {
	found: CampaignRecord[];
	/** The token to go on from; undefined at the end. */
	token?: string;
}

/** How many profiles are shown at a time. */
const PAGE_SIZE = 50;

/** Rows a page when only some of them are shown. */
const FILTERED_PAGE_SIZE = 200;

/** Requests for one list: a person is waiting. */
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
	if (next === mark) throw circleError(client);
	const isMarked = Number.isInteger(Math.log2(pages + 1));
	return { query, pages: pages + 1, next, mark: isMarked ? next : mark };
}

/** The address of the page at a place. @throws NodeApiError when Campaign's link leads elsewhere */
function urlAt(client: CampaignClient, { next }: Place, { text, words }: SearchQuery): string {
	if (next !== undefined) return withAllPages(client.ownUrl(next));
	const filter = text === '' ? undefined : { name: 'byText', parameters: { text } };
	const lineCount = words.length > 0 ? FILTERED_PAGE_SIZE : PAGE_SIZE;
	return client.urls.list(filter, { lineCount });
}

/**
 * Goes through the queries page after page until there is enough to show. A profile that an earlier query finds is left out
 * by the later ones.
 *
 * @param token where the last call ended; undefined for the beginning
 * @throws NodeApiError also when a link leads elsewhere or in a circle
 */
export async function search(
	client: CampaignClient,
	queries: SearchQuery[],
	token?: string,
): Promise<SearchPage> {
	const found = new Map<unknown, CampaignRecord>();
	let place = token === undefined ? BEGINNING : (JSON.parse(token) as Place);
	const isOver = () => place.query >= queries.length;
	for (let requests = 0; requests < MOST_REQUESTS; requests += 1) {
		if (isOver() || found.size >= PAGE_SIZE) break;
		const query = queries[place.query];
		const earlier = queries.slice(0, place.query);
		const { content, next } = await client.get(urlAt(client, place, query), pageIn);
		for (const profile of content) {
			const isNew = !earlier.some((other) => finds(other, profile));
			if (isNew && holdsWords(profile, query)) found.set(profile.PKey, profile);
		}
		place = placeAfter(client, place, next?.href);
	}
	return { found: [...found.values()], ...(!isOver() && { token: JSON.stringify(place) }) };
}
