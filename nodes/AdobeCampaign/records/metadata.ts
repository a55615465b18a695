import type { FilterEntry, Metadata, MetadataEntry } from '../transport/types';
import type { FieldType, RecordKind } from './kind';

/** A field that can be written, as the form shows it and as Campaign names it. */
export interface RecordField {
	/** API name; parts of a nested element with a dot: `location.city`. */
	id: string;
	label: string;
	type: FieldType;
	/** Of an enumeration: `value` is the name that Campaign wants on the wire. In the form also of a link: the key of the record. */
	options?: Array<{ name: string; value: string }>;
	/** Most characters that are kept, where Campaign says it. */
	length?: number;
	/** How the server rewrites what it is sent, such as `smartCase`. */
	policy?: string;
	/** Of a list: the fields of its entries. */
	fields?: RecordField[];
}

const TYPES: Record<string, FieldType> = {
	string: 'string',
	memo: 'string',
	html: 'string',
	number: 'number',
	byte: 'number',
	short: 'number',
	long: 'number',
	int64: 'number',
	float: 'number',
	double: 'number',
	boolean: 'boolean',
	date: 'date',
	datetime: 'dateTime',
	datetimetz: 'dateTime',
};

/** Names of fields that hold a key: `email`, `externalId`, `cusCustomerId`, `card_code`. */
const KEY_NAME =
	/^(?:\w*[eE]mail\d*|\w*[a-z\d_](?:Id|ID|Key|Code|Number|No|Nr|Ref|Card|Uuid|UUID|Guid|GUID)|(?:\w*_)?(?:id|key|code|number|no|nr|ref|card|uuid|guid))$/;

/** Whether a field's name says that its value is a key: what is in it by mistake, or cut off, makes it another one. */
export const isKeyName = (id: string) => KEY_NAME.test(id);

/** Whether an object has a key of its own. Names come from instances and workflows: one may be "constructor". */
export const hasOwn = (object: object, key: string) =>
	Object.prototype.hasOwnProperty.call(object, key);

/** A field that the company added. */
export const isCustom = (id: string) => id.startsWith('cus');

/** The metadata is Campaign's: what ought to be a text may be something else in another version. */
export const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Adobe does not document whether `values` is a map or a list; entries may have a label or be one. */
function optionsOf(values: MetadataEntry['values']): NonNullable<RecordField['options']> {
	const entries: Array<[string, unknown]> = Array.isArray(values)
		? values.map((entry) =>
				typeof entry === 'string' ? [entry, entry] : [textOf(entry?.name), entry],
			)
		: Object.entries(values ?? {});
	return entries
		.filter(([name]) => !['', 'href', '__Invalid_value__'].includes(name))
		.map(([value, entry]) => {
			const label = typeof entry === 'string' ? entry : (entry as { label?: string } | null)?.label;
			return { name: textOf(label) || value, value };
		});
}

function fieldOf(id: string, label: string, entry: MetadataEntry): RecordField {
	const type = textOf(entry.type);
	const resType = textOf(entry.resType);
	const policy = textOf(entry.dataPolicy);
	const options = optionsOf(entry.values);
	const length = Number(entry.length);
	// A choice is stored as a number, but written by name; without a list of names it can only be typed.
	const plainType =
		type === 'enumeration' ? 'string' : (TYPES[resType.toLowerCase()] ?? TYPES[type.toLowerCase()]);
	return {
		id,
		label,
		...(options.length > 0 ? { type: 'options', options } : { type: plainType ?? 'string' }),
		...(length > 0 && { length }),
		...(policy && { policy }),
	};
}

/** The entries of the fields: those of the metadata, or of the element that holds them; undefined without it. */
export const entriesOf = ({ content }: Metadata, { element }: RecordKind) =>
	element === undefined ? content : content[element]?.content;

/**
 * The fields of the metadata that can be written, by label. An element such as `location` is flattened into its parts.
 *
 * @param entries see `entriesOf`
 */
export function writableFields(
	entries: Record<string, MetadataEntry>,
	kind: RecordKind,
): RecordField[] {
	const fields = Object.entries(entries).flatMap(([id, entry]) => {
		if (!entry || entry.readOnly || kind.computed.test(id)) return [];
		const label = textOf(entry.label) || id;
		if (entry.type === 'collection') {
			if (kind.element === undefined) return [];
			const parts = writableFields(entry.content ?? {}, kind);
			return [{ id, label, type: 'list' as const, fields: parts }];
		}
		if (entry.type === 'link') {
			const isWritable = isCustom(id) || kind.writableLinks.test(id);
			return isWritable ? [{ id, label: `${label} (PKey)`, type: 'link' as const }] : [];
		}
		if (entry.content) {
			return writableFields(entry.content, kind).map((part) => ({
				...part,
				id: `${id}.${part.id}`,
				label: `${label}: ${part.label}`,
			}));
		}
		if (hasOwn(kind.parts, id)) {
			return Object.entries(kind.parts[id]).map(([part, partLabel]) =>
				fieldOf(`${id}.${part}`, `${label}: ${partLabel}`, { type: 'string' }),
			);
		}
		if (entry.type === 'item') return [];
		const field = fieldOf(id, label, entry);
		return [hasOwn(kind.types, id) ? { ...field, type: kind.types[id] } : field];
	});
	return withUniqueLabels(fields).sort(byLabel);
}

const { compare: compareLabels } = new Intl.Collator('en');
const byLabel = (a: RecordField, b: RecordField) => compareLabels(a.label, b.label);

/** A company may call its own field "Phone", too. */
function withUniqueLabels(fields: RecordField[]): RecordField[] {
	const idsOf = new Map<string, Set<string>>();
	for (const { id, label } of fields) idsOf.set(label, (idsOf.get(label) ?? new Set()).add(id));
	return fields.map((field) => {
		const isShared = (idsOf.get(field.label)?.size ?? 0) > 1;
		return isShared ? { ...field, label: `${field.label} (${field.id})` } : field;
	});
}

/** The value at `location.city` or `phone` of a record or of an item that has either form. */
export function valueAt(record: Record<string, unknown>, id: string): unknown {
	if (hasOwn(record, id)) return record[id];
	return id
		.split('.')
		.reduce<unknown>(
			(value, part) =>
				typeof value === 'object' && value !== null && hasOwn(value, part)
					? (value as Record<string, unknown>)[part]
					: undefined,
			record,
		);
}

/** What a record holds for a field; of a link the key of the other record. */
export function storedValue(record: Record<string, unknown>, { id, type }: RecordField): unknown {
	const value = valueAt(record, id);
	const isLinked = type === 'link' && typeof value === 'object' && value !== null;
	return isLinked ? (value as { PKey?: unknown }).PKey : value;
}

/** A filter of the instance, as its metadata describes it. */
export interface FilterInfo {
	/** The last part of its path: what the URL takes. */
	name: string;
	label?: string;
	/** The names of its query, in the instance's order. */
	parameters: string[];
}

/** Not one of Adobe's own, for paging and sorting, such as `_order`; but a filter's may be plain `_parameter` (seen on two tenants). */
export const isFilterParameter = (name: string) =>
	name !== '' && (!name.startsWith('_') || /parameter$/i.test(name));

/**
 * Reads an entry of the filters' metadata. `data` is the URL with `$value` for each parameter (Adobe, "Metadata
 * mechanism"); its path has the name that v8 wants, where the entry's own name may be another.
 */
export function filterInfoOf(name: string, entry: FilterEntry): FilterInfo {
	const label = textOf(entry.label);
	const [path, query = ''] = textOf(entry.data).split('?');
	const segment = path.split('/').filter(Boolean).pop();
	const parameters = query
		.split('&')
		.map((part) => part.split('=')[0])
		.filter(isFilterParameter);
	return { name: segment ?? name, ...(label && { label }), parameters };
}
