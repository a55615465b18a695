/**
 * JSON with whole numbers of a 64-bit column: one with more digits than a JavaScript number keeps is a bigint here. Other JSON
 * is read and written by JSON.parse and JSON.stringify alone, at their speed.
 */

/** A value of one attribute; a bigint is a whole number that a JavaScript number would not keep. */
export type Scalar = string | number | boolean | bigint;

/** Marks a text that stands for a long number on its way through JSON: a private-use character, which text does not contain. */
const MARK = '\uE000';
const MARKED = new RegExp(`^${MARK}(-?\\d+)$`);
const MARKED_TEXT = new RegExp(`"${MARK}(-?\\d+)"`, 'g');
/** Matches a text or a number; a text too, so that the digits in it are not taken for a number. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG = /^-?[1-9]\d{15,}$/;

/** A whole number from its digits: a bigint only where a number would not keep them. */
export function wholeNumber(digits: string): number | bigint {
	const number = Number(digits);
	return Number.isSafeInteger(number) ? number : BigInt(digits);
}

/** @throws SyntaxError for a text that is not JSON */
export function parseJson(text: string): unknown {
	if (!/\d{16}/.test(text)) return JSON.parse(text);
	const marked = text.replace(TEXT_OR_NUMBER, (found) =>
		LONG.test(found) ? `"${MARK}${found}"` : found,
	);
	return JSON.parse(marked, (_name, value: unknown) => {
		const digits = typeof value === 'string' ? MARKED.exec(value)?.[1] : undefined;
		return digits === undefined ? value : wholeNumber(digits);
	});
}

/** JSON.stringify throws for a bigint, unless a library in this process gave bigints a toJSON (n8n's libraries do). */
const isThrown = () => !('toJSON' in BigInt.prototype);

export function printJson(content: unknown): string {
	try {
		if (isThrown()) return JSON.stringify(content);
	} catch {
		// The content has a bigint. Looking for one beforehand would cost every answer a walk through its content.
	}
	return JSON.stringify(content, marked).replace(MARKED_TEXT, '$1');
}

/** Reads the value from its object, because the `value` of a bigint may already be the text that a toJSON made of it. */
function marked(this: Record<string, unknown>, name: string, value: unknown): unknown {
	const held = this[name];
	return typeof held === 'bigint' ? `${MARK}${held}` : value;
}
