import type { ComputedAttribute } from '../../campaign/kind';
import type { Scalar } from '../../exactJson';
import type { StoredRecord } from '../../store/storedRecord';

function text(profile: StoredRecord, path: string): string {
	return String(profile.values[path] ?? '');
}

/** Age in whole years; 0 without a birth date. */
export function age(birthDate: string, today: Date = new Date()): number {
	if (birthDate === '') return 0;
	const [year, month, day] = birthDate.split('-').map(Number);
	const years = today.getUTCFullYear() - year;
	const monthsToGo = month - (today.getUTCMonth() + 1);
	const birthdayAhead = monthsToGo > 0 || (monthsToGo === 0 && day > today.getUTCDate());
	return birthdayAhead ? years - 1 : years;
}

/**
 * "Jane Doe (jane.doe@example.com)"; without names two blanks go before the brackets, as in a published subscription. Inferred:
 * one blank for one name that is missing, and no brackets without an e-mail.
 */
export function title(profile: StoredRecord): string {
	const [first, last, email] = ['firstName', 'lastName', 'email'].map((name) =>
		text(profile, name),
	);
	return email === '' ? words(first, last) : `${first} ${last} (${email})`;
}

/** Six lines as on an envelope, capitals below the first name; the samples never show addrDefined true. */
export function postalAddress(profile: StoredRecord): Record<string, Scalar> {
	const part = (name: string) => text(profile, `location.${name}`).toUpperCase();
	const lines = [
		words(
			text(profile, 'salutation'),
			text(profile, 'firstName'),
			text(profile, 'lastName').toUpperCase(),
		),
		part('address1'),
		part('address2'),
		part('address3'),
		part('address4'),
		words(part('zipCode'), part('city')),
	];
	return {
		addrDefined: false,
		addrErrorCount: 0,
		addrLastCheck: '',
		addrQuality: '0',
		...Object.fromEntries(lines.map((line, index) => [`line${index + 1}`, line])),
		serialized: lines.join('\n'),
	};
}

function words(...parts: string[]): string {
	return parts.filter((part) => part !== '').join(' ');
}

/** Attributes computed on every read. */
export const COMPUTED: Readonly<Record<string, ComputedAttribute>> = {
	age: (profile) => age(text(profile, 'birthDate')),
	cryptedId: ({ id }, keys) => keys.cryptedId(id),
	domain: (profile) => text(profile, 'email').split('@')[1] ?? '',
	isExternal: () => false,
	postalAddress,
	thumbnail: () => '/nl/img/thumbnails/defaultProfil.png',
	title,
};
