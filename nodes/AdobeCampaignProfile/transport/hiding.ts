/** Keeps what was sent out of what a server says about it, in whatever way the server writes it. */

/** One character, or what stands for one: an entity of HTML, an escape of JSON, the bytes of a URL. */
const SIGN = /&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,6});|\\u[\da-f]{4}|\\.|(?:%[\da-f]{2})+|[^]/giu;

const ENTITIES: Record<string, string> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&apos;': "'",
	'&nbsp;': ' ',
};

const LARGEST_CODE = 0x10ffff;

function characterOf(code: number, sign: string): string {
	return code <= LARGEST_CODE ? String.fromCodePoint(code) : sign;
}

/** The character that a sign stands for; itself when it stands for none. */
function decoded(sign: string): string {
	if (sign.length === 1) return sign;
	const [, hex, decimal] = /^(?:&#x|\\u)([\da-f]+);?$|^&#(\d+);$/i.exec(sign) ?? [];
	if (hex) return characterOf(parseInt(hex, 16), sign);
	if (decimal) return characterOf(Number(decimal), sign);
	if (sign.startsWith('&')) return ENTITIES[sign.toLowerCase()] ?? sign;
	if (sign.startsWith('\\')) return sign.slice(1);
	try {
		return decodeURIComponent(sign);
	} catch {
		return sign;
	}
}

/** The same for capital and small letters, and for an accent that is a character of its own. */
const folded = (text: string) => text.normalize('NFKD').toLowerCase();

/** A text as it is read, with the place in it where each of its folded characters comes from. */
function readable(text: string) {
	const signs = text.match(SIGN) ?? [];
	const from: number[] = [];
	let read = '';
	signs.forEach((sign, index) => {
		const character = folded(decoded(sign));
		read += character;
		for (let unit = 0; unit < character.length; unit += 1) from.push(index);
	});
	return { signs, read, from };
}

/** Of a long text this much is enough to know it by: it may be quoted in part. */
const TELLING = 24;

/** Shorter ones are parts of ordinary words. */
const SHORTEST_PART = 4;

const isWord = (character = '') => /[\p{L}\p{M}\p{N}]/u.test(character);
const isQuote = (character = '') => /["'`(<>«»“”]/.test(character);

/**
 * Whether a short text at a place is what was sent. English words have two and three letters, too: two count when they are
 * quoted, three when they stand alone, and letters that English does not have count everywhere.
 */
function isItself(read: string, start: number, part: string): boolean {
	if (part.length >= SHORTEST_PART || /[^\0-\x7f]/.test(part)) return true;
	const [before, after] = [read[start - 1], read[start + part.length]];
	if (part.length < 2 || isWord(before) || isWord(after)) return false;
	return part.length > 2 || (isQuote(before) && isQuote(after));
}

/** How far a text agrees with what was sent, from its beginning on. */
function agreement(read: string, start: number, part: string): number {
	let length = 0;
	while (length < part.length && read[start + length] === part[length]) length += 1;
	return length;
}

/** Where something that was sent stands in a text, as pairs of a beginning and an end; the end of the text may cut it off. */
function placesOf(read: string, part: string): Array<[number, number]> {
	const places: Array<[number, number]> = [];
	const key = part.slice(0, TELLING);
	for (let start = read.indexOf(key); start !== -1; start = read.indexOf(key, start + 1)) {
		if (isItself(read, start, part)) places.push([start, start + agreement(read, start, part)]);
	}
	for (let length = Math.min(key.length, read.length) - 1; length >= SHORTEST_PART; length -= 1) {
		if (read.endsWith(key.slice(0, length))) places.push([read.length - length, read.length]);
	}
	return places;
}

/**
 * A text with "..." for everything in it that was sent: whatever its length and its capital letters, and also when it is
 * written with entities, escapes or separate accents. Never fails.
 *
 * @param hidden spaces around one do not count, since servers leave them out
 */
export function withoutHidden(text: string, hidden: string[]): string {
	const { signs, read, from } = readable(text);
	const isHidden = new Array<boolean>(signs.length).fill(false);
	for (const sent of new Set(hidden.map((part) => part.trim()))) {
		for (const part of new Set([folded(sent), readable(sent.slice(0, text.length)).read])) {
			if (part === '') continue;
			for (const [start, end] of placesOf(read, part))
				isHidden.fill(true, from[start], from[end - 1] + 1);
		}
	}
	return signs
		.map((sign, index) => {
			if (!isHidden[index]) return sign;
			return isHidden[index - 1] ? '' : '...';
		})
		.join('');
}
