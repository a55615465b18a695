import type { Dialect } from '../settings';

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
	/** Resource on the other side of a link or collection. */
	target?: string;
	readOnly?: boolean;
	dataPolicy?: 'email' | 'phone' | 'smartCase';
	category?: string;
	sortable?: boolean;
	values?: readonly EnumerationValue[];
	/** Parts of an item (location, postalAddress). */
	parts?: readonly Field[];
	/** Present only on the Ext endpoint: always, or in v8 alone. */
	extOnly?: 'always' | 'v8';
	/** Absent from the other dialect. */
	only?: Dialect;
	/** Listed in metadata, absent from Adobe's printed records. */
	metadataOnly?: boolean;
}

/** Whether an endpoint shows the fields of extensions (Campaign Standard API, 'Must-read'). */
export function isExtended(endpoint: Endpoint): boolean {
	return endpoint.endsWith('Ext');
}

const EMPTY_NAMES = ['unknown', 'none'];

/**
 * The value of an attribute that was never set. Adobe's samples omit nothing: "", 0, false, unknown/none. Inferred: ""
 * for an enumeration that has neither.
 */
export function emptyValue(field: Field): string | number | boolean {
	if (field.type === 'number') return 0;
	if (field.type === 'boolean') return false;
	const first = field.values?.[0].name ?? '';
	return EMPTY_NAMES.includes(first) ? first : '';
}
