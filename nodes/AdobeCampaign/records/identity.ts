import type { CampaignRecord } from '../transport/types';
import { isSameName } from './clean';
import { isNumberKept } from './compare';
import type { RecordKind } from './kind';
import { isKeyName, valueAt } from './metadata';
import type { SentField } from './wire';

/** The fields that hold a value the record is looked up by. */
export const fieldsWith = (sent: SentField[], value: string) =>
	sent.filter((field) => isSameName(field.value, value));

/** The values that may identify a record. A number does where its field is named like a key: 30 points are not a key. */
const identifyingValues = ({ shared }: Pick<RecordKind, 'shared'>, record: CampaignRecord) =>
	Object.entries(record)
		.filter(
			([name, value]) => !shared?.test(name) && (typeof value !== 'number' || isKeyName(name)),
		)
		.flatMap(([, value]): unknown[] =>
			typeof value === 'object' && value !== null ? Object.values(value) : [value],
		);

/** As a text, or as a number, which has no zeros before it. */
const isHeld = (held: unknown, value: string) =>
	isSameName(held, value) ||
	(typeof held === 'number' && /^\d+$/.test(value) && isNumberKept(value, held));

/**
 * Whether a record has the value that it was looked up by.
 *
 * @param fields the fields that may hold it, as far as that is known; else any field of the record
 */
export const hasValue = (
	kind: Pick<RecordKind, 'shared'>,
	record: CampaignRecord,
	value: string,
	fields: string[] = [],
) =>
	(fields.length > 0
		? fields.map((id) => valueAt(record, id))
		: identifyingValues(kind, record)
	).some((held) => isHeld(held, value));
