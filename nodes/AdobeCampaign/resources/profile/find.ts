import { cleanKey, folded, isSameName } from '../../records/clean';
import { isNumberKept } from '../../records/numbers';
import { isKeyName, valueAt } from '../../records/fields';
import type { CampaignClient } from '../../transport/client';
import {
	keyIn,
	listUrl,
	metadataUrl,
	pKeyIn,
	profileUrl,
	type ProfileFilter,
} from '../../transport/urls';
import { filtersOf } from '../../records/metadata';
import { isOfKind, markKind, unlessMissing } from '../../n8n/missing';
import { pagesFrom } from '../../records/pages';
import { answerIn, metadataIn, profileIn } from '../../transport/bodies';
import type { Endpoint, Profile } from '../../transport/types';

/** Which profile somebody means, checked for what can be told without asking Campaign. */
export type ProfileChoice =
	| { by: 'key'; key: string }
	| { by: 'href'; href: string }
	| { by: 'email'; email: string };

/** A profile's address, and the profile itself where finding it has already brought it. */
export interface LocatedProfile {
	url: string;
	profile?: Profile;
	/** The custom key that the address ends with: who answers there is believed only when he has it. */
	customKey?: string;
}

/** Enough to choose from; the rest is only counted. */
const MOST_KEYS_SHOWN = 10;

/** Some keys of a list of profiles, for an error that has to say which ones it means. */
export const keysOf = (profiles: Profile[]) =>
	profiles
		.slice(0, MOST_KEYS_SHOWN)
		.map(({ PKey }) => String(PKey))
		.join(', ');

/**
 * Adobe documents neither that `byEmail` is exact nor that it ignores case, so what it returns is compared. The server may
 * store an e-mail in small letters (policy "email") and yet tell capital ones apart when it looks for it.
 */
export const emailFilters = (email: string): ProfileFilter[] =>
	[...new Set([email, email.toLowerCase()])].map((written) => ({
		name: 'byEmail',
		parameters: { email: written },
	}));

/** Whether a profile has this e-mail. */
export const hasEmail = (email: string) => {
	const wanted = folded(email);
	return (profile: Profile) => folded(profile.email) === wanted;
};

/** What was found under another spelling than it was looked for shows that the server makes no difference. */
export function noteSpelling(
	{ learnt }: CampaignClient,
	filter: ProfileFilter,
	{ email }: Profile,
) {
	const { email: written } = filter.parameters;
	if (written !== undefined && cleanKey(String(email)) !== written) learnt.ignoresCase = true;
}

/**
 * All profiles with this e-mail, which need not be unique. As it is written, then in small letters: where the server tells
 * capital letters apart, the two may be two people's. Once it was seen that it does not, the first look is enough.
 */
export async function findByEmail(
	client: CampaignClient,
	endpoint: Endpoint,
	email: string,
): Promise<Profile[]> {
	const found = new Map<unknown, Profile>();
	for (const filter of emailFilters(email)) {
		if (client.learnt.ignoresCase && found.size > 0) break;
		for await (const { content } of pagesFrom(client, listUrl(client.tenant, endpoint, filter))) {
			for (const profile of content.filter(hasEmail(email))) {
				found.set(profile.PKey, profile);
				noteSpelling(client, filter, profile);
			}
		}
	}
	return [...found.values()];
}

/** Worked out by Campaign, written by it, or the same for many: nobody is known by these. */
const NO_NAMES =
	/^(?:PKey|age|blackList\w*|created|cryptedId|domain|emailFormat|gender|href|isExternal|lastModified|location|postalAddress|preferredLanguage|thumbnail|timeZone|\w*LastModified)$/;

/** The values of a profile by which it may be known. A number is one where its field is called so: 30 points are no key. */
const namesIn = (profile: Profile): unknown[] =>
	Object.entries(profile)
		.filter(
			([name, value]) => !NO_NAMES.test(name) && (typeof value !== 'number' || isKeyName(name)),
		)
		.flatMap(([, value]) =>
			typeof value === 'object' && value !== null ? Object.values(value) : [value],
		);

/** As a text, or as a number, which has no zeros before it. */
const isHeld = (held: unknown, value: string) =>
	isSameName(held, value) ||
	(typeof held === 'number' && /^\d+$/.test(value) && isNumberKept(value, held));

/**
 * Whether a profile has the value that it was looked for by.
 *
 * @param fields where it has to stand, as far as that is known; else anywhere in the profile
 */
export const hasValue = (profile: Profile, value: string, fields: string[] = []) =>
	(fields.length > 0 ? fields.map((id) => valueAt(profile, id)) : namesIn(profile)).some((held) =>
		isHeld(held, value),
	);

/** Signs that addresses are made of: servers on the way may take what stands behind them for another part. */
const ADDRESS_SIGNS = /[/\\%?#;]/;

/**
 * A custom key that Campaign may take for something else: a number for an internal id, a name that begins with "by" for a
 * filter, a slash for a path. Who answers is looked at before anything is written.
 */
export const isDoubtfulKey = (key: string) =>
	!Number.isNaN(Number(key.normalize('NFKC'))) || /^by\w/i.test(key) || ADDRESS_SIGNS.test(key);

/**
 * @param fields where the key has to stand, as far as that is known
 * @throws NodeApiError for a profile that does not have the custom key
 */
export function believe(
	client: CampaignClient,
	profile: Profile,
	key: string,
	done: string,
	fields: string[] = [],
) {
	if (!hasValue(profile, key, fields)) throw otherThan(client, profile, done);
}

const otherThan = (client: CampaignClient, profile: Profile, done = 'Nothing was done.') =>
	client.error({
		message: 'Campaign returned something else than the profile with this custom key',
		description: `${done} Check the key, or choose the profile in another way. The PKey of what was found: ${keysOf([profile])}`,
	});

const REFUSED_ADDRESS = [
	'addressUnknown',
	'answerUnexpected',
	'campaignRefused',
	'notCampaign',
	'organizationUnknown',
];

/** What a field or a filter may be called. */
const NAME = /^[a-z_]\w*$/i;

/** The names of the instance's fields and filters, as far as it tells them: two requests, once a run. */
const namesOf = async (client: CampaignClient): Promise<Set<string>> =>
	await (client.learnt.names ??= readNames(client).catch(() => new Set<string>()));

async function readNames(client: CampaignClient): Promise<Set<string>> {
	// Custom keys are for this endpoint alone (Adobe, "Must-read").
	const url = metadataUrl(client.tenant, 'profileAndServicesExt');
	const metadata = await client.get(url, metadataIn);
	const filters = await filtersOf(client, metadata);
	return new Set([...Object.keys(metadata.content), ...filters.map(({ name }) => name)]);
}

/**
 * The profile behind a custom key. Campaign takes the name of a filter or of a field there for a list (`byEmail`; v8 without
 * "by"), and a list of one profile looks like a profile.
 *
 * @throws NodeApiError for a profile that does not have the key, or a list that is called like it
 */
async function readByCustomKey(
	client: CampaignClient,
	url: string,
	key: string,
	fields: string[] = [],
): Promise<Profile> {
	const { profile, isList } = await client.get(url, answerIn).catch((error: Error) => {
		if (!ADDRESS_SIGNS.test(key) || !isOfKind(error, REFUSED_ADDRESS)) throw error;
		throw client.error({
			message: 'Campaign does not take this custom key in an address',
			description:
				"Nothing was done. The key has a '/' or another sign that addresses are made of. Choose the profile by e-mail or PKey, or set 'Match By' to a custom filter.",
		});
	});
	if (isList && NAME.test(key) && (await namesOf(client)).has(key))
		throw otherThan(client, profile);
	believe(client, profile, key, 'Nothing was done.', fields);
	return profile;
}

/** The profile with the instance's custom key; undefined when there is none. */
export const findByCustomKey = async (
	client: CampaignClient,
	endpoint: Endpoint,
	key: string,
	fields: string[],
) =>
	// Only "not found" counts: an instance without a custom key may take the value for a PKey that is none.
	await unlessMissing(
		readByCustomKey(client, profileUrl(client.tenant, endpoint, key), key, fields),
		['notFound'],
	);

async function oneByEmail(client: CampaignClient, endpoint: Endpoint, email: string) {
	const matches = await findByEmail(client, endpoint, email);
	if (matches.length === 1) return matches[0];
	if (matches.length === 0) {
		const error = client.error({
			message: 'No profile has this e-mail',
			description: "Check the e-mail in 'Profile'.",
		});
		throw markKind(error, 'notFound');
	}
	throw client.error({
		message: `${matches.length} profiles have this e-mail`,
		description: `Nothing was done. It is not clear which one is meant. Choose 'Profile' by PKey or by custom key. The PKeys: ${keysOf(matches)}`,
	});
}

/**
 * Where the chosen profile is. Only an e-mail needs a request for that.
 *
 * @throws NodeApiError, one that `unlessMissing` knows when nobody has the e-mail
 */
export async function locateProfile(
	client: CampaignClient,
	endpoint: Endpoint,
	choice: ProfileChoice,
): Promise<LocatedProfile> {
	if (choice.by === 'email') {
		client.hide(choice.email);
		const profile = await oneByEmail(client, endpoint, choice.email);
		return { url: profileUrl(client.tenant, endpoint, String(profile.PKey)), profile };
	}
	const url =
		choice.by === 'href'
			? client.ownUrl(choice.href)
			: profileUrl(client.tenant, endpoint, choice.key);
	if (pKeyOf(choice)) return { url };
	const customKey = keyIn(url);
	client.hide(customKey);
	return { url, customKey };
}

/** The profile that is chosen: one request, also by e-mail, since the lookup brings it. @throws NodeApiError */
export async function readProfile(
	client: CampaignClient,
	{ url, profile, customKey }: LocatedProfile,
): Promise<Profile> {
	if (profile) return profile;
	return customKey === undefined
		? await client.get(url, profileIn)
		: await readByCustomKey(client, url, customKey);
}

/** The PKey that a choice names by itself; undefined for an e-mail or a custom key. */
export const pKeyOf = (choice: ProfileChoice): string | undefined => {
	if (choice.by === 'href') return pKeyIn(choice.href);
	return choice.by === 'key' && choice.key.startsWith('@') ? choice.key : undefined;
};

/** The chosen profile's PKey and its address by that. Only an e-mail or a custom key needs a request for it. */
export async function locateByPKey(
	client: CampaignClient,
	endpoint: Endpoint,
	choice: ProfileChoice,
): Promise<LocatedProfile & { PKey: string }> {
	const located = await locateProfile(client, endpoint, choice);
	const known = pKeyOf(choice);
	if (known) return { ...located, PKey: known };
	const profile = await readProfile(client, located);
	const PKey = String(profile.PKey);
	return { PKey, url: profileUrl(client.tenant, endpoint, PKey), profile };
}
