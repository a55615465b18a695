/** A whole number in one notation: without leading zeros, `+` or `-0`. */
const wholeNumber = (value: unknown) => /^([+-]?)0*(\d+)$/.exec(String(value).trim());

/** Stored as sent, to the last digit: what is too long for a number of JavaScript travels as text, both ways. */
export function isNumberKept(sent: unknown, stored: unknown): boolean {
	if (typeof stored === 'object' || String(stored).trim() === '') return false;
	const [one, other] = [wholeNumber(sent), wholeNumber(stored)];
	if (!one || !other) return Number(stored) === Number(sent);
	const sign = (match: RegExpExecArray) => (match[1] === '-' && match[2] !== '0' ? '-' : '');
	return `${sign(one)}${one[2]}` === `${sign(other)}${other[2]}`;
}

/** Digits that tell all numbers of single precision apart: 9, and nearly always 8 (IEEE 754). */
const SINGLE_DIGITS = [8, 9];

const isInSinglePrecision = (sent: number, stored: number) => {
	const single = Math.fround(sent);
	return [single, ...SINGLE_DIGITS.map((digits) => Number(single.toPrecision(digits)))].includes(
		stored,
	);
};

/** The last bit of a decimal may change where it is kept in binary and written in decimal. */
const isLastBit = (sent: number, stored: number) =>
	Math.abs(sent - stored) <= 2 * Number.EPSILON * Math.abs(sent);

/** A decimal that lost only what its field cannot hold. A whole number has to be kept. */
export function isNumberRounded(sent: unknown, stored: unknown): boolean {
	const [one, other] = [Number(sent), Number(stored)];
	if (typeof sent !== 'number' || Number.isInteger(one) || !Number.isFinite(other)) return false;
	return isLastBit(one, other) || isInSinglePrecision(one, other);
}
