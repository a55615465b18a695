/**
 * Cleans a value before anything else is done with it: removes characters that cannot be seen, and what a mail program or a
 * spreadsheet puts around it. Cleaning never changes what a person reads, never makes a text longer, and does nothing the
 * second time. The same cleaned value is looked up, written and compared.
 */

/** Invisible characters that change the look of the one before them, such as the colour of an emoji or a region's flag. */
const SEEN = '\\p{Variation_Selector}|[\\u{e0020}-\\u{e007f}]';

/** Control characters but for tabs and line breaks. */
const CONTROL = '(?![\\t-\\r\\u0080-\\u009f])\\p{Cc}';

/** Controls, zero-width characters, soft hyphens, marks of direction, BOM. */
const INVISIBLE = `(?:${CONTROL}|(?!${SEEN})\\p{Default_Ignorable_Code_Point})`;

/** Blanks of all sorts, line breaks among them; U+2800 is a braille cell without a dot. */
const BLANK = '[\\s\\u0085\\u2800]';

/** Also inside a text: controls, and what only says where a line may break. */
const NEVER_READ = new RegExp(`${CONTROL}|[\\u00ad\\u200b\\u2060\\ufeff]`, 'gu');
const EVERYWHERE = new RegExp(INVISIBLE, 'gu');
const BLANKS = new RegExp(BLANK, 'gu');
const NOTHING = new RegExp(`^(?:${BLANK}|${INVISIBLE})*$`, 'u');

/** Arabic letters and the signs of Indian scripts look different beside a joiner (U+200C, U+200D): there it is kept. */
const JOINER = /^\p{Join_Control}$/u;
const JOINED = /^[\p{Script=Arabic}\p{M}]/u;

/** A letter and its accents, or a Korean syllable in parts: what a Mac writes where others write one character. */
const PARTS = /\P{M}\p{M}+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?/gu;

/** Most values: printable ASCII with nothing to remove. */
const PLAIN = /^(?:[!-~](?:[ -~]*[!-~])?)?$/;
const READABLE = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{P} ]*[\p{L}\p{N}\p{P}])?$/u;
/** Parts of a Korean syllable, and letters of no width: letters, too, as far as Unicode goes. */
const ODD_LETTER = /[\u1100-\u1112\u115f\u1160\u3164\uffa0]/;
const isReadable = (text: string) => READABLE.test(text) && !ODD_LETTER.test(text);

/**
 * Letters put together that were written in parts. Not Unicode's NFC as a whole: that also replaces Japanese characters by
 * others that look different, and makes some texts longer.
 */
const composed = (text: string) =>
	text.replace(PARTS, (parts) => {
		const whole = parts.normalize('NFC');
		return whole.length < parts.length ? whole : parts;
	});

/** How many characters at the beginning cannot be seen. Counted one by one: a regular expression would take exponential time. */
function unseen(characters: string[]): number {
	const first = characters.findIndex((character) => !NOTHING.test(character));
	if (first === -1) return characters.length;
	let joiners = first;
	while (joiners > 0 && JOINER.test(characters[joiners - 1])) joiners -= 1;
	return JOINED.test(characters[first]) ? joiners : first;
}

/** A text that people read: nothing invisible around it. What is inside and changes how it is read stays, line breaks too. */
export function cleanText(text: string): string {
	if (PLAIN.test(text) || isReadable(text)) return text;
	const characters = [...text.replace(NEVER_READ, '')];
	const before = unseen(characters);
	const after = unseen(characters.slice(before).reverse());
	return composed(characters.slice(before, characters.length - after).join(''));
}

/** A key or a name: without any invisible character, and with a space for each blank. */
export function cleanKey(text: string): string {
	if (PLAIN.test(text)) return text;
	return composed(
		text
			.replace(EVERYWHERE, '')
			.replace(BLANKS, (blank) => (/[\n\r\u2028\u2029\u0085]/.test(blank) ? '\n' : ' '))
			.trim(),
	);
}

/** Nothing in it can be seen. */
export const isBlank = (text: string) => NOTHING.test(text);

/** Text as names and keys are compared: cleaned, in Unicode's composed form (NFC), in lower case. */
export const forComparison = (value: unknown) =>
	cleanKey(String(value)).normalize('NFC').toLowerCase();

/** Characters around an address that was copied: quotes, brackets, the ends of a sentence or of a list. */
const AROUND = /[\s'"`‘’‚“”„«»‹›<>()[\]{};,.:，；、。：]/;

/** `[text](address)`, `Name <address>`: the address, where what stands before it names no other one. */
const WRAPPED = /^\[([^\]]*)\]\(([^()]*)\)$|^([^<>]*)<([^<>]*)>?$/;

/** The parts of `mailto:address?subject=...`. */
const LINK = /^mailto:([^?]*)(?:\?.*)?$/is;

/** An address is shorter by far, and what is long is a text. */
const LONGEST_WRAPPED = 1000;

/** A link has some characters as `%2B`. */
function decoded(address: string): string {
	try {
		return decodeURIComponent(address);
	} catch {
		return address;
	}
}

function stripped(text: string): string {
	const characters = [...text];
	const before = characters.findIndex((character) => !AROUND.test(character));
	const after = [...characters].reverse().findIndex((character) => !AROUND.test(character));
	const bare = before === -1 ? '' : characters.slice(before, characters.length - after).join('');
	const [, address] = LINK.exec(bare) ?? [];
	return address === undefined ? bare : stripped(decoded(address));
}

function unwrapped(text: string): string {
	const [, label, target, name, address] =
		WRAPPED.exec(text) ?? WRAPPED.exec(text.replace(/[;,.\s]{1,9}$/, '')) ?? [];
	const inside = target ?? address;
	if (inside === undefined) return stripped(text);
	const said = stripped(label ?? name ?? '');
	return said.includes('@') && forComparison(said) !== forComparison(stripped(inside))
		? text
		: stripped(inside);
}

/** An e-mail without what programs put around it; another text comes back without its invisible characters. */
export function cleanEmail(text: string): string {
	const key = cleanKey(text);
	if (key.length > LONGEST_WRAPPED || (isEmail(key) && !AROUND.test(key[0]))) return key;
	const address = unwrapped(key);
	return isEmail(address) ? address : key;
}

/**
 * A name, then a domain with a dot in it. Names in quotes, and those that begin with a sign or have `%2B` in them, are legal,
 * too, but are not in use.
 */
const EMAIL =
	/^(?!.*%[\da-f]{2})[\p{L}\p{N}_+'-][^\s@"<>()[\]\\,;:\p{Cc}]*@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}]$/iu;

/** Whether the text looks like one whole address. */
export const isEmail = (text: string) => EMAIL.test(text);

/** A key or a name that may be an e-mail, as keys of a company often are. */
export function cleanName(text: string): string {
	const address = cleanEmail(text);
	return isEmail(address) ? address : cleanKey(text);
}

/** Whether two values name the same, whatever their capitals. */
export const isSameName = (one: unknown, other: unknown) =>
	forComparison(cleanName(String(one))) === forComparison(cleanName(String(other)));

const holds = (open: string, close: string) => (text: string) => {
	const start = text.indexOf(open);
	return start !== -1 && text.includes(close, start);
};

const hasBraces = holds('{{', '}}');
const hasMailTag = holds('<%', '%>');
/** Bare, or with the braces begun and not closed. */
const BARE =
	/\$json\b|^\s*=?\s*(?:\{\{|\$(?:input|node|item|vars|binary|fromAI|now|today|execution|workflow|env|parameter|prevNode)\b|\$\(['"`])/;
const MAIL_MERGE = /\*\|\w+\|\*|%%\w+%%|^\s*\$\{[^}]*\}\s*$/;
/** What JavaScript, n8n's dates and spreadsheets write in place of a missing result. */
const NO_RESULT =
	/^\s*(?:undefined|NaN|Invalid Date(?:Time)?|#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|ERROR!))\s*$/i;

/** An expression that n8n did not compute, a placeholder of a mail program, or an object that was made a text. */
const UNCOMPUTED: Array<[(text: string) => boolean, string]> = [
	[
		(text) => hasBraces(text) || BARE.test(text),
		"It is an expression that was not computed: it has {{ }} or $json in it. Switch the field from Fixed to Expression (n8n puts '=' in front), here or in the step that the value comes from.",
	],
	[
		(text) => hasMailTag(text) || MAIL_MERGE.test(text),
		'It is a placeholder of a mail template, not a value. Look at the step that the value comes from.',
	],
	[
		(text) => NO_RESULT.test(text),
		'It is what a program writes for a result that there is none of. Look at the step that the value comes from.',
	],
	[
		(text) => /\p{Surrogate}/u.test(text),
		'It has half of a character in it, such as an emoji that was cut in two. Look at the step before that shortens the text.',
	],
	[
		(text) => /\[object \w+\]/.test(text),
		'It is a list or an object that was made a text on the way ("[object ...]"). Choose one of its values in the expression.',
	],
];

/** What is wrong with a text that was to be computed, in words; undefined for any other text. */
export const uncomputedProblem = (text: string): string | undefined =>
	UNCOMPUTED.find(([isOne]) => isOne(text))?.[1];

/** The words that programs write for "nothing": fine in a text, but as a name they would make one person of everybody. */
const NOTHING_WORD = /^(?:null|none|n\/a|nil|true|false|-?infinity|unknown|[-–—?]+)$/i;

export const isNothingWord = (text: string) => NOTHING_WORD.test(text);

const LOST_DIGITS =
	'A number this long has lost its last digits on the way. Pass it on as text from its source.';

/** A whole number above 2^53 has already lost digits when it arrives as a number of JavaScript. */
const hasLostDigits = (value: number) => Number.isInteger(value) && !Number.isSafeInteger(value);

/** Why a number cannot be taken for the text that was meant: its digits are gone, or there never were any. */
export function numberAsTextProblem(value: number): string | undefined {
	if (!Number.isFinite(value))
		return 'It is the result of a calculation that failed (NaN or Infinity).';
	return hasLostDigits(value) || String(value).includes('e') ? LOST_DIGITS : undefined;
}

export const lostDigitsProblem = (value: number) =>
	hasLostDigits(value) ? { problem: LOST_DIGITS } : undefined;
