import type { SentField } from './wire';
import { isNumberKept, isNumberRounded } from './numbers';
import { isKeyName, type ProfileField } from './fields';
import { isTextRewritten } from './rewrittenText';

/** `normalized`: stored with a difference that a rule of the server explains. `missing`: not in the answer. */
export type Verdict = 'applied' | 'normalized' | 'different' | 'missing';

/** The server's rules for one field; undefined as long as they have not been read. */
export type FieldRule = Pick<ProfileField, 'length' | 'policy'>;

/** A moment in milliseconds; NaN for none. Campaign writes them with a space, `2019-09-25 00:19:14.569Z`. */
export const momentOf = (value: unknown) => Date.parse(String(value).replace(' ', 'T'));

const isEmpty = (value: unknown) => value === '' || value === null;

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
	if (isEqual(sent, stored)) return 'applied';
	return isExplained(sent, stored, rule) ? 'normalized' : 'different';
}
