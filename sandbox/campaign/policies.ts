import type { Settings } from '../settings';
import type { Field } from '../store/field';

/**
 * Inferred: first letter of each run of letters upper case, the rest lower case ("van der DOE" → "Van Der Doe",
 * "(YM)" → "(Ym)", "o'neil" → "O'Neil"). Adobe names the policy in its metadata page and records read back that
 * way, but the true algorithm is not published.
 */
export function smartCase(text: string): string {
	return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
		const [first, ...rest] = word;
		const upper = first.toUpperCase();
		// "ß" has no one-letter capital, so it stays. Adobe's release note CAMP-23136 is about the letters after it.
		return ([...upper].length === 1 ? upper : first) + rest.join('').toLowerCase();
	});
}

/**
 * A text as the server stores it: rewritten by its field's policy, then cut to the field's length. Inferred: an instance
 * may make typographic apostrophes plain.
 */
export function storedText(field: Field, text: string, settings: Settings): string {
	const plain = settings.apostrophes === 'plain' ? text.replaceAll('\u2019', "'") : text;
	return shortened(applyPolicy(field, plain, settings), field.length);
}

function applyPolicy(field: Field, text: string, settings: Settings): string {
	if (field.dataPolicy === 'smartCase' && settings.smartCase) return smartCase(text);
	// Inferred: Adobe documents that the policies exist, not what they do. The default stores what was sent.
	if (field.dataPolicy === 'email' && settings.emailPolicy === 'lowerCase') {
		return text.trim().toLowerCase();
	}
	if (field.dataPolicy === 'phone' && settings.phonePolicy === 'digits') {
		return text.replace(/[^\d+]/g, '');
	}
	return text;
}

/** Inferred from Adobe's SDK tests: 34 characters into a field of 30 answer 200, so the rest is dropped. */
function shortened(text: string, length: number | undefined): string {
	return length === undefined ? text : [...text].slice(0, length).join('');
}
