import type { IDataObject } from 'n8n-workflow';

import type { CampaignRecord } from '../transport/types';
import { differing } from './compare';
import { storedValue, valueAt } from './metadata';
import type { Item } from './item';
import type { RecordKind } from './kind';
import type { SentField } from './wire';

/** Of a record's fields the plain ones, and of a record that it links to the key. */
const plainFields = (record: CampaignRecord): CampaignRecord =>
	Object.fromEntries(
		Object.entries(record).flatMap(([name, value]): Array<[string, CampaignRecord[string]]> => {
			if (typeof value !== 'object' || value === null)
				return name === 'href' ? [] : [[name, value]];
			const { PKey } = value as CampaignRecord;
			return PKey === undefined ? [] : [[name, PKey]];
		}),
	);

/** A record cut down to the simple fields of its kind. A field that the instance does not have is left out. */
export const simplify = (record: CampaignRecord, { simple }: RecordKind): CampaignRecord =>
	simple === 'flat'
		? plainFields(record)
		: Object.fromEntries(
				simple.filter((field) => field in record).map((field) => [field, record[field]]),
			);

/** Some fields of a record, under the names they were asked by (`location.city`). A field that it does not have is left out. */
export const selectFields = (record: CampaignRecord, names: string[]): CampaignRecord =>
	Object.fromEntries(
		names
			.map((name) => [name, valueAt(record, name)])
			.filter(([, value]) => value !== undefined) as Array<[string, CampaignRecord[string]]>,
	);

/**
 * A record that was written, as the node outputs it: whole, or only its simple fields and those that were sent. An AI agent's model
 * reads every word, so it always gets the short form.
 */
export function outputOf(
	{ run, kind }: Pick<Item, 'run' | 'kind'>,
	record: CampaignRecord,
	sent: SentField[],
	isSimplified = false,
): CampaignRecord {
	if (!run.isTool && !isSimplified) return record;
	const ids = sent.map(({ id }) => id);
	return { ...simplify(record, kind), ...selectFields(record, ids) };
}

/** What the node says itself, before the record. */
const OWN_WORDS = ['updated', 'operation', 'confirmation'];

/** A PKey has up to a hundred characters: it is the last of the first ten columns. */
const BEFORE_PKEY = 9;

/**
 * The output of a write in the order in which a person looks through it: what was done, whose record it is, what was sent, then the
 * rest as Campaign has it.
 */
export function inReadingOrder(
	output: IDataObject,
	{ leading = [] }: RecordKind,
	sent: SentField[],
): IDataObject {
	const looked = [...OWN_WORDS, ...leading, ...sent.flatMap(({ id }) => [id, id.split('.')[0]])];
	const first = [...new Set(looked)].filter((name) => name in output && name !== 'PKey');
	const others = Object.keys(output).filter((name) => !first.includes(name) && name !== 'PKey');
	const names = [...first, ...others];
	if ('PKey' in output) names.splice(Math.max(first.length, BEFORE_PKEY), 0, 'PKey');
	return Object.fromEntries(names.map((name) => [name, output[name]]));
}

/** What an update would do to whom, field by field, for 'Dry Run'. `now` is null where the record has no such field. */
export function proposal(
	record: CampaignRecord,
	fields: SentField[],
	{ leading = [] }: RecordKind,
): IDataObject {
	const changed = differing(record, fields);
	return {
		dryRun: true,
		...selectFields(record, leading),
		fields: fields.map((field) => ({
			field: field.id,
			now: (storedValue(record, field) ?? null) as string | null,
			wouldBe: field.value,
			changes: changed.includes(field),
		})),
		PKey: record.PKey,
	};
}
