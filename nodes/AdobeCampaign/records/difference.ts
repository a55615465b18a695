import type { IDataObject } from 'n8n-workflow';

import type { Profile } from '../transport/types';
import { compare } from './compare';
import type { SentField } from './wire';
import { storedValue } from './fields';

/** The fields that a profile does not hold exactly as they would be sent. */
export const differing = (profile: Profile, fields: SentField[]) =>
	fields.filter((field) => compare(field, storedValue(profile, field)) !== 'applied');

const elementOf = ({ id }: SentField) =>
	id.includes('.') ? id.slice(0, id.indexOf('.')) : undefined;

/**
 * Some of the given fields, and those that stand in the same element: of `location`, a server may replace the whole by what
 * it is sent (not documented).
 */
export function withSiblings(some: SentField[], given: SentField[]): SentField[] {
	const elements = new Set(some.map(elementOf).filter(Boolean));
	return given.filter((field) => some.includes(field) || elements.has(elementOf(field)));
}

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
