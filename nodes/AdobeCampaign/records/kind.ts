import type { Kind } from '../transport/types';

/** What a field holds, as far as the form and the wire have to know it. */
export type FieldType =
	| 'string'
	| 'number'
	| 'boolean'
	| 'date'
	| 'dateTime'
	| 'options'
	| 'link'
	/** Objects with fields of their own. */
	| 'list';

/** For a kind without fields of some sort. */
export const NONE = /(?!)/;

/** A kind of record, with what its metadata does not tell of its fields. */
export interface RecordKind extends Kind {
	/** At most ten flat fields, in their order: what 'Simplify' leaves. Where only the instance knows them, all that are `flat`. */
	simple: string[] | 'flat';
	/** The fields by which a person recognises one; absent where only the instance knows them. */
	leading?: string[];
	/** Fields that the server sets, whatever the metadata says. */
	computed: RegExp;
	/** Links that the API can set, by the key of the other record. */
	writableLinks: RegExp;
	/** What links lead to that the form offers to choose from, by field: few records, whose list can be read whole. */
	choices?: Record<string, Kind>;
	/** Labels by part of an element, for metadata that names the element but not what is in it. */
	parts: Record<string, Record<string, string>>;
	/** Types that n8n's form cannot store, or that the metadata has otherwise than the records, by field. */
	types: Record<string, FieldType>;
	/** Switches with which a person opts out: an older record must not take them back. */
	optOuts: RegExp;
	/** The element that all of its fields are in, its collections among them. Absent: the record itself, whose collections are elsewhere. */
	element?: string;
	/** Campaign may store a new record and show it to nobody: see `refuseHidden`. */
	mayHide?: true;
	/** Fields that Campaign writes itself, or whose value many records share: they do not tell one from another. */
	shared?: RegExp;
}
