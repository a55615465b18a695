import { emptyValue, type Field } from './fields';

/** A bigint is a whole number that a JavaScript number would not keep, see exactJson.ts. */
export type Scalar = string | number | boolean | bigint;

/** A profile as it is kept: nothing computed, parts of the location under "location.city" and so on. */
export interface StoredProfile {
	id: number;
	/** Counts re-keyings, see KeyContent. */
	version: number;
	values: Readonly<Record<string, Scalar>>;
	/** Ids of the linked records: orgUnit, geoUnit. */
	links: Readonly<Record<string, number>>;
}

/** Adobe's form of an instant: "2019-09-25 00:19:14.569Z". */
export function timestamp(at: Date = new Date()): string {
	return at.toISOString().replace('T', ' ');
}

/** A stored value, or the empty value of its type. `path` is "email", "location.city". */
export function valueOf(profile: StoredProfile, field: Field, path = field.name): Scalar {
	return profile.values[path] ?? emptyValue(field);
}

function text(profile: StoredProfile, path: string): string {
	return String(profile.values[path] ?? '');
}

/** Whole years since the birth date; 0 without one. */
export function age(birthDate: string, today: Date = new Date()): number {
	if (birthDate === '') return 0;
	const [year, month, day] = birthDate.split('-').map(Number);
	const years = today.getUTCFullYear() - year;
	const monthsToGo = month - (today.getUTCMonth() + 1);
	const birthdayAhead = monthsToGo > 0 || (monthsToGo === 0 && day > today.getUTCDate());
	return birthdayAhead ? years - 1 : years;
}

/** "Jane Doe (jane.doe@example.com)". Inferred: without an e-mail the brackets are left out. */
export function title(profile: StoredProfile): string {
	const email = text(profile, 'email');
	return words(text(profile, 'firstName'), text(profile, 'lastName'), email && `(${email})`);
}

/** Six lines as on an envelope, capitals below the first name; the samples never show addrDefined true. */
export function postalAddress(profile: StoredProfile): Record<string, Scalar> {
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

/** Attributes worked out on every read. */
export const COMPUTED: Record<string, (profile: StoredProfile) => unknown> = {
	age: (profile) => age(text(profile, 'birthDate')),
	domain: (profile) => text(profile, 'email').split('@')[1] ?? '',
	isExternal: () => false,
	postalAddress,
	thumbnail: () => '/nl/img/thumbnails/defaultProfil.png',
	title,
};
