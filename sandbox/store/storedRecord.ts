import type { Scalar } from '../exactJson';
import { emptyValue, type Field } from './field';

/** A record as it is stored: without computed attributes, parts of an item under "location.city" and so on. */
export interface StoredRecord {
	id: number;
	/** Number of new PKeys so far (setting rotatePkeys). */
	version: number;
	values: Readonly<Record<string, Scalar>>;
	/** Ids of the linked records by the name of the link: orgUnit, geoUnit. */
	links: Readonly<Record<string, number>>;
}

/** What a record holds, without its identity. */
export type RecordContent = Pick<StoredRecord, 'values' | 'links'>;

/** A stored value, or the empty value of its type. `path` is "email", "location.city". */
export function valueOf(record: StoredRecord, field: Field, path = field.name): Scalar {
	return record.values[path] ?? emptyValue(field);
}
