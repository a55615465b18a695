import type { CampaignRecord } from '../transport/types';
import { isKeyName, storedValue, type RecordField } from './metadata';
import { isTextRewritten } from './rewrittenText';
import type { SentField } from './wire';

/** `normalized`: stored with a difference that a rule of the server explains. `missing`: not in the answer. */
export type Verdict = 'applied' | 'normalized' | 'different' | 'missing';

/** The server's rules for one field; undefined as long as they have not been read. */
export type FieldRule = Pick<RecordField, 'length' | 'policy'>;

/** A moment in milliseconds; NaN for anything else. Campaign writes them with a space, `2019-09-25 00:19:14.569Z`. */
export const momentOf = (value: unknown) => Date.parse(String(value).replace(' ', 'T'));

const isEmpty = (value: unknown) => value === '' || value === null;

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

/** Stored as sent: equal as numbers, switches, days, moments, or text in Unicode's composed form (NFC). */
function isEqual({ type, value }: SentField, stored: unknown): boolean {
	if (isEmpty(value) || isEmpty(stored)) return isEmpty(value) && isEmpty(stored);
	if (type === 'boolean') return value === stored;
	if (type === 'number') return isNumberKept(value, stored);
	if (type === 'dateTime' && momentOf(stored) === momentOf(value)) return true;
	return String(stored).normalize('NFC') === String(value).normalize('NFC');
}

const SECOND_MS = 1000;

/** A field of whole seconds leaves the milliseconds out, or rounds them. */
function isInWholeSeconds(sent: unknown, stored: unknown): boolean {
	const seconds = momentOf(sent) / SECOND_MS;
	const kept = momentOf(stored) / SECOND_MS;
	return kept === Math.floor(seconds) || kept === Math.round(seconds);
}

/** Does a rule of the server explain the difference? */
function isExplained(sent: SentField, stored: unknown, rule: FieldRule): boolean {
	switch (sent.type) {
		case 'number':
			return isNumberRounded(sent.value, stored);
		case 'dateTime':
			return isInWholeSeconds(sent.value, stored);
		case 'string':
			return (
				typeof stored === 'string' &&
				isTextRewritten(String(sent.value), stored, {
					...rule,
					isKey: sent.isKey || isKeyName(sent.id),
				})
			);
		default:
			return false;
	}
}

/** Compares what was sent with what is stored. `stored` undefined: the field is not in the answer. */
export function compare(sent: SentField, stored: unknown, rule: FieldRule = {}): Verdict {
	if (stored === undefined) return 'missing';
	// A number is cleared by 0; in custom resources one without a value reads as empty text.
	if (isEqual(sent, stored) || (sent.clears && isEmpty(stored))) return 'applied';
	return isExplained(sent, stored, rule) ? 'normalized' : 'different';
}

/** The fields that a record does not hold exactly as they would be sent. */
export const differing = (record: CampaignRecord, fields: SentField[]) =>
	fields.filter((field) => compare(field, storedValue(record, field)) !== 'applied');

const elementOf = ({ id }: SentField) =>
	id.includes('.') ? id.slice(0, id.indexOf('.')) : undefined;

/**
 * Some of the given fields, and those that stand in the same element: of `location`, a server may replace the whole by what
 * it is sent (not documented).
 */
export function withSiblings(some: SentField[], given: SentField[]): SentField[] {
	const elements = new Set(some.map(elementOf).filter(Boolean));
	return given.filter((field) => some.includes(field) || elements.has(elementOf(field)));
}
