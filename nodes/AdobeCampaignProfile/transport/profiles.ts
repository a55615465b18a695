import type { CampaignClient } from './client';
import { filterUrl, profileUrl } from './endpoints';
import { pagesFrom } from './pages';
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

const folded = (value: unknown) => String(value).trim().normalize('NFC').toLowerCase();

/**
 * Finds the one profile with this e-mail. Adobe documents neither that `byEmail` is exact nor that it ignores case,
 * and an e-mail may belong to several profiles, so what it returns is compared and all of its pages are read.
 */
async function findByEmail(client: CampaignClient, endpoint: Endpoint, email: string) {
	const matches: Profile[] = [];
	const url = filterUrl(client.tenant, endpoint, 'byEmail', { email });
	for await (const page of pagesFrom(client, url)) {
		matches.push(...page.filter((profile) => folded(profile.email) === folded(email)));
	}
	if (matches.length === 1) return matches[0];
	if (matches.length === 0) {
		throw client.error({
			message: 'No profile has this e-mail',
			description: "Check the e-mail in 'Profile'.",
		});
	}
	const keys = matches.slice(0, MOST_KEYS_SHOWN).map(({ PKey }) => PKey);
	throw client.error({
		message: `${matches.length} profiles have this e-mail`,
		description: `Nothing was done, because it is not clear which one is meant. Choose 'Profile' by PKey or by custom key. The PKeys: ${keys.join(', ')}`,
	});
}

/** Where the chosen profile is. Only an e-mail needs a request for that. @throws NodeApiError */
export async function locateProfile(
	client: CampaignClient,
	endpoint: Endpoint,
	choice: ProfileChoice,
): Promise<LocatedProfile> {
	if (choice.by === 'email') client.hide(choice.email);
	if (choice.by === 'key' && !choice.key.startsWith('@')) client.hide(choice.key);
	if (choice.by === 'href') return { url: client.ownUrl(choice.href) };
	if (choice.by === 'key') return { url: profileUrl(client.tenant, endpoint, choice.key) };
	const profile = await findByEmail(client, endpoint, choice.email);
	return { url: profileUrl(client.tenant, endpoint, String(profile.PKey)), profile };
}
