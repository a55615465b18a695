import { isOfKind, undefinedIfKind } from '../../n8n/errors';
import { cleanKey, forComparison } from '../../records/clean';
import { hasValue } from '../../records/identity';
import type { Instance } from '../../records/instance';
import type { Item } from '../../records/item';
import { pagesFrom } from '../../records/list';
import { listed } from '../../records/listed';
import { isPKey } from '../../records/wire';
import { recordIn, singleIn } from '../../transport/bodies';
import type { CampaignRecord } from '../../transport/types';
import { keyIn, type Filter } from '../../transport/urls';
import type { Located } from '../chooser';
import { profileKind, PROFILE } from './kind';

/** Which profile is chosen, checked as far as possible without a request. */
export type ProfileChoice =
	| { by: 'key'; key: string }
	| { by: 'href'; href: string }
	| { by: 'email'; email: string };

export interface LocatedProfile extends Located {
	/** The custom key that the address ends with: the record that answers there is trusted only when it has that key. */
	customKey?: string;
}

/**
 * Adobe documents neither that `byEmail` is exact nor that it ignores case, so what it returns is compared. The server may
 * store an e-mail in lower case (policy "email") and yet be case-sensitive when it looks for it.
 */
export const emailFilters = (email: string): Filter[] =>
	[...new Set([email, email.toLowerCase()])].map((written) => ({
		name: 'byEmail',
		parameters: { email: written },
	}));

/** Whether a profile has this e-mail. */
export const hasEmail = (email: string) => {
	const wanted = forComparison(email);
	return (profile: CampaignRecord) => forComparison(profile.email) === wanted;
};

/** Remembers that `byEmail` ignores letter case, when it has found another spelling than it was asked for. */
export function noteSpelling(
	instance: Instance,
	filter: Filter | undefined,
	{ email }: CampaignRecord,
) {
	const written = filter?.parameters.email;
	if (written !== undefined && cleanKey(String(email)) !== written) instance.ignoresCase = true;
}

/**
 * All profiles with this e-mail, which need not be unique. Looked up as it is written, then in lower case: where the server is
 * case-sensitive, the two may be two people's. Once an answer has shown that it is not, the first look is enough.
 */
export async function findByEmail(
	{ client, instance }: Item,
	email: string,
): Promise<CampaignRecord[]> {
	const found = new Map<unknown, CampaignRecord>();
	for (const filter of emailFilters(email)) {
		if (instance.ignoresCase && found.size > 0) break;
		for await (const { content } of pagesFrom(client, client.urls.list(filter))) {
			for (const profile of content.filter(hasEmail(email))) {
				found.set(profile.PKey, profile);
				noteSpelling(instance, filter, profile);
			}
		}
	}
	return [...found.values()];
}

/** Signs that addresses are made of: servers on the way may take what stands behind them for another part. */
const ADDRESS_SIGNS = /[/\\%?#;]/;

/**
 * A custom key that Campaign may take for something else: a number for an internal id, a name that begins with "by" for a
 * filter, a slash for a path. The record that answers is compared before anything is written.
 */
export const isDoubtfulKey = (key: string) =>
	!Number.isNaN(Number(key.normalize('NFKC'))) || /^by\w/i.test(key) || ADDRESS_SIGNS.test(key);

/**
 * @param fields the fields that may hold the key, as far as that is known
 * @throws NodeApiError for a profile that does not have the custom key
 */
export function refuseWithoutKey(
	item: Item,
	profile: CampaignRecord,
	key: string,
	done: string,
	fields: string[] = [],
) {
	if (!hasValue(PROFILE, profile, key, fields)) throw otherProfileError(item, profile, done);
}

const otherProfileError = ({ client }: Item, profile: CampaignRecord, done = 'Nothing was done.') =>
	client.error({
		message: 'Campaign returned something else than the profile with this custom key',
		description: `${done} Check the key, or choose the profile in another way. The PKey of what was found: ${String(profile.PKey)}`,
	});

/** Kinds of refusals of an address that Campaign does not understand. */
const REFUSED_ADDRESS = [
	'addressUnknown',
	'answerUnexpected',
	'campaignRefused',
	'notCampaign',
	'organizationUnknown',
];

/** What a field or a filter may be called. */
const NAME = /^[a-z_]\w*$/i;

/** Whether the key is the name of a field or a filter. Custom keys are for this field set alone (Adobe, "Must-read"). */
const isNameOfInstance = async ({ instance, client }: Item, key: string) =>
	NAME.test(key) && (await instance.names(client, profileKind('profileAndServicesExt'))).has(key);

/**
 * The profile behind a custom key. Campaign takes the name of a filter or of a field there for a list (`byEmail`; v8 without
 * "by"), and a list of one profile looks like a profile.
 *
 * @throws NodeApiError for a profile that does not have the key, or a list that is called like it
 */
async function readByCustomKey(
	item: Item,
	url: string,
	key: string,
	fields: string[] = [],
): Promise<CampaignRecord> {
	const { client } = item;
	const { record, isList } = await client.get(url, singleIn).catch((error: Error) => {
		if (!ADDRESS_SIGNS.test(key) || !isOfKind(error, REFUSED_ADDRESS)) throw error;
		throw client.error({
			message: 'Campaign does not take this custom key in an address',
			description:
				"Nothing was done. The key has a '/' or another sign that addresses are made of. Choose the profile by e-mail or PKey, or set 'Match By' to a custom filter.",
		});
	});
	if (isList && (await isNameOfInstance(item, key))) throw otherProfileError(item, record);
	refuseWithoutKey(item, record, key, 'Nothing was done.', fields);
	return record;
}

/** The profile with the instance's custom key; undefined when there is no such profile. */
export const findByCustomKey = async (item: Item, key: string, fields: string[]) =>
	// An instance without a custom key answers keyInvalid, which is no proof that the profile is missing.
	await undefinedIfKind(
		['notFound'],
		readByCustomKey(item, item.client.urls.record(key), key, fields),
	);

async function oneByEmail(item: Item, email: string): Promise<CampaignRecord> {
	const { client } = item;
	const matches = await findByEmail(item, email);
	if (matches.length === 1) return matches[0];
	if (matches.length === 0) {
		throw client.error({
			kind: 'notFound',
			message: 'No profile has this e-mail',
			description: "Check the e-mail in 'Profile'.",
		});
	}
	throw client.error({
		message: `${matches.length} profiles have this e-mail`,
		description: `Nothing was done. It is not clear which one is meant. Pick the one you mean in 'Profile' > 'From list', or give its PKey 'By ID':\n${listed(matches, item.kind)}`,
	});
}

/**
 * Where the chosen profile is. Only an e-mail needs a request for that.
 *
 * @throws NodeApiError, of the kind `notFound` when no profile has the e-mail
 */
export async function locateProfile(item: Item, choice: ProfileChoice): Promise<LocatedProfile> {
	const { client } = item;
	if (choice.by === 'email') {
		client.hide(choice.email);
		const profile = await oneByEmail(item, choice.email);
		return { url: client.urls.record(String(profile.PKey)), record: profile };
	}
	const url = choice.by === 'href' ? client.ownUrl(choice.href) : client.urls.record(choice.key);
	if (pKeyOf(choice)) return { url };
	const customKey = keyIn(PROFILE, url);
	client.hide(customKey);
	return { url, customKey };
}

/** The profile that is chosen: one request, also by e-mail, since the lookup brings it. @throws NodeApiError */
export async function readProfile(
	item: Item,
	{ url, record, customKey }: LocatedProfile,
): Promise<CampaignRecord> {
	if (record) return record;
	return customKey === undefined
		? await item.client.get(url, recordIn)
		: await readByCustomKey(item, url, customKey);
}

/** The PKey that a choice names by itself; undefined for an e-mail or a custom key. */
export const pKeyOf = (choice: ProfileChoice): string | undefined => {
	if (choice.by === 'email') return undefined;
	const key = choice.by === 'href' ? keyIn(PROFILE, choice.href) : choice.key;
	return isPKey(key) ? key : undefined;
};
