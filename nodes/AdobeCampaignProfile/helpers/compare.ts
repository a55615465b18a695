import type { SentField } from './fieldValues';
import type { ProfileField } from './profileFields';

/** `normalized`: stored with a difference that a rule of the server explains. `missing`: not in the answer. */
export type Verdict = 'applied' | 'normalized' | 'different' | 'missing';

/** The server's rules for one field; undefined as long as they have not been read. */
export type FieldRule = Pick<ProfileField, 'length' | 'policy'>;

const CASE_POLICIES = ['smartCase', 'lowerCase', 'upperCase', 'identifier', 'resIdentifier'];

/** A moment in milliseconds; NaN for none. Campaign writes them with a space, `2019-09-25 00:19:14.569Z`. */
export const momentOf = (value: unknown) => Date.parse(String(value).replace(' ', 'T'));

const isEmpty = (value: unknown) => value === '' || value === null;

/** Stored as sent: equal as numbers, switches, days, moments, or text in Unicode's composed form (NFC). */
function isEqual({ type, value }: SentField, stored: unknown): boolean {
	if (isEmpty(value) || isEmpty(stored)) return isEmpty(value) && isEmpty(stored);
	if (type === 'boolean') return value === stored;
	if (type === 'number') return Number(stored) === value;
	if (type === 'dateTime' && momentOf(stored) === momentOf(value)) return true;
	return String(stored).normalize('NFC') === String(value).normalize('NFC');
}

/** What is left of a text when all that the rule may change is taken away. */
function essence(text: string, policy: string | undefined): string {
	const spaced = text.normalize('NFC').trim().replace(/\s+/g, ' ');
	if (policy === 'phone') return spaced.replace(/[^\d+]/g, '');
	if (policy === 'email') return spaced.replace(/\s/g, '').toLowerCase();
	return policy && CASE_POLICIES.includes(policy) ? spaced.toLowerCase() : spaced;
}

/**
 * Does a rule of the server explain the difference? Surrounding spaces always; letter case, e-mail and phone
 * clean-up by the field's policy; and a text cut to the field's length, which Campaign does without a word.
 */
function isExplained(sent: string, stored: string, { length, policy }: FieldRule): boolean {
	const kept = essence(stored, policy);
	const whole = essence(sent, policy);
	// Whether it is cut before or after it is cleaned up is not documented.
	const wanted = [whole, whole.slice(0, length), essence(sent.slice(0, length), policy)];
	// Nothing is left of a phone number without digits; that explains nothing.
	return kept === '' ? sent.trim() === stored.trim() : wanted.includes(kept);
}

/** Compares what was sent with what is stored. `stored` undefined: the field is not in the answer. */
export function compare(sent: SentField, stored: unknown, rule: FieldRule = {}): Verdict {
	if (stored === undefined) return 'missing';
	if (isEqual(sent, stored)) return 'applied';
	const areTexts = sent.type === 'string' && typeof stored === 'string';
	return areTexts && isExplained(String(sent.value), stored, rule) ? 'normalized' : 'different';
}
