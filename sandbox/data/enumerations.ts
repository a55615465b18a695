import type { EnumerationValue } from '../store/fields';
import languages from './languages.json';
import timeZones from './timezones.json';

/** Adobe, Campaign Standard data model, 'Profile': names with the numbers that are stored for them. */
export const GENDERS: readonly EnumerationValue[] = [
	{ name: 'unknown', label: 'Not specified', value: '0' },
	{ name: 'male', label: 'Male', value: '1' },
	{ name: 'female', label: 'Female', value: '2' },
];

export const EMAIL_FORMATS: readonly EnumerationValue[] = [
	{ name: 'unknown', label: 'Unknown', value: '0' },
	{ name: 'text', label: 'Text', value: '1' },
	{ name: 'html', label: 'HTML', value: '2' },
];

export const LOYALTY_TIERS: readonly EnumerationValue[] = ['none', 'bronze', 'silver', 'gold'].map(
	(name) => ({ name, label: capitalized(name), value: name }),
);

export const TIME_ZONES: readonly EnumerationValue[] = timeZones;

/** Codes as one live instance listed them. Inferred: the labels. */
export const LANGUAGES: readonly EnumerationValue[] = languages.map((code) => ({
	name: code,
	label: code === 'none' ? 'None' : languageLabel(code),
	value: code,
}));

function capitalized(word: string): string {
	return word[0].toUpperCase() + word.slice(1);
}

function languageLabel(code: string): string {
	const names = new Intl.DisplayNames(['en'], { type: 'language' });
	try {
		return names.of(code.replace('_', '-')) ?? code;
	} catch {
		return code;
	}
}
