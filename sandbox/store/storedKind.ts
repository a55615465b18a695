import type { Scalar } from '../exactJson';
import type { Settings } from '../settings';
import type { FieldTable } from './fieldTable';
import type { KeyRing, KeyScope } from './keys';
import type { RecordTable, Tables, Write } from './recordTable';

/** A record as the API shows it, in whole or in part: items as objects, links as `{ PKey }`. */
export type RecordInput = Record<string, unknown>;

/** What the store needs to know of a kind of record. */
export interface StoredKind {
	/** Its name in paths, after the endpoint, and in metadata: "profile". */
	path: string;
	/** Its name on the screen, in the plural: "Profiles". */
	label: string;
	fields: FieldTable;
	/** The kind that this one is another view of, with the same records and PKeys: marketing history shows profiles. */
	viewOf?: string;
	/** Whether Campaign writes these records by itself; commits do not list them. */
	isJournal?: boolean;
	/** The records that an organization starts with; kinds before this one in the table of kinds are there already. */
	seed(settings: Settings, keys: KeyRing): Iterable<RecordInput>;
	/** Values that every new record gets besides its time stamps. */
	newValues?(table: RecordTable): Readonly<Record<string, Scalar>>;
	/** The values that a test stores over the control, with those that change together with them. */
	put?(values: Readonly<Record<string, Scalar>>): Readonly<Record<string, Scalar>>;
	/** Lengths of its keys in characters, by scope ("workflow", "workflow/activity"), where they are not 92. */
	keyLengths?: Readonly<Record<KeyScope, number>>;
	/** What Campaign does by itself after a write of such a record. */
	onWrite?(write: Write, store: Tables): void;
}

/** The path of the kind under which the records are stored and their PKeys issued. */
export function storageOf({ path, viewOf }: Pick<StoredKind, 'path' | 'viewOf'>): string {
	return viewOf ?? path;
}
