import { isEmail } from './clean';

/** What Campaign may make of a text that it stores, rule by rule. Whatever no rule explains was lost or overwritten. */

/** What is known of the field. */
export interface TextRule {
	/** Most characters that are kept. */
	length?: number;
	/** How the server rewrites what it is sent, such as `smartCase`. */
	policy?: string;
	/** It names somebody: what is cut off makes it another name. */
	isKey?: boolean;
}

const CASE_POLICIES = ['smartCase', 'lowerCase', 'upperCase', 'identifier', 'resIdentifier'];
const KEY_POLICIES = ['email', 'identifier', 'resIdentifier'];
const UUID = /[\da-f]{8}(?:-?[\da-f]{4}){3}-?[\da-f]{12}/i;

/** Rule "letter case". By way of the capitals, since some small letters have only those in common: σ and ς, ß and ss. */
const withoutCase = (text: string) => text.toUpperCase().toLowerCase().replace(/ς/g, 'σ');

/** Rule "blanks": those around it are gone, several are one. */
const withoutBlanks = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ');

const TYPOGRAPHIC: Array<[RegExp, string]> = [
	[/[\u2018\u2019\u201b\u02bc\u2032]/g, "'"],
	[/[\u201c\u201d\u201e\u201f\u2033]/g, '"'],
	[/[\u2010-\u2015\u2212]/g, '-'],
	[/\u2026/g, '...'],
];

/** Rule "plain signs": typographic ones become those of a typewriter. Not the other way round. */
const plain = (text: string) =>
	TYPOGRAPHIC.reduce((rest, [signs, sign]) => rest.replace(signs, sign), text);

/** What is left of a text when all that the field's policy may change is taken away. */
function essence(text: string, policy: string | undefined): string {
	const spaced = withoutBlanks(text);
	// Rule "phone": only digits and plus signs count.
	if (policy === 'phone') return spaced.replace(/[^\d+]/g, '');
	if (policy === 'email') return spaced.replace(/\s/g, '').toLowerCase();
	return policy && CASE_POLICIES.includes(policy) ? withoutCase(spaced) : spaced;
}

const HALF = /[\ud800-\udbff]$/;

/**
 * Rule "length": what is longer is cut, which Campaign does without a word. Counted in UTF-16 or in characters; half a
 * character at the end goes, or becomes a replacement sign.
 */
function cutTo(text: string, length: number): string[] {
	if (text.length <= length) return [];
	const units = text.slice(0, length);
	const characters = [...text].slice(0, length).join('');
	const whole = units.replace(HALF, '');
	const halved = HALF.test(units) ? [`${whole}\ufffd`, `${whole}?`] : [];
	return [units, whole, characters, ...halved];
}

/** What is left of a key when it was cut is another one. */
const names = (text: string, { policy = '', isKey }: TextRule) =>
	isKey === true || KEY_POLICIES.includes(policy) || UUID.test(text) || isEmail(text);

/** Whether the rules of a field explain that a text is stored as another one. */
export function isTextRewritten(sent: string, stored: string, rule: TextRule): boolean {
	const { length, policy } = rule;
	const kept = essence(stored, policy);
	// Nothing is left of a phone number without digits; that explains nothing.
	if (kept === '') return sent.trim() === stored.trim();
	const written = [sent, plain(sent)];
	if (written.some((text) => essence(text, policy) === kept)) return true;
	if (length === undefined || names(sent.trim(), rule)) return false;
	// Whether it is cut before or after it is cleaned up is not documented.
	return written
		.flatMap((text) => [text, withoutBlanks(text), essence(text, policy)])
		.flatMap((text) => cutTo(text, length))
		.some((text) => essence(text, policy) === kept);
}
