import { folded } from '../../records/clean';
import type { CampaignClient } from '../../transport/client';
import { listUrl, type ProfileFilter } from '../../transport/urls';
import { pagesFrom, type Page } from '../../records/pages';
import { findByCustomKey, findByEmail, hasValue, keysOf } from './find';
import type { Endpoint, Profile } from '../../transport/types';

/** How a profile is recognised that may exist already. */
export type Match =
	| { by: 'email' | 'customKey'; value: string }
	| { by: 'customFilter'; value: string; filter: ProfileFilter };

/** The values that a profile must have to be the one that is meant. */
export const valuesOf = (match: Match): string[] =>
	match.by === 'customFilter' ? Object.values(match.filter.parameters) : [match.value];

/** Two matches with the same identity mean the same profile. */
export const identityOf = (match: Match): string =>
	match.by === 'customFilter'
		? JSON.stringify(match.filter)
		: JSON.stringify([match.by, match.by === 'email' ? folded(match.value) : match.value]);

/** What is said when a filter is not understood, and where the values that it looks for have to stand. */
export interface MatchSetting {
	note: string;
	/** By value: the fields that are to hold it, as far as 'Fields' tells. */
	fieldsOf: (value: string) => string[];
}

/** The first page that has anything on it: an empty one with a link to a next one says nothing yet. */
async function firstPageOf(client: CampaignClient, url: string, note: string): Promise<Page> {
	let last: Page = { content: [], rows: 0 };
	for await (const page of pagesFrom(client, url, note)) {
		last = page;
		if (page.rows > 0) break;
	}
	return last;
}

/**
 * Those that a custom filter finds and that have its values. Only the first page: a filter that takes no notice of its
 * parameter finds everybody, and one that finds beginnings somebody else.
 */
async function findByFilter(
	client: CampaignClient,
	endpoint: Endpoint,
	filter: ProfileFilter,
	{ note, fieldsOf }: MatchSetting,
): Promise<Profile[]> {
	const url = listUrl(client.tenant, endpoint, filter, { isOnePage: true });
	const { content: profiles, next } = await firstPageOf(client, url, note);
	const isMeant = (profile: Profile) =>
		Object.values(filter.parameters).every((value) => hasValue(profile, value, fieldsOf(value)));
	const meant = profiles.filter(isMeant);
	if (next && meant.length < 2) {
		throw client.error({
			message: 'The filter finds more profiles than one page has, and nothing was written',
			description:
				'It is not clear which one is meant. Choose a filter that finds a value exactly.',
		});
	}
	if (profiles.length === 0 || meant.length > 0) return meant;
	const isOne = profiles.length === 1;
	throw client.error({
		message: `The filter finds ${isOne ? 'a profile that does' : `${profiles.length} profiles that do`} not have 'Match Value', and nothing was written`,
		description: `A filter that finds beginnings, or one that looks at something else, would change somebody else. Choose a filter that finds a value exactly. The PKey${isOne ? '' : 's'} of what was found: ${keysOf(profiles)}`,
	});
}

/**
 * The profiles that exist already and have what they were looked for by: one request, but for an e-mail with capital
 * letters.
 *
 * @throws NodeApiError, also for a filter that finds others
 */
export async function findMatches(
	client: CampaignClient,
	endpoint: Endpoint,
	match: Match,
	setting: MatchSetting,
): Promise<Profile[]> {
	client.hide(...valuesOf(match));
	if (match.by === 'customFilter')
		return await findByFilter(client, endpoint, match.filter, setting);
	if (match.by === 'email') return await findByEmail(client, endpoint, match.value);
	const fields = setting.fieldsOf(match.value);
	const found = await findByCustomKey(client, endpoint, match.value, fields);
	return found ? [found] : [];
}
