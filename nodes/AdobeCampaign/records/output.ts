import type { CampaignRecord } from '../transport/types';
import { valueAt } from './metadata';
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
 * A record that was written, as the node outputs it: whole; for an AI agent, whose model reads every word, the simple fields
 * and those that were sent.
 */
export function outputOf(
	{ run, kind }: Pick<Item, 'run' | 'kind'>,
	record: CampaignRecord,
	sent: SentField[],
): CampaignRecord {
	if (!run.isTool) return record;
	const ids = sent.map(({ id }) => id);
	return { ...simplify(record, kind), ...selectFields(record, ids) };
}
