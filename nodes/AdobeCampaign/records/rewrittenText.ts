import { isEmail } from './clean';

/**
 * The changes that Campaign may make to a text that it stores, rule by rule and in one direction: a rule explains only its own
 * effect on the text that was sent. Any other text was lost, overwritten, or is an older value.
 */

/** What is known of the field. */
export interface TextRule {
	/** Most characters that are kept. */
	length?: number;
	/** How the server rewrites what it is sent, such as `smartCase`. */
	policy?: string;
	/** The value is a key: cut off, it would be another key. */
	isKey?: boolean;
}

const KEY_POLICIES = ['email', 'identifier', 'resIdentifier'];
const UUID = /[\da-f]{8}(?:-?[\da-f]{4}){3}-?[\da-f]{12}/i;

const TYPOGRAPHIC: Array<[RegExp, string]> = [
	[/[\u2018\u2019\u201b\u02bc\u2032]/g, "'"],
	[/[\u201c\u201d\u201e\u201f\u2033]/g, '"'],
	[/[\u2010-\u2015\u2212]/g, '-'],
	[/\u2026/g, '...'],
];

/** Rule "plain signs": typographic ones become those of a typewriter. Not the other way round. */
const plain = (text: string) =>
	TYPOGRAPHIC.reduce((rest, [signs, sign]) => rest.replace(signs, sign), text);

/** Rule "blanks": each is a space, those around it are gone, several are one; any of it, or all. */
function withFewerBlanks(text: string): string[] {
	const spaced = text.replace(/\s/g, ' ');
	const single = spaced.replace(/ +/g, ' ');
	return [text, text.trim(), spaced, spaced.trim(), single, single.trim()];
}

/** By way of the capitals, since some small letters have only those in common: σ and ς, ß and ss. */
const withoutCase = (text: string) => text.toUpperCase().toLowerCase().replace(/ς/g, 'σ');

const isSmall = (letter: string) => letter === letter.toLowerCase();
const capitalOf = (letter: string) =>
	[...letter.toUpperCase()].length === 1 ? letter.toUpperCase() : letter;

/**
 * Rule "smartCase": words begin with a capital letter, the others become small or stay (Adobe's metadata page has the name
 * alone; what it does behind an apostrophe or a hyphen is not known).
 */
function isSmartCased(text: string, stored: string): boolean {
	const letters = [...text];
	const others = [...stored];
	if (letters.length !== others.length) return false;
	return letters.every((letter, index) => {
		const other = others[index];
		if (withoutCase(letter) !== withoutCase(other)) return false;
		if (index === 0 || letters[index - 1] === ' ') return other === capitalOf(letter);
		const isInWord = /[\p{L}\p{M}]/u.test(letters[index - 1]);
		return other === letter || isSmall(other) || (!isInWord && other === capitalOf(letter));
	});
}

/** Rule "phone": digits and plus signs are kept, other signs may be gone. */
const digitsOf = (text: string) => text.replace(/[^\d+]/g, '');

const isPhoneCleaned = (text: string, stored: string) => {
	const rest = [...stored];
	for (const sign of text) if (sign === rest[0]) rest.shift();
	return rest.length === 0 && digitsOf(stored) !== '' && digitsOf(stored) === digitsOf(text);
};

/** The results of a policy for a text, where they can be computed. */
const MADE: Record<string, (text: string) => string[]> = {
	lowerCase: (text) => [text.toLowerCase()],
	upperCase: (text) => [text.toUpperCase()],
	identifier: (text) => [text.toLowerCase(), text.toUpperCase()],
	resIdentifier: (text) => [text.toLowerCase(), text.toUpperCase()],
	email: (text) => {
		const whole = text.replace(/\s/g, '');
		return [text.toLowerCase(), whole, whole.toLowerCase()];
	},
	phone: (text) => [digitsOf(text)],
};

const madeOf = (text: string, policy = '') => [text, ...(MADE[policy]?.(text) ?? [])];

/** Stands for the policy of a field when the metadata cannot be read: any policy that changes letter case. */
export const UNKNOWN = 'unknown';
const LETTER_CASE = ['smartCase', 'lowerCase', 'upperCase'];

/** Whether the stored text is a policy's result for the text. */
function isMade(text: string, stored: string, policy: string | undefined): boolean {
	if (policy === UNKNOWN) return LETTER_CASE.some((one) => isMade(text, stored, one));
	if (policy === 'smartCase' && isSmartCased(text, stored)) return true;
	if (policy === 'phone' && isPhoneCleaned(text, stored)) return true;
	return madeOf(text, policy).includes(stored);
}

const HALF = /[\ud800-\udbff]$/;

/**
 * Rule "length": Campaign cuts a longer text without an error. Counted in UTF-16 or in characters; half a character at the
 * end is removed, or becomes a replacement sign.
 */
function cutTo(text: string, length: number): string[] {
	if (text.length <= length) return [];
	const units = text.slice(0, length);
	const characters = [...text].slice(0, length).join('');
	const whole = units.replace(HALF, '');
	const halved = HALF.test(units) ? [`${whole}\ufffd`, `${whole}?`] : [];
	return [units, whole, characters, ...halved];
}

/** Whether the text is a key: cut off, it would be another key. */
const names = (text: string, { policy = '', isKey }: TextRule) =>
	isKey === true || KEY_POLICIES.includes(policy) || UUID.test(text) || isEmail(text);

/** Whether the rules of a field explain that a text is stored as another one. */
export function isTextRewritten(sent: string, stored: string, rule: TextRule): boolean {
	const { length, policy } = rule;
	const kept = stored.normalize('NFC');
	// No rule makes an empty text of one with characters.
	if (kept.trim() === '') return sent.trim() === kept.trim();
	const cleaned = [sent, plain(sent)].flatMap((text) => withFewerBlanks(text.normalize('NFC')));
	if (cleaned.some((text) => isMade(text, kept, policy))) return true;
	if (length === undefined || names(sent.trim(), rule)) return false;
	// It is not documented whether a text is cut before or after the other rules.
	return cleaned
		.flatMap((text) => madeOf(text, policy))
		.flatMap((text) => cutTo(text, length))
		.flatMap(withFewerBlanks)
		.some((text) => isMade(text, kept, policy));
}
