import type { CampaignClient } from './client';
import { listUrl, type ProfileFilter } from './endpoints';
import { findByCustomKey, findByEmail, folded } from './profiles';
import { pageIn } from './shapes';
import type { Endpoint, Profile } from './types';

/** How a profile is recognised that may exist already. */
export type Match =
	| { by: 'email' | 'customKey'; value: string }
	| { by: 'customFilter'; value: string; filter: ProfileFilter };

/** Two matches with the same identity mean the same profile. */
export const identityOf = (match: Match): string =>
	match.by === 'customFilter'
		? JSON.stringify(match.filter)
		: JSON.stringify([match.by, match.by === 'email' ? folded(match.value) : match.value]);

/**
 * The profiles that exist already: one request, but for an e-mail with capital letters that nobody has. Of a custom
 * filter the first page, since a filter that takes no notice of its parameter finds everybody.
 *
 * @throws NodeApiError
 */
export async function findMatches(
	client: CampaignClient,
	endpoint: Endpoint,
	match: Match,
	note: string,
): Promise<Profile[]> {
	client.hide(match.value);
	if (match.by === 'customFilter') {
		const url = listUrl(client.tenant, endpoint, match.filter, { isOnePage: true });
		return (await client.get(url, pageIn, note)).content;
	}
	if (match.by === 'email') return await findByEmail(client, endpoint, match.value);
	const found = await findByCustomKey(client, endpoint, match.value);
	return found ? [found] : [];
}
