import type { Profile } from '../transport/types';

/** What most people want of a profile; n8n's guidelines allow ten fields, all of them flat. */
const SIMPLE_FIELDS = [
	'PKey',
	'email',
	'firstName',
	'lastName',
	'phone',
	'mobilePhone',
	'birthDate',
	'preferredLanguage',
	'blackListEmail',
	'lastModified',
];

/** A profile cut down to at most ten flat fields. A field that the instance does not have is left out. */
export const simplify = (profile: Profile): Profile =>
	Object.fromEntries(
		SIMPLE_FIELDS.filter((field) => field in profile).map((field) => [field, profile[field]]),
	);
