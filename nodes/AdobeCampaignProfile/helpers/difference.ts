import type { IDataObject } from 'n8n-workflow';

import type { Profile } from '../transport/types';
import { compare } from './compare';
import type { SentField } from './fieldValues';
import { storedValue } from './profileFields';

/** The fields that a profile does not hold exactly as they would be sent. */
export const differing = (profile: Profile, fields: SentField[]) =>
	fields.filter((field) => compare(field, storedValue(profile, field)) !== 'applied');

/** What an update would do, field by field, for 'Dry Run'. `now` is null where the profile has no such field. */
export function proposal(profile: Profile, fields: SentField[]): IDataObject {
	const changed = differing(profile, fields);
	return {
		PKey: profile.PKey,
		dryRun: true,
		fields: fields.map((field) => ({
			field: field.id,
			now: (storedValue(profile, field) ?? null) as string | null,
			wouldBe: field.value,
			changes: changed.includes(field),
		})),
	};
}
