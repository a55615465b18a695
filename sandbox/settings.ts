export type Dialect = 'standard' | 'v8';

/** A profile as the API shows it, in whole or in part: location as an object, links as `{ PKey }`. */
export type ProfileInput = Record<string, unknown>;

/** What can be switched for one organization. Every default is the best guess, or the documented behaviour. */
export interface Settings {
	/** Campaign Standard or Campaign v8. Default: v8 for an organization whose name ends in "-v8". */
	dialect: Dialect;
	/** These people instead of the seed, stored as given. */
	profiles: ProfileInput[] | undefined;
	/** So many made-up people instead of the seed, after `profiles` if there are any: see crowd in kinds/profile/seed.ts. */
	people: number;
	/** A single GET answers `{ content: [object] }`, as Adobe's page 'Updating profiles' prints it. */
	wrapSingle: boolean;
	/** A PATCH gives the profile a new PKey; the old ones go on working. */
	rotatePkeys: boolean;
	/** What digits in a URL are: a custom key like any other, or the number under which the database keeps a profile. */
	keyLookup: 'customKey' | 'internalId';
	/** Whether an encoded slash (%2F) in a URL is part of a key. */
	slashInKey: 'refused' | 'taken';
	/** E-mail is a unique key, as an instance may be configured. */
	uniqueEmail: boolean;
	/** Campaign's error texts as they are, or as one JSON string. Not known which is served today. */
	errorFraming: 'text' | 'quoted-json';
	/** Names are rewritten, see smartCase in campaign/policies.ts. */
	smartCase: boolean;
	/** What dataPolicy "email" does to an e-mail. */
	emailPolicy: 'asSent' | 'lowerCase';
	/** What dataPolicy "phone" does to a number: "digits" keeps digits and plus signs. */
	phonePolicy: 'asSent' | 'digits';
	/** Whether a typographic apostrophe is stored as a plain one. */
	apostrophes: 'asSent' | 'plain';
	/** What numbers with decimals are kept as: "single" keeps some seven digits of them. */
	numberPrecision: 'double' | 'single';
	/** Whether the time of an instant that a body sends is kept to the millisecond. */
	dateTimePrecision: 'milliseconds' | 'seconds';
	/** How byEmail compares. */
	emailMatch: 'ignoreCase' | 'exact' | 'prefix';
	/** What PATCH does to the parts of `location` that were not sent (Campaign Standard). */
	locationPatch: 'merge' | 'replace';
	/** The host that hrefs name: that of the call, Adobe's own, or none. Inferred: all but the first. */
	linkHost: 'asCalled' | 'adobe' | 'none';
	/** Shape of `values` of an enumeration in metadata. */
	metadataValues: 'map' | 'list';
	/** Above this many profiles a list has no `next` without `_forcePagination=true`. */
	bigTableThreshold: number;
	/** Whether `next.href` carries `_forcePagination` on. */
	forcePaginationKept: boolean;
	/** Tokens older than this are refused; of the token service: lifetime of the tokens it issues. */
	tokenLifetimeSeconds: number;
	/** Every answer comes this much later. */
	latencyMs: number;
	/** More requests at a time than this are answered 429; 0 for no limit. */
	maxInFlight: number;
}

const CHOICES: Partial<Record<keyof Settings, readonly string[]>> = {
	dialect: ['standard', 'v8'],
	keyLookup: ['customKey', 'internalId'],
	slashInKey: ['refused', 'taken'],
	errorFraming: ['text', 'quoted-json'],
	emailPolicy: ['asSent', 'lowerCase'],
	phonePolicy: ['asSent', 'digits'],
	apostrophes: ['asSent', 'plain'],
	numberPrecision: ['double', 'single'],
	dateTimePrecision: ['milliseconds', 'seconds'],
	emailMatch: ['ignoreCase', 'exact', 'prefix'],
	locationPatch: ['merge', 'replace'],
	linkHost: ['asCalled', 'adobe', 'none'],
	metadataValues: ['map', 'list'],
};

/** IMS says 86399, and "usually 24 hours". */
export const TOKEN_LIFETIME_SECONDS = 86399;

export function defaultSettings(organization: string): Settings {
	return {
		dialect: organization.endsWith('-v8') ? 'v8' : 'standard',
		profiles: undefined,
		people: 0,
		wrapSingle: false,
		rotatePkeys: false,
		keyLookup: 'customKey',
		slashInKey: 'refused',
		uniqueEmail: false,
		errorFraming: 'text',
		smartCase: true,
		emailPolicy: 'asSent',
		phonePolicy: 'asSent',
		apostrophes: 'asSent',
		numberPrecision: 'double',
		dateTimePrecision: 'milliseconds',
		emailMatch: 'ignoreCase',
		locationPatch: 'merge',
		linkHost: 'asCalled',
		metadataValues: 'map',
		bigTableThreshold: 100_000,
		forcePaginationKept: true,
		tokenLifetimeSeconds: TOKEN_LIFETIME_SECONDS,
		latencyMs: 0,
		maxInFlight: 0,
	};
}

/**
 * The defaults with these changes.
 * @throws Error naming the setting that does not exist or has a value of the wrong kind
 */
export function readSettings(organization: string, changes: Partial<Settings> = {}): Settings {
	const settings = defaultSettings(organization);
	for (const [name, value] of Object.entries(changes)) checkSetting(settings, name, value);
	return { ...settings, ...changes };
}

function checkSetting(settings: Settings, name: string, value: unknown): void {
	if (!(name in settings)) {
		throw new Error(`No setting "${name}". Settings: ${Object.keys(settings).join(', ')}.`);
	}
	const key = name as keyof Settings;
	const choices = CHOICES[key];
	if (choices && !choices.includes(String(value))) {
		throw new Error(`Setting "${name}" is one of ${choices.join(', ')}.`);
	}
	if (key === 'profiles') {
		if (!Array.isArray(value)) throw new Error('Setting "profiles" is a list of profiles.');
	} else if (typeof value !== typeof settings[key]) {
		throw new Error(`Setting "${name}" is a ${typeof settings[key]}.`);
	}
}
