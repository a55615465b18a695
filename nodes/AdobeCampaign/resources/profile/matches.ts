import { FILTER_PREFACE } from '../../parameters/filter';
import { forComparison } from '../../records/clean';
import { fieldsWith, hasValue } from '../../records/identity';
import type { Item } from '../../records/item';
import { pagesFrom, type NewRecords, keysOf } from '../../records/list';
import { hasOwn } from '../../records/metadata';
import type { SentField } from '../../records/wire';
import type { CampaignClient } from '../../transport/client';
import type { CampaignRecord } from '../../transport/types';
import type { Filter } from '../../transport/urls';
import { findByCustomKey, findByEmail } from './find';

/** How a profile is recognised that may exist already. */
export type Match =
	| { by: 'email' | 'customKey'; value: string }
	| { by: 'customFilter'; value: string; filter: Filter };

/** The values that a profile must have to be the one that is meant. */
export const valuesOf = (match: Match): string[] =>
	match.by === 'customFilter' ? Object.values(match.filter.parameters) : [match.value];

/** Two matches with the same identity mean the same profile. */
export const identityOf = (match: Match): string =>
	match.by === 'customFilter'
		? JSON.stringify(match.filter)
		: JSON.stringify([match.by, match.by === 'email' ? forComparison(match.value) : match.value]);

/** The first page that has any rows: an empty one with a link to a next one says nothing yet. */
async function firstPageOf(client: CampaignClient, url: string): Promise<NewRecords> {
	let last: NewRecords = { content: [], rows: 0 };
	for await (const page of pagesFrom(client, url, FILTER_PREFACE)) {
		last = page;
		if (page.rows > 0) break;
	}
	return last;
}

/**
 * The profiles that a custom filter finds and that have its values. Only the first page is read: a filter that ignores its
 * parameter finds everybody, and one that finds beginnings other people.
 *
 * @param fieldsOf by value: the fields that are to hold it, as far as 'Fields' tells
 */
async function findByFilter(
	{ client, kind }: Item,
	filter: Filter,
	fieldsOf: (value: string) => string[],
): Promise<CampaignRecord[]> {
	const url = client.urls.list(filter, { isOnePage: true });
	const { content: profiles, next } = await firstPageOf(client, url);
	const isMeant = (profile: CampaignRecord) =>
		Object.values(filter.parameters).every((value) =>
			hasValue(kind, profile, value, fieldsOf(value)),
		);
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
 * The existing profiles that have the values they are looked up by: one request, but for an e-mail with capital letters.
 * Where 'Fields' has the same value, it is that field of the profile that must hold it; else any.
 *
 * @throws NodeApiError, also for a filter that finds others
 */
export async function findMatches(
	item: Item,
	match: Match,
	sent: SentField[],
): Promise<CampaignRecord[]> {
	const fieldsOf = (value: string) => fieldsWith(sent, value).map(({ id }) => id);
	item.client.hide(...valuesOf(match));
	if (match.by === 'customFilter') return await findByFilter(item, match.filter, fieldsOf);
	if (match.by === 'email') return await findByEmail(item, match.value);
	const found = await findByCustomKey(item, match.value, fieldsOf(match.value));
	return found ? [found] : [];
}

/**
 * A filter ignores parameters that it does not know, and takes one that is not sent for empty: it would find somebody else,
 * and every item would update that profile. Two requests a run; when the instance does not tell its filters, only empty values
 * are refused.
 *
 * @throws NodeOperationError before anything is written, when the parameters are not exactly those of the filter
 */
export async function checkParameters(item: Item, { name, parameters }: Filter): Promise<void> {
	const refuse = (message: string, description: string) =>
		item.refuse(`${message}, and nothing was written`, description);
	const empty = Object.keys(parameters).find((parameter) => parameters[parameter] === '');
	if (empty !== undefined) {
		throw refuse(
			`The parameter '${empty}' of the filter '${name}' has no value`,
			"Check 'More Filter Parameters': its expression has no value for this item.",
		);
	}
	const listed = await item.instance.knownFilters(item.client, item.kind);
	const filter = listed.find((one) => one.name === name);
	if (!filter) return;
	const others = Object.keys(parameters).filter((one) => !filter.parameters.includes(one));
	if (others.length > 0) {
		throw refuse(
			`The filter '${name}' has no parameter '${others[0]}'`,
			`Choose another 'Parameter Name or ID'. The filter has: ${filter.parameters.join(', ') || 'none'}.`,
		);
	}
	const missing = filter.parameters.filter((one) => !hasOwn(parameters, one));
	if (missing.length > 0) {
		throw refuse(
			`The filter '${name}' also looks at ${missing.map((one) => `'${one}'`).join(', ')}`,
			"Add what is missing to 'More Filter Parameters', with a value. Without it the filter would find somebody else.",
		);
	}
}
