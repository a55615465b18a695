import type { EnumerationValue } from '../../store/field';
import { INVALID } from '../../campaign/convert';
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

export const LOYALTY_TIERS = ['none', 'bronze', 'silver', 'gold'].map(plain);

/**
 * An enumeration without a name for "not set". Metadata lists INVALID too, which only Campaign writes, as a client of a live
 * instance shows.
 */
export const STORE_FORMATS: readonly EnumerationValue[] = [
	...['flagship', 'outlet', 'online'].map(plain),
	{ name: INVALID, label: 'Invalid value', value: '' },
];

export const TIME_ZONES: readonly EnumerationValue[] = timeZones;

/** Codes as one live instance listed them. Inferred: the labels. */
export const LANGUAGES: readonly EnumerationValue[] = languages.map((code) => ({
	name: code,
	label: code === 'none' ? 'None' : languageLabel(code),
	value: code,
}));

/** A value that is stored under its name. */
function plain(name: string): EnumerationValue {
	return { name, label: name[0].toUpperCase() + name.slice(1), value: name };
}

function languageLabel(code: string): string {
	const names = new Intl.DisplayNames(['en'], { type: 'language' });
	try {
		return names.of(code.replace('_', '-')) ?? code;
	} catch {
		return code;
	}
}
