import type { IExecuteFunctions } from 'n8n-workflow';

import type { Profile } from '../transport/types';
import type { SentField } from './wire';
import { valueAt } from './fields';
import { simplify } from './simplify';
import { runsAsTool } from '../n8n/toolRun';

/** Some fields of a profile, under the names they were asked by (`location.city`). What it does not have is left out. */
export const selectFields = (profile: Profile, names: string[]): Profile =>
	Object.fromEntries(
		names
			.map((name) => [name, valueAt(profile, name)])
			.filter(([, value]) => value !== undefined) as Array<[string, Profile[string]]>,
	);

/**
 * A profile that was written, as the node puts it out: whole, or for an AI agent, whose model reads every word, the
 * simple fields and those that were sent.
 */
export const outputOf = (
	context: IExecuteFunctions,
	profile: Profile,
	sent: SentField[],
): Profile =>
	runsAsTool(context)
		? {
				...simplify(profile),
				...selectFields(
					profile,
					sent.map(({ id }) => id),
				),
			}
		: profile;
