/**
 * Removes secrets, sent values and personal data from a server's words before they are shown or logged. The first half removes
 * values that were sent, however the server writes them; the second half what a database quotes of other records.
 */

/** One character, or what stands for one: an entity of HTML (escaped twice, too), an escape of JSON, the bytes of a URL. */
const SIGN =
	/&(?:amp;)*(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,6}\d{0,2});|\\u[\da-f]{4}|\\.|(?:%[\da-f]{2})+|[^]/giu;

/** Those of Latin-1, from U+00A0 on (HTML 4, 24.2.1). */
const LATIN_1 =
	'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const ENTITIES = new Map([
	...[...'&<>"\''].map((sign, index): [string, string] => [
		['amp', 'lt', 'gt', 'quot', 'apos'][index],
		sign,
	]),
	...LATIN_1.split(' ').map((name, index): [string, string] => [
		name,
		String.fromCharCode(0xa0 + index),
	]),
]);

const BLANKS: Record<string, string> = { '\\n': '\n', '\\r': '\r', '\\t': '\t' };

const LARGEST_CODE = 0x10ffff;

function characterOf(code: number, sign: string): string {
	return code <= LARGEST_CODE ? String.fromCodePoint(code) : sign;
}

/** The character that a sign stands for; the sign itself when it is a plain character. */
function decoded(sign: string): string {
	if (sign.length === 1) return sign;
	const [, hex, decimal, name] =
		/^(?:&(?:amp;)*#x|\\u)([\da-f]+);?$|^&(?:amp;)*#(\d+);$|^&(?:amp;)*(\w+);$/i.exec(sign) ?? [];
	if (hex) return characterOf(parseInt(hex, 16), sign);
	if (decimal) return characterOf(Number(decimal), sign);
	if (name) return ENTITIES.get(name) ?? ENTITIES.get(name.toLowerCase()) ?? sign;
	if (sign.startsWith('\\')) return BLANKS[sign] ?? sign.slice(1);
	try {
		return decodeURIComponent(sign);
	} catch {
		return sign;
	}
}

/** The same for capital and small letters, and with an accent or without. By way of the capitals: ß is SS there. */
const withoutCaseAndAccents = (text: string) =>
	text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase();

/** A text as it is read, with the place in it where each of its withoutCaseAndAccents characters comes from. */
function readable(text: string) {
	const signs = text.match(SIGN) ?? [];
	const from: number[] = [];
	let read = '';
	signs.forEach((sign, index) => {
		const character = withoutCaseAndAccents(decoded(sign));
		read += character;
		for (let unit = 0; unit < character.length; unit += 1) from.push(index);
	});
	return { signs, read, from };
}

/** How many characters identify a long text, which may be quoted in part. */
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
	for (let start = read.indexOf(key); start !== -1; ) {
		const length = agreement(read, start, part);
		if (isItself(read, start, part)) places.push([start, start + length]);
		// What repeats itself is not looked at again from each of its letters on.
		start = read.indexOf(key, start + length);
	}
	for (let length = Math.min(key.length, read.length) - 1; length >= SHORTEST_PART; length -= 1) {
		if (read.endsWith(key.slice(0, length))) places.push([read.length - length, read.length]);
	}
	return places;
}

/** Digits with up to two other signs between them, but for letters: a number, a phone number, a date. */
const DIGITS = /\d(?:[^\p{L}\d]{0,2}\d)*/gu;

/** Fewer digits are part of many numbers. */
const FEWEST_DIGITS = 5;

/** Of a value that is mostly digits, the digits alone; else nothing. */
function digitsOf(sent: string): string {
	const digits = sent.replace(/\D/g, '');
	return digits.length >= FEWEST_DIGITS && digits.length * 2 > sent.length ? digits : '';
}

/** Where the same digits stand, however they are grouped. */
function digitPlaces(read: string, digits: string): Array<[number, number]> {
	return [...read.matchAll(DIGITS)]
		.filter(([run]) => run.replace(/\D/g, '').includes(digits))
		.map(({ 0: run, index }) => [index, index + run.length]);
}

/** A date as other programs write it. */
function datesOf(sent: string): string[] {
	const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(sent) ?? [];
	if (year === undefined) return [];
	return [`${day}${month}${year}`, `${month}${day}${year}`, `${year}${month}${day}`];
}

/** A text of UTF-8 that was read as Latin-1: "MÃ¼ller". */
const misread = (sent: string) =>
	[...new TextEncoder().encode(sent)].map((byte) => String.fromCharCode(byte)).join('');

/**
 * A text with "..." for everything in it that was sent: whatever its length and its capital letters, and also when it is
 * written with entities, escapes or separate accents. Never fails.
 *
 * @param hidden spaces around one do not count, since servers leave them out
 */
export function withoutHidden(text: string, hidden: readonly string[]): string {
	const { signs, read, from } = readable(text);
	const isHidden = new Array<boolean>(signs.length).fill(false);
	const hide = ([start, end]: [number, number]) =>
		isHidden.fill(true, from[start], from[end - 1] + 1);
	for (const sent of new Set(hidden.map((part) => part.trim()))) {
		// No more of it can stand in the text, accents as characters of their own included.
		const most = sent.slice(0, 4 * text.length);
		for (const part of new Set([
			withoutCaseAndAccents(most),
			readable(most).read,
			withoutCaseAndAccents(misread(most)),
		])) {
			if (part !== '') placesOf(read, part).forEach(hide);
		}
		for (const digits of [digitsOf(most), ...datesOf(most)]) {
			if (digits !== '') digitPlaces(read, digits).forEach(hide);
		}
	}
	return signs
		.map((sign, index) => {
			if (!isHidden[index]) return sign;
			return isHidden[index - 1] ? '' : '...';
		})
		.join('');
}

/** A quotation mark, also as JSON and XML have it. PostgreSQL in another language has its own. */
const QUOTE = '(?:\\\\?"{1,2}|&quot;|[«„“])';

/** The beginning of PostgreSQL's own words. */
const DATABASE =
	/PGS-\d|PostgreSQL|(?:ERROR|FATAL|PANIC|DETAIL|CONTEXT|STATEMENT|QUERY):|SQL statement ['"]|row contains|\)\s*=\s*\(/;

/** What PostgreSQL calls by its kind before it quotes it is a name; anything else that it quotes may be a value. */
const NAME = `\\b(?:column|constraint|database|encoding|index|relation|role|schema|table) ${QUOTE}[\\w$.]+${QUOTE}`;

/** The details that hold a key, which is found by its own pattern, or no personal data. */
const HARMLESS_DETAIL =
	'DETAIL:\\s+(?:Key \\(|Failing row|Process \\d+ waits|A field with precision \\d|Failed on request of size)';

const VALUE = [
	'\\)\\s*=\\s*\\(',
	'row contains\\s*\\(?',
	// A section, such as CONTEXT: or STATEMENT:, by its heading.
	`(?<![A-ZÀ-Þ])(?!(?:ERROR|FATAL|PANIC|WARNING):|${HARMLESS_DETAIL})[A-ZÀ-Þ]{5,} ?:\\s*`,
	'LINE \\d+:\\s*',
	'Process \\d+:\\s*',
	'\\$\\d+ ?=',
	// Campaign's WDB-200001, which repeats the statement (release notes of Campaign Standard, CAMP-46536).
	"SQL statement '",
	QUOTE,
].join('|');

/** The words behind a value. They hold no personal data, whatever was quoted before them. */
const BEHIND =
	/[)"] (?:already exists|conflicts with existing key|is (?:not present in|still referenced from) table "\w+"|is out of range(?: for type (?:smallint|integer|bigint|numeric|real|double precision))?|not recognized)\.?/g;

const NAME_OR_VALUE = new RegExp(`${NAME}|(?<value>${VALUE})`, 'g');

const CLOSING: Record<string, string> = { '(': ')', '"': '"', "'": "'" };

/**
 * PostgreSQL quotes values as they are: their brackets, quotation marks and line breaks look like the end of the quoting. So
 * nothing of what it says is left from the first value on, but the words that it puts behind one.
 */
function withoutStoredValues(text: string): string {
	const start = text.search(DATABASE);
	if (start < 0) return text;
	const quoted = [...text.slice(start).matchAll(NAME_OR_VALUE)];
	const first = quoted.find(({ groups }) => groups?.value !== undefined);
	const end = first ? start + first.index + first[0].length : text.length;
	// The bytes of a character that cannot be stored.
	const shown = text.slice(0, end).replace(/\b0x(?!00)[0-9a-f]{2}\b/gi, '0x..');
	if (!first) return shown;
	const behind = text.slice(end).match(BEHIND)?.pop();
	return `${shown}...${behind ?? CLOSING[shown.slice(-1)] ?? ''}`;
}

/**
 * A filter in "Cannot convert 'byUuid' (text type) to 32-bit integer type": Campaign takes one that it does not know for a key
 * (Adobe support article KA-19396). A name that an administrator typed may begin with a small letter, as any value may; then
 * the number must be as long as a key's. 64 bits are inferred.
 */
export const UNKNOWN_FILTER = "by[A-Z]\\w*|by\\w{2,}(?=' [^']{0,40}\\b(?:32|64)\\b)";

const UNCONVERTED = new RegExp(`(Cannot convert )'(?!(?:${UNKNOWN_FILTER})' ).*?'(?= \\()`, 'gs');

/** Campaign quotes what it was sent, such as "Cannot convert 'Amy' (text type)". */
const withoutSentValues = (text: string) =>
	text
		.replace(/(same key )'.*?(?:'(?= already exists\.?\s*(?:PGS-\d|$))|$)/gs, "$1'...'")
		.replace(UNCONVERTED, "$1'...'")
		.replace(/(The value )'.*?'(?= is not valid)/gs, "$1'...'")
		.replace(/((?:same|from|update) key |\bto |and name )'.*?'(?=[ .)]|$)/gms, "$1'...'");

/** Names of properties and filters, codes and PKeys are left as they are, since they are what helps. */
export const withoutPersonalData = (text: string) =>
	withoutStoredValues(withoutSentValues(text))
		.replace(/[^\s'"<>()=:,;@]{1,64}(@|%40)[^\s'"<>()=:,;@]{1,255}/g, (match) =>
			match.includes('.') ? '(e-mail)' : match,
		)
		.replace(/\b(Bearer\s+)\S+/gi, '$1...')
		.replace(/\beyJ[\w-]+\.[\w.-]+/g, '(token)');
