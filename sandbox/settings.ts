export type Dialect = 'standard' | 'v8';

/** A profile as the API shows it, in whole or in part: location as an object, links as `{ PKey }`. */
export type ProfileInput = Record<string, unknown>;

/** Campaign Standard API, 'Managing transactional messages'. Inferred: an event may stay paused. */
export const EVENT_OUTCOMES = [
	'processed',
	'ignored',
	'routingFailed',
	'deliveryFailed',
	'tooOld',
	'targetingFailed',
	'paused',
] as const;

/** The settings of one organization. A default is the documented behaviour or, without a document, the best guess. */
export interface Settings {
	/** Campaign Standard or Campaign v8. Default: v8 for an organization whose name ends in "-v8". */
	dialect: Dialect;
	/** Profiles to start with instead of the seed, stored as given. */
	profiles: ProfileInput[] | undefined;
	/** Number of made-up people to start with instead of the seed, after `profiles` if given: see crowd in kinds/profile/seed.ts. */
	people: number;
	/** Whether a single GET answers `{ content: [object] }`, as Adobe's page 'Updating profiles' prints it. */
	wrapSingle: boolean;
	/** Whether a PATCH gives the profile a new PKey; the old ones stay valid. */
	rotatePkeys: boolean;
	/** Changes the PKeys that all records are shown with, as often as it grows; the old ones stay valid. Inferred: that a PKey may change so. */
	pkeyEpoch: number;
	/** Whether profiles have the attribute `acsId`, which the extension of the profile resource may leave out. */
	acsIdShown: boolean;
	/** Whether profiles are printed with `createdBy` and `modifiedBy`, as links to accounts. Adobe's printed profiles lack them. */
	modifiedByShown: 'never' | 'link';
	/** The account that such a link names for writes over the API; '' for "Anonymous". */
	apiAccount: string;
	/** How a key of digits in a URL is read: as a custom key, or as the number of the profile in the database. */
	keyLookup: 'customKey' | 'internalId';
	/** Whether an encoded slash (%2F) in a URL is part of a key. */
	slashInKey: 'refused' | 'taken';
	/** Whether e-mail is a unique key, as an instance may be configured. */
	uniqueEmail: boolean;
	/** Campaign's error texts as plain text or as one JSON string. Not known which is served today. */
	errorFraming: 'text' | 'quoted-json';
	/** Whether names are rewritten, see smartCase in campaign/policies.ts. */
	smartCase: boolean;
	/** What dataPolicy "email" does to an e-mail. */
	emailPolicy: 'asSent' | 'lowerCase';
	/** What dataPolicy "phone" does to a number: "digits" keeps digits and plus signs. */
	phonePolicy: 'asSent' | 'digits';
	/** Whether a typographic apostrophe is stored as a plain one. */
	apostrophes: 'asSent' | 'plain';
	/** How numbers with decimals are stored: "single" keeps about seven digits. */
	numberPrecision: 'double' | 'single';
	/** How precisely the time of an instant in a body is stored. */
	dateTimePrecision: 'milliseconds' | 'seconds';
	/** How byEmail compares. */
	emailMatch: 'ignoreCase' | 'exact' | 'prefix';
	/** How a custom filter takes an instant: as "2026-11-25 21:00:00.000Z", which Campaign prints, as "2026-11-25T21:00:00.000Z", or both. */
	filterDates: 'either' | 'campaign' | 'iso';
	/** Whether the administrator's filters of dates say "greater than" instead of "greater than or equal to". */
	fromFilterStrict: boolean;
	/** What PATCH does to the parts of `location` that were not sent (Campaign Standard). */
	locationPatch: 'merge' | 'replace';
	/** The host in hrefs: that of the call, Adobe's own, or hrefs without a host. Inferred: all but the first. */
	linkHost: 'asCalled' | 'adobe' | 'none';
	/** Whether hrefs have "/campaign" after the organization; one printed service lacks it. */
	linkPath: 'campaign' | 'withoutCampaign';
	/** Shape of `values` of an enumeration in metadata. */
	metadataValues: 'map' | 'list';
	/** Time after which lists and counts show a write, in milliseconds; a read of one record shows it at once. */
	visibleAfterMs: number;
	/** The attributes of any kind that metadata calls sortable and `_order` takes. Default: those of each kind. */
	sortableFields: string[] | undefined;
	/** Whether `_order` is taken and has no effect. Inferred: that a server may do so. */
	orderIgnored: boolean;
	/** To sort more rows than this, after the filters, takes longer than the gateway waits: it answers 504. 0 for no limit. */
	slowSortRows: number;
	/** A list of a table with more profiles than this has no `next` without `_forcePagination=true`. */
	bigTableThreshold: number;
	/** Whether `next.href` carries `_forcePagination` on. */
	forcePaginationKept: boolean;
	/** Rows that a page has at most, whatever `_lineCount` asks for; 0 for no limit. Inferred: that a server may have a limit. */
	longestPage: number;
	/** Whether the address of a collection takes the collection's own key alone, and not the PKey of its record. */
	strictCollectionKeys: boolean;
	/** Whether Campaign Standard stores a subscription whose service or profile it did not understand, without that side. */
	orphanSubscriber: boolean;
	/** Where the account may subscribe and unsubscribe people: below a profile, below a service, or both. */
	subscriptionRights: 'both' | 'profileSide' | 'serviceSide';
	/** Whether subscriptions have the attribute `serviceName`. */
	serviceNameShown: boolean;
	/** Custom resources that are found under the other of their two endpoints, as after a publication that linked or unlinked them. */
	movedResources: string[];
	/** Whether `GET /profileAndServicesExt/` lists the resources that are found there. */
	extListable: boolean;
	/** Whether `GET /customResources/` does the same. Adobe describes the list of the other endpoint alone. */
	customResourcesListable: boolean;
	/** Whether units can be listed, which an instance refuses until it is published anew. */
	unitsListable: boolean;
	/** Whether a record that nothing refers to any more is deleted with the last one that did, where the link says so. */
	deleteTargets: boolean;
	/** The organization's name in the address of events, after "mc"; '' for its own without "-mkt-prod1" or "-mkt-stage1". */
	messageCenter: string;
	/** Whether the href of an event has no host, as Adobe's page prints it. A captured one is absolute. */
	relativeEventHref: boolean;
	/** What a list of events shows of the values that were sent (Campaign Standard). Inferred: all of them. */
	eventListShows: 'values' | 'blanks';
	/** Whether events are described by metadata. */
	eventMetadata: boolean;
	/** Time that an event is pending, and then processing, in milliseconds. */
	eventStepMs: number;
	/** The status in which events end. */
	eventOutcome: (typeof EVENT_OUTCOMES)[number];
	/** What a command to a workflow is answered. Inferred: 201, as for any other POST. */
	commandStatus: number;
	/** Time until a command to a workflow takes effect, in milliseconds. */
	commandDelayMs: number;
	/** Time that a started workflow runs until it stops by itself, in milliseconds; 0 for one that keeps running. */
	workflowRunMs: number;
	/** When a signal activity has the address to trigger it. Inferred: only while its workflow runs. */
	triggerShown: 'whenStarted' | 'always';
	/**
	 * How a signal activity declares its parameters: as a map of names, as a list, or not at all. Inferred: both shapes; that v8 hides
	 * them is in 'Limitations'. Default: a map in Campaign Standard, hidden in v8.
	 */
	signalParameters: 'byDialect' | 'map' | 'list' | 'hidden';
	/** Time after an accepted signal in which the same activity takes no other. */
	signalCooldownSeconds: number;
	/** Status of the plain text that a signal gets within that time. Not known. */
	signalCooldownStatus: number;
	/** The clock of the server, which then stands: an instant like "2026-11-25T21:00:00Z". '' for the real time. */
	now: string;
	/** Age in seconds above which a token is refused; of the token service: lifetime of the tokens it issues. */
	tokenLifetimeSeconds: number;
	/** Delay of every answer, in milliseconds; with a spread its mean. */
	latencyMs: number;
	/** How much the delay varies: the standard deviation of its logarithm. With 0.5 one in twenty takes twice the mean. 0 for one delay. */
	latencySpread: number;
	/** Requests in flight that are admitted; further ones are answered 429. 0 for no limit. */
	maxInFlight: number;
	/** Requests that are admitted in a second, as from a bucket that is filled so fast. 0 for no limit. */
	ratePerSecond: number;
	/** Requests that are admitted at once after a time without any, before the rate counts. 0 for as many as in a second. */
	rateBurst: number;
	/** Requests that are admitted in each window of the server's clock. 0 for no limit. */
	windowRequests: number;
	/** How long such a window is. */
	windowSeconds: number;
	/**
	 * What a 429 says of when to come back: nothing (429001, as Adobe's published gateway), what is exact, in whole seconds rounded up (429050;
	 * 1 where it depends on when others end), or `retryAfterSeconds` whatever is exact.
	 */
	retryAfter: 'none' | 'exact' | 'fixed';
	/** The Retry-After of `fixed`. */
	retryAfterSeconds: number;
}

/** The values of settings that have only a few. */
export const CHOICES: Partial<Record<keyof Settings, readonly string[]>> = {
	dialect: ['standard', 'v8'],
	modifiedByShown: ['never', 'link'],
	keyLookup: ['customKey', 'internalId'],
	slashInKey: ['refused', 'taken'],
	errorFraming: ['text', 'quoted-json'],
	emailPolicy: ['asSent', 'lowerCase'],
	phonePolicy: ['asSent', 'digits'],
	apostrophes: ['asSent', 'plain'],
	numberPrecision: ['double', 'single'],
	dateTimePrecision: ['milliseconds', 'seconds'],
	emailMatch: ['ignoreCase', 'exact', 'prefix'],
	filterDates: ['either', 'campaign', 'iso'],
	locationPatch: ['merge', 'replace'],
	linkHost: ['asCalled', 'adobe', 'none'],
	linkPath: ['campaign', 'withoutCampaign'],
	metadataValues: ['map', 'list'],
	subscriptionRights: ['both', 'profileSide', 'serviceSide'],
	eventListShows: ['values', 'blanks'],
	eventOutcome: EVENT_OUTCOMES,
	triggerShown: ['whenStarted', 'always'],
	signalParameters: ['byDialect', 'map', 'list', 'hidden'],
	retryAfter: ['none', 'exact', 'fixed'],
};

/** What the settings that are lists hold. */
const LISTS: Partial<Record<keyof Settings, string>> = {
	profiles: 'profiles',
	sortableFields: 'names of attributes',
	movedResources: 'paths of custom resources',
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
		pkeyEpoch: 0,
		acsIdShown: true,
		modifiedByShown: 'never',
		apiAccount: '',
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
		filterDates: 'either',
		fromFilterStrict: false,
		locationPatch: 'merge',
		linkHost: 'asCalled',
		linkPath: 'campaign',
		metadataValues: 'map',
		visibleAfterMs: 0,
		sortableFields: undefined,
		orderIgnored: false,
		slowSortRows: 0,
		bigTableThreshold: 100_000,
		forcePaginationKept: true,
		longestPage: 0,
		strictCollectionKeys: false,
		orphanSubscriber: true,
		subscriptionRights: 'both',
		serviceNameShown: true,
		movedResources: [],
		extListable: true,
		customResourcesListable: true,
		unitsListable: true,
		deleteTargets: true,
		messageCenter: '',
		relativeEventHref: false,
		eventListShows: 'values',
		eventMetadata: true,
		eventStepMs: 200,
		eventOutcome: 'processed',
		commandStatus: 201,
		commandDelayMs: 100,
		workflowRunMs: 0,
		triggerShown: 'whenStarted',
		signalParameters: 'byDialect',
		signalCooldownSeconds: 600,
		signalCooldownStatus: 200,
		now: '',
		tokenLifetimeSeconds: TOKEN_LIFETIME_SECONDS,
		latencyMs: 0,
		latencySpread: 0,
		maxInFlight: 0,
		ratePerSecond: 0,
		rateBurst: 0,
		windowRequests: 0,
		windowSeconds: 1,
		retryAfter: 'exact',
		retryAfterSeconds: 1,
	};
}

/**
 * The defaults with these changes.
 * @throws Error that names the setting that does not exist or has a value of the wrong kind
 */
export function readSettings(organization: string, changes: Partial<Settings> = {}): Settings {
	const settings = defaultSettings(organization);
	for (const [name, value] of Object.entries(changes)) checkSetting(settings, name, value);
	return { ...settings, ...changes };
}

/** What a reset makes the records of; later it is too late. */
const SEED: ReadonlyArray<keyof Settings> = ['profiles', 'people'];

/**
 * Changes of settings that need no reset.
 * @throws Error that names the setting that does not exist, has a value of the wrong kind or needs a reset
 */
export function readChanges(organization: string, changes: Partial<Settings>): Partial<Settings> {
	const late = SEED.find((name) => name in changes);
	if (late) throw new Error(`Setting "${late}" is read by a reset alone.`);
	readSettings(organization, changes);
	return changes;
}

function checkSetting(settings: Settings, name: string, value: unknown): void {
	if (!Object.hasOwn(settings, name)) {
		throw new Error(`No setting "${name}". Settings: ${Object.keys(settings).join(', ')}.`);
	}
	const key = name as keyof Settings;
	const choices = CHOICES[key];
	if (choices && !choices.includes(String(value))) {
		throw new Error(`Setting "${name}" is one of ${choices.join(', ')}.`);
	}
	const contents = LISTS[key];
	if (contents) {
		if (!Array.isArray(value)) throw new Error(`Setting "${name}" is a list of ${contents}.`);
	} else if (typeof value !== typeof settings[key]) {
		throw new Error(`Setting "${name}" is a ${typeof settings[key]}.`);
	} else if (key === 'now' && value !== '' && Number.isNaN(Date.parse(String(value)))) {
		throw new Error('Setting "now" is an instant.');
	}
}
