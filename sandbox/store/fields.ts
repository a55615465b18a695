import { CUSTOM_FIELDS, STANDARD_FIELDS } from '../data/fields';
import type { Dialect } from '../settings';

export type Endpoint = 'profileAndServices' | 'profileAndServicesExt';

export interface EnumerationValue {
	name: string;
	label: string;
	/** What the database stores; Adobe's API takes and shows the name. */
	value: string;
}

/** One attribute of the profile resource, as the API names it. */
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
	/** Storage type in metadata, where it is not the type itself. */
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
	/** Present only on profileAndServicesExt: always, or in v8 alone. */
	extOnly?: 'always' | 'v8';
	/** Absent from the other dialect. */
	only?: Dialect;
	/** Listed in metadata, absent from Adobe's printed profiles. */
	metadataOnly?: boolean;
}

/** The attributes that one endpoint of one dialect has. */
export function fieldsOf(dialect: Dialect, endpoint: Endpoint): readonly Field[] {
	return TABLES[`${dialect}/${endpoint}`];
}

export function findField(dialect: Dialect, endpoint: Endpoint, name: string): Field | undefined {
	return fieldsOf(dialect, endpoint).find((field) => field.name === name);
}

/** Those of them that a profile is printed with, in ASCII order as in every published answer: PKey comes first. */
export function printedFields(dialect: Dialect, endpoint: Endpoint): readonly Field[] {
	return PRINTED[`${dialect}/${endpoint}`];
}

/** An attribute that some endpoint of some dialect prints. */
export function printedAnywhere(name: string): Field | undefined {
	return ALL.find((field) => field.name === name && !field.metadataOnly);
}

/**
 * The value of an attribute that nobody has set. Adobe's samples omit nothing: "", 0, false, unknown/none. Inferred: ""
 * for an enumeration that has neither.
 */
export function emptyValue(field: Field): string | number | boolean {
	if (field.type === 'number') return 0;
	if (field.type === 'boolean') return false;
	const first = field.values?.[0].name ?? '';
	return EMPTY_NAMES.includes(first) ? first : '';
}

const EMPTY_NAMES = ['unknown', 'none'];

const ALL: readonly Field[] = [...STANDARD_FIELDS, ...CUSTOM_FIELDS].sort((a, b) =>
	a.name < b.name ? -1 : 1,
);

function table(dialect: Dialect, endpoint: Endpoint): readonly Field[] {
	return ALL.filter((field) => {
		if (field.only && field.only !== dialect) return false;
		if (endpoint === 'profileAndServicesExt' || !field.extOnly) return true;
		return field.extOnly === 'v8' && dialect === 'standard';
	});
}

function tables(
	shown: (field: Field) => boolean,
): Record<`${Dialect}/${Endpoint}`, readonly Field[]> {
	return {
		'standard/profileAndServices': table('standard', 'profileAndServices').filter(shown),
		'standard/profileAndServicesExt': table('standard', 'profileAndServicesExt').filter(shown),
		'v8/profileAndServices': table('v8', 'profileAndServices').filter(shown),
		'v8/profileAndServicesExt': table('v8', 'profileAndServicesExt').filter(shown),
	};
}

const TABLES = tables(() => true);
const PRINTED = tables((field) => !field.metadataOnly);
