import type { MetadataEntry } from '../transport/types';

export type FieldType = 'string' | 'number' | 'boolean' | 'date' | 'dateTime' | 'options' | 'link';

/** A field that can be written, as the form shows it and as Campaign names it. */
export interface ProfileField {
	/** API name; parts of a nested element with a dot: `location.city`. */
	id: string;
	label: string;
	type: FieldType;
	/** Of an enumeration: `value` is the name that Campaign wants on the wire. */
	options?: Array<{ name: string; value: string }>;
	/** Most characters that are kept, where Campaign says it. */
	length?: number;
	/** How the server rewrites what it is sent, such as `smartCase`. */
	policy?: string;
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

/**
 * The links that a profile's own API sets, by the key of the other record (Adobe, "Managing organizational units"), and
 * those that a company added. The other standard ones are in the metadata, but never in a printed profile.
 */
const WRITABLE_LINK = /^(orgUnit|geoUnit|cus.*)$/;

/**
 * Set by the server whatever the metadata says of it (Adobe, "Profile" data model; a PATCH of `age` is refused as
 * read-only).
 */
export const COMPUTED =
	/^(PKey|acsId|age|created|cryptedId|domain|href|isExternal|lastModified|postalAddress|thumbnail|title|(blackList\w*|ccpaOptOut)LastModified)$/;

/** Names of fields that name somebody or something: `email`, `externalId`, `cusCustomerId`, `card_code`. */
const KEY_NAME =
	/^(?:\w*[eE]mail\d*|\w*[a-z\d_](?:Id|ID|Key|Code|Number|No|Nr|Ref|Card|Uuid|UUID|Guid|GUID)|(?:\w*_)?(?:id|key|code|number|no|nr|ref|card|uuid|guid))$/;

/** Whether a field's name says that its value is a key: what is in it by mistake, or cut off, makes it another one. */
export const isKeyName = (id: string) => KEY_NAME.test(id);

/** Parts of `location`, for metadata that names the element but not what is in it. */
const LOCATION_PARTS: Record<string, string> = {
	address1: 'Address 1',
	address2: 'Address 2',
	address3: 'Address 3',
	address4: 'Address 4',
	city: 'City',
	countryCode: 'Country Code',
	stateCode: 'State Code',
	zipCode: 'Zip Code',
};

/** The metadata is Campaign's: what ought to be a text may be something else in another version. */
export const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Adobe does not document whether `values` is a map or a list; entries may have a label or be one. */
function optionsOf(values: MetadataEntry['values']): NonNullable<ProfileField['options']> {
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

function fieldOf(id: string, label: string, entry: MetadataEntry): ProfileField {
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

/**
 * The fields of the metadata that can be written, by label. An element such as `location` is flattened into its parts.
 *
 * @param entries `content` of `/resourceType/profile`
 */
export function writableFields(entries: Record<string, MetadataEntry>): ProfileField[] {
	const fields = Object.entries(entries).flatMap(([id, entry]) => {
		if (!entry || entry.readOnly || COMPUTED.test(id) || entry.type === 'collection') return [];
		const label = textOf(entry.label) || id;
		if (entry.type === 'link') {
			return WRITABLE_LINK.test(id)
				? [{ id, label: `${label} (PKey)`, type: 'link' as const }]
				: [];
		}
		if (entry.content) {
			return writableFields(entry.content).map((part) => ({
				...part,
				id: `${id}.${part.id}`,
				label: `${label}: ${part.label}`,
			}));
		}
		if (id === 'location') {
			return Object.entries(LOCATION_PARTS).map(([part, partLabel]) =>
				fieldOf(`location.${part}`, `${label}: ${partLabel}`, { type: 'string' }),
			);
		}
		return entry.type === 'item' ? [] : [fieldOf(id, label, entry)];
	});
	return withUniqueLabels(fields).sort(byLabel);
}

const { compare: compareLabels } = new Intl.Collator('en');
const byLabel = (a: ProfileField, b: ProfileField) => compareLabels(a.label, b.label);

/** A company may call its own field "Phone", too. */
function withUniqueLabels(fields: ProfileField[]): ProfileField[] {
	const idsOf = new Map<string, Set<string>>();
	for (const { id, label } of fields) idsOf.set(label, (idsOf.get(label) ?? new Set()).add(id));
	return fields.map((field) => {
		const isShared = (idsOf.get(field.label)?.size ?? 0) > 1;
		return isShared ? { ...field, label: `${field.label} (${field.id})` } : field;
	});
}

/** The value at `location.city` or `phone` of a profile or of an item that has either form. */
export function valueAt(record: Record<string, unknown>, id: string): unknown {
	if (id in record) return record[id];
	return id
		.split('.')
		.reduce<unknown>(
			(value, part) =>
				typeof value === 'object' && value !== null
					? (value as Record<string, unknown>)[part]
					: undefined,
			record,
		);
}

/** What a profile holds for a field; of a link the key of the other record. */
export function storedValue(record: Record<string, unknown>, { id, type }: ProfileField): unknown {
	const value = valueAt(record, id);
	const isLinked = type === 'link' && typeof value === 'object' && value !== null;
	return isLinked ? (value as { PKey?: unknown }).PKey : value;
}
