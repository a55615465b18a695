import { FILTER_NOTE } from '../../descriptions/customFilter';
import { isSameName } from '../../helpers/clean';
import type { SentField } from '../../helpers/fieldValues';
import { findMatches, type Match } from '../../transport/matches';
import type { Profile } from '../../transport/types';
import type { Work } from './work';

/**
 * The profiles that have what they are looked for by. Where 'Fields' has the same value, it is that field of the profile
 * that must hold it; else any.
 *
 * @throws NodeApiError
 */
export async function lookFor(
	{ client, endpoint }: Work,
	match: Match,
	sent: SentField[],
): Promise<Profile[]> {
	const fieldsOf = (value: string) =>
		sent.filter((field) => isSameName(field.value, value)).map(({ id }) => id);
	return await findMatches(client, endpoint, match, { note: FILTER_NOTE, fieldsOf });
}
