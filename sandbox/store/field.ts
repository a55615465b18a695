import type { Dialect, Settings } from '../settings';

/** The first part of a path below /campaign/: "profileAndServices", or "profileAndServicesExt" with extended fields. */
export type Endpoint = string;

export interface EnumerationValue {
	name: string;
	label: string;
	/** What the database stores; Adobe's API takes and shows the name. */
	value: string;
}

/** One attribute of a kind of record, as the API names it. */
export interface Field {
	name: string;
	label: string;
	type:
		| 'string'
		| 'number'
		| 'boolean'
		| 'date'
		| 'datetime'
		| 'enumeration'
		| 'link'
		| 'collection'
		| 'item';
	/** Longest text in characters; strings only. */
	length?: number;
	/** Storage type in metadata, where it differs from the type. */
	resType?: string;
	/** Type in metadata, where it differs from the type. */
	metadataType?: string;
	/** Resource on the other side of a link or collection. */
	target?: string;
	/** What a link to a record of another kind prints of it, in ASCII order. Default: PKey, href and title. */
	shows?: readonly string[];
	/** Whether a record is removed together with the one that this link leads to. */
	isOwner?: boolean;
	/** Whether a record is hidden while the one that this link leads to is missing. */
	isRequired?: boolean;
	/** Whether the record that this link leads to is removed with the last one that refers to it (setting deleteTargets). */
	removesTarget?: boolean;
	/** Of a collection: the link of the target kind that leads back here. A collection without it has no records to read. */
	backLink?: string;
	/** Of a collection: the name of its contents, printed beside its href. */
	contents?: string;
	readOnly?: boolean;
	dataPolicy?: 'email' | 'phone' | 'smartCase';
	category?: string;
	sortable?: boolean;
	values?: readonly EnumerationValue[];
	/** Parts of an item (location, postalAddress). */
	parts?: readonly Field[];
	/** Whether its value is stored as one JSON text, with everything that is in it. */
	isDocument?: boolean;
	/** Present only on the Ext endpoint: always, or in v8 alone. */
	extOnly?: 'always' | 'v8';
	/** Absent from the other dialect. */
	only?: Dialect;
	/** Listed in metadata, absent from Adobe's printed records. */
	metadataOnly?: boolean;
	/** Stored, and not shown anywhere. */
	internal?: boolean;
	/** Reads "" when it was never set, whatever its type. */
	isBlank?: boolean;
}

/** Whether an endpoint shows the fields of extensions (Campaign Standard API, 'Must-read'). */
export function isExtended(endpoint: Endpoint): boolean {
	return endpoint.endsWith('Ext');
}

/** Whether lists can be sorted by a field (setting sortableFields). */
export function isSortable({ name, sortable }: Field, { sortableFields }: Settings): boolean {
	return sortableFields ? sortableFields.includes(name) : (sortable ?? false);
}

const EMPTY_NAMES = ['unknown', 'none'];

/**
 * The value of an attribute that was never set. Adobe's samples omit nothing: "", 0, false, unknown/none. Inferred: the
 * name that is stored as 0 for another enumeration, and "" for one that has none of these.
 */
export function emptyValue(field: Field): string | number | boolean {
	if (field.isBlank) return '';
	if (field.type === 'number') return 0;
	if (field.type === 'boolean') return false;
	const empty = field.values?.find(
		({ name, value }, index) => value === '0' || (index === 0 && EMPTY_NAMES.includes(name)),
	);
	return empty?.name ?? '';
}
