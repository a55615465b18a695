import type { Scalar } from '../exactJson';
import type { Settings } from '../settings';
import type { FieldTable } from './fieldTable';

/** A record as the API shows it, in whole or in part: items as objects, links as `{ PKey }`. */
export type RecordInput = Record<string, unknown>;

/** What the store needs to know of a kind of record. */
export interface StoredKind {
	/** Its name in paths, after the endpoint, and in metadata: "profile". */
	path: string;
	/** Its name on the screen, in the plural: "Profiles". */
	label: string;
	fields: FieldTable;
	/** The records that an organization starts with. */
	seed(settings: Settings): Iterable<RecordInput>;
	/** Values that every new record gets besides its time stamps. */
	newValues?(): Readonly<Record<string, Scalar>>;
}
