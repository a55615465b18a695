import { forComparison } from '../../records/clean';
import { fieldsWith } from '../../records/identity';
import type { Item } from '../../records/item';
import type { SentField } from '../../records/wire';
import type { CampaignRecord } from '../../transport/types';
import { findByFilter, type FilterMatch } from '../filterMatch';
import { refuseWithoutValues, withValues } from '../matcher';
import { findByCustomKey, findByEmail } from './find';

/** How a profile is recognised that may exist already. */
export type Match = { by: 'email' | 'customKey'; value: string } | FilterMatch;

/** The values that a profile must have to be the one that is meant. */
export const valuesOf = (match: Match): string[] =>
	match.by === 'customFilter' ? Object.values(match.filter.parameters) : [match.value];

/** Two matches with the same identity mean the same profile. */
export const identityOf = (match: Match): string =>
	match.by === 'customFilter'
		? JSON.stringify(match.filter)
		: JSON.stringify([match.by, match.by === 'email' ? forComparison(match.value) : match.value]);

/** The existing profiles that match: one request, but for an e-mail with capital letters. */
export async function findMatches(
	item: Item,
	match: Match,
	sent: SentField[],
): Promise<CampaignRecord[]> {
	if (match.by === 'customFilter') return await findByFilter(item, match.filter, sent);
	if (match.by === 'email') return await findByEmail(item, match.value);
	const fields = fieldsWith(sent, match.value).map(({ id }) => id);
	const found = await findByCustomKey(item, match.value, fields);
	return found ? [found] : [];
}

/**
 * The fields that hold what the profile is looked up by, with exactly that value. By e-mail that is only the e-mail itself,
 * which another one may be meant to replace.
 */
export function withMatchValues(match: Match, sent: SentField[]): SentField[] {
	if (match.by !== 'email') return withValues(valuesOf(match), sent);
	return (
		sent
			// An empty cell does not take away what the profile is known by.
			.filter(({ id, clears }) => !(id === 'email' && clears))
			.flatMap((field) => (field.id === 'email' ? withValues([match.value], [field]) : field))
	);
}

/**
 * What a new profile gets. A parameter's name does not tell the field that its filter looks at: a company's own begin with `cus`,
 * and parameters do not.
 *
 * @throws NodeOperationError when it would not be found by the same value again
 */
export function fieldsOfNew(item: Item, match: Match, sent: SentField[]): SentField[] {
	const { by, value } = match;
	if (by !== 'email') {
		refuseWithoutValues(item, value, valuesOf(match), sent);
		return sent;
	}
	const email = sent.find(({ id }) => id === 'email');
	if (email && forComparison(email.value) !== forComparison(value)) {
		throw item.refuse(
			"No profile has this e-mail, and 'Fields' gives a new one another",
			"Make 'Match Value' and the e-mail in 'Fields' the same, or remove the latter.",
		);
	}
	const others = sent.filter((field) => field !== email);
	return [{ id: 'email', label: 'Email', type: 'string', ...email, value }, ...others];
}
