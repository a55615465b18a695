import type { Profile } from '../../transport/types';
import { cleanText, folded } from '../../records/clean';

/** One question to Campaign's filter `byText`, and what is left to be looked at here. */
export interface SearchQuery {
	/** What an e-mail, first name or last name begins with, capital letters included; empty for everybody. */
	text: string;
	/** What the profile has to hold besides, when the text is only a part of what was typed. */
	words: string[];
}

/** Where `byText` looks (Adobe, "Retrieving profiles"). */
const TEXT_FIELDS = ['email', 'firstName', 'lastName'];

const FIELDS_WITH_WORDS = [...TEXT_FIELDS, 'middleName', 'title'];

/** Also what people paste: `Name (address)`, `"Last, First" <address>`, `mailto:address`. */
const BETWEEN_PARTS = /[\s,;:<>()[\]"]+/;

/** Characters that nobody sees, but for the two joiners, which belong to the spelling of Persian and Indian names. */
const INVISIBLE = /(?!\u200c|\u200d)\p{Cf}/gu;

const tidied = (typed: string) =>
	cleanText(typed).normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();

const isAddress = (part: string) => /.@/.test(part);

const capital = (word: string) => word.replace(/^\p{L}/u, (letter) => letter.toUpperCase());

/** How Campaign may have it: `byText` tells capital letters apart, and names begin with some. */
function spellings(text: string): string[] {
	const small = text.toLowerCase();
	// As the policy smartCase stores names: "O'Neil", "Anne-Marie". Behind the @ of an e-mail nobody has capitals.
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
const wordsOf = (text: string) => folded(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/**
 * Of several words, `byText` is asked for one and the others are looked for here. The first is sure to begin a name,
 * wherever the other name begins; the longest fits the fewest people, so it comes before.
 */
function namesIn(text: string): SearchQuery[] {
	const [first = '', ...others] = text.split(BETWEEN_PARTS).filter(Boolean);
	const longest = others.reduce((most, part) => (part.length > most.length ? part : most), first);
	const words = wordsOf(text);
	return [text, longest, first].flatMap((part) => spelled(part, part === text ? [] : words));
}

/** What to ask Campaign for, one after the other, to find whom somebody means who typed or pasted this. */
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

const textIn = (profile: Profile, field: string) => String(profile[field] ?? '');

/** Whether a profile that `byText` found holds the other words, too, or their beginnings. */
export function holdsWords(profile: Profile, { words }: SearchQuery): boolean {
	const held = FIELDS_WITH_WORDS.flatMap((field) => wordsOf(textIn(profile, field)));
	return words.every((word) => held.some((whole) => whole.startsWith(word)));
}

/** Whether a query finds this profile. */
export const finds = (query: SearchQuery, profile: Profile) =>
	TEXT_FIELDS.some((field) => textIn(profile, field).startsWith(query.text)) &&
	holdsWords(profile, query);
