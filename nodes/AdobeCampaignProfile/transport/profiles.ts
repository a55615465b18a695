import type { CampaignClient } from './client';
import { keyIn, listUrl, pKeyIn, profileUrl, type ProfileFilter } from './endpoints';
import { markKind, unlessMissing } from './missing';
import { pagesFrom } from './pages';
import { profileIn } from './shapes';
import type { Endpoint, Profile } from './types';

/** Which profile somebody means, checked for what can be told without asking Campaign. */
export type ProfileChoice =
	| { by: 'key'; key: string }
	| { by: 'href'; href: string }
	| { by: 'email'; email: string };

/** A profile's address, and the profile itself where finding it has already brought it. */
export interface LocatedProfile {
	url: string;
	profile?: Profile;
}

/** Enough to choose from; the rest is only counted. */
const MOST_KEYS_SHOWN = 10;

/** As e-mails are compared: nobody means another one by capital letters. */
export const folded = (value: unknown) => String(value).trim().normalize('NFC').toLowerCase();

/** Some keys of a list of profiles, for an error that has to say which ones it means. */
export const keysOf = (profiles: Profile[]) =>
	profiles
		.slice(0, MOST_KEYS_SHOWN)
		.map(({ PKey }) => String(PKey))
		.join(', ');

/** Adobe documents neither that `byEmail` is exact nor that it ignores case, so what it returns is compared. */
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

/**
 * All profiles with this e-mail, which need not be unique. When nobody has it as it is written, small letters are tried:
 * the server may store an e-mail in those (policy "email") and yet tell capital letters apart when it looks for it.
 */
export async function findByEmail(
	client: CampaignClient,
	endpoint: Endpoint,
	email: string,
): Promise<Profile[]> {
	const found: Profile[] = [];
	for (const filter of emailFilters(email)) {
		for await (const { content } of pagesFrom(client, listUrl(client.tenant, endpoint, filter))) {
			found.push(...content.filter(hasEmail(email)));
		}
		if (found.length > 0) break;
	}
	return found;
}

/**
 * The profile behind a custom key. Campaign takes the name of a filter or of a field there for a list (`byEmail`), and a
 * list of one profile looks like a profile.
 *
 * @throws NodeApiError for a profile that does not have the key
 */
async function readByCustomKey(client: CampaignClient, url: string, key: string): Promise<Profile> {
	const profile = await client.get(url, profileIn);
	if (Object.values(profile).some((value) => folded(value) === folded(key))) return profile;
	throw client.error({
		message: 'Campaign returned something else than the profile with this custom key',
		description: 'Nothing was done. Check the key, or choose the profile in another way.',
	});
}

/** The profile with the instance's custom key; undefined when there is none. */
export const findByCustomKey = async (client: CampaignClient, endpoint: Endpoint, key: string) =>
	// Only "not found" counts: an instance without a custom key may take the value for a PKey that is none.
	await unlessMissing(readByCustomKey(client, profileUrl(client.tenant, endpoint, key), key), [
		'notFound',
	]);

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
		description: `Nothing was done, because it is not clear which one is meant. Choose 'Profile' by PKey or by custom key. The PKeys: ${keysOf(matches)}`,
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
	if (choice.by === 'email') client.hide(choice.email);
	if (choice.by === 'key' && !choice.key.startsWith('@')) client.hide(choice.key);
	if (choice.by === 'href') return { url: client.ownUrl(choice.href) };
	if (choice.by === 'key') return { url: profileUrl(client.tenant, endpoint, choice.key) };
	const profile = await oneByEmail(client, endpoint, choice.email);
	return { url: profileUrl(client.tenant, endpoint, String(profile.PKey)), profile };
}

/** The profile that is chosen: one request, also by e-mail, since the lookup brings it. @throws NodeApiError */
export async function readProfile(
	client: CampaignClient,
	{ url, profile }: LocatedProfile,
): Promise<Profile> {
	return profile ?? (await client.get(url, profileIn));
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
	const profile =
		located.profile ?? (await readByCustomKey(client, located.url, keyIn(located.url)));
	const PKey = String(profile.PKey);
	return { PKey, url: profileUrl(client.tenant, endpoint, PKey), profile };
}
