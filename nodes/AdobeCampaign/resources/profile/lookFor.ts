import { FILTER_NOTE } from '../../parameters/filter';
import { isSameName } from '../../records/clean';
import type { SentField } from '../../records/wire';
import { findMatches, type Match } from './matches';
import type { Profile } from '../../transport/types';
import type { Work } from '../item';

/** The fields that hold a value the profile is looked for by. */
export const fieldsWith = (sent: SentField[], value: string) =>
	sent.filter((field) => isSameName(field.value, value));

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
	const fieldsOf = (value: string) => fieldsWith(sent, value).map(({ id }) => id);
	return await findMatches(client, endpoint, match, { note: FILTER_NOTE, fieldsOf });
}
