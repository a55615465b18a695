/** Values that are not what somebody means: what a step before has left behind instead. Told without the value itself. */

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
/** What JavaScript, n8n's dates and spreadsheets write for a result that there is none of. */
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
const NOBODY = /^(?:null|none|n\/a|nil|true|false|-?infinity|unknown|[-–—?]+)$/i;

export const isNobody = (text: string) => NOBODY.test(text);

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
