/**
 * JSON whose whole numbers may have more digits than a JavaScript number keeps, as a 64-bit column's do: such a number is
 * a bigint here. What holds none is read and written as always, at the same speed.
 */

/** A value of one attribute; a bigint is a whole number that a JavaScript number would not keep. */
export type Scalar = string | number | boolean | bigint;

/** Marks the text that stands for such a number on its way through JSON; no character that anybody types. */
const MARK = '\uE000';
const MARKED = new RegExp(`^${MARK}(-?\\d+)$`);
const MARKED_TEXT = new RegExp(`"${MARK}(-?\\d+)"`, 'g');
/** A text, so that the digits in it are passed over, or a number. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG = /^-?[1-9]\d{15,}$/;

/** A whole number from its digits: a bigint only where a number would not keep them. */
export function wholeNumber(digits: string): number | bigint {
	const number = Number(digits);
	return Number.isSafeInteger(number) ? number : BigInt(digits);
}

/** @throws SyntaxError for a text that is no JSON */
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

/** A library in the same process may have taught bigints to become text (n8n's do): then nothing is thrown. */
const isThrown = () => !('toJSON' in BigInt.prototype);

export function printJson(content: unknown): string {
	try {
		if (isThrown()) return JSON.stringify(content);
	} catch {
		// JSON.stringify takes no bigint. Asking for one beforehand would cost every answer a walk through all of it.
	}
	return JSON.stringify(content, marked).replace(MARKED_TEXT, '$1');
}

/** The value as it stands in its object: by now a bigint may be the text that a library makes of it. */
function marked(this: Record<string, unknown>, name: string, value: unknown): unknown {
	const held = this[name];
	return typeof held === 'bigint' ? `${MARK}${held}` : value;
}
