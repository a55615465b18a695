import { randomUUID } from 'node:crypto';
import type { Filter, Kind } from '../../campaign/kind';
import type { Settings } from '../../settings';
import type { Field } from '../../store/field';
import { FieldTable } from '../../store/fieldTable';
import type { KeyRing } from '../../store/keys';
import type { RecordInput } from '../../store/storedKind';
import type { StoredRecord } from '../../store/storedRecord';
import { filtersOn, namedFor } from '../customFilters';
import { link, metadataOnly, readOnly, stamp, text } from '../fields';

const EXT = 'profileAndServicesExt';
const UNLINKED = 'customResources';

/** A custom resource as an administrator describes it. */
export interface CustomResource {
	/** "cusOrder" */
	path: string;
	/** On the screen, in the plural: "Orders". */
	label: string;
	/** Whether it is linked to profiles or services, over whatever way; this decides its endpoint. */
	isLinked: boolean;
	/** Its own attributes, and its links. */
	fields: readonly Field[];
	/** The field whose value is the title. Without one the title is the automatic number, which begins here. */
	title: string | number;
	/** Whether "Add audit fields" was ticked. */
	hasAuditFields?: boolean;
	/** Whether "Add automatic ID" was ticked. */
	hasAcsId?: boolean;
	uniqueFields?: readonly string[];
	/** Label, and fields by parameter, of the filters that the administrator made; without "by". */
	filters?: Readonly<Record<string, [label: string, fields: Readonly<Record<string, string>>]>>;
	/** The invented rows. */
	rows(keys: KeyRing): readonly RecordInput[];
}

/** Of profiles, by their place in the seed. */
export const AMY = 1;
export const TARA = 2;

/**
 * A kind of record out of the description of a custom resource. Which endpoint it is found at: Campaign Standard API, 'Interacting with
 * custom resources'. Its automatic attributes: 'Configuring the resource's data structure'. How a row reads: those that Data Axle's
 * engine for landing pages has in its tests: own attributes keep the spelling of the administrator, have no prefix, and read "" while they
 * are not set, whatever their type; the title is the number of the row, with thousands separators, when no field is the title.
 * Inferred: names of schema and document, 200 for DELETE, lengths, what is sortable, and that no field is a key in the URL.
 */
export function customResource(resource: CustomResource): Kind {
	const { path, label, isLinked, title, hasAuditFields, hasAcsId } = resource;
	const own = resource.fields.map(
		(field): Field => (field.type === 'link' ? field : { ...field, isBlank: true }),
	);
	const fields = new FieldTable([
		text('PKey', 'Primary key', 255, readOnly),
		text('href', 'Address of the record', 255, readOnly),
		text('title', label, 255, readOnly),
		...(hasAcsId ? [text('acsId', 'ACS ID', 36, readOnly)] : []),
		...(hasAuditFields ? AUDIT_FIELDS : []),
		...own,
	]);
	const filters = filtersOf(fields, resource.filters ?? {});
	const named = { standard: namedFor('standard', filters), v8: namedFor('v8', filters) };
	return {
		path,
		label,
		document: path[0].toUpperCase() + path.slice(1),
		schema: `cus:${path[3].toLowerCase()}${path.slice(4)}`,
		help: label,
		// A resource moves when it gets its first link, or loses the last.
		endpoints: (_organization, { movedResources }) => [
			isLinked === movedResources.includes(path) ? UNLINKED : EXT,
		],
		fields,
		filters: (dialect) => named[dialect],
		seed: (settings, keys) =>
			resource.rows(keys).map((row) => (hasSeedPeople(settings) ? row : withoutProfile(row))),
		newValues: (): ReturnType<NonNullable<Kind['newValues']>> =>
			hasAcsId ? { acsId: randomUUID() } : {},
		uniqueFields: () => resource.uniqueFields ?? [],
		computed: {
			title: (row) =>
				typeof title === 'number' ? numbered(title, row) : String(row.values[title] ?? ''),
		},
	};
}

function hasSeedPeople({ profiles, people }: Settings): boolean {
	return !profiles && people === 0;
}

function withoutProfile(row: RecordInput): RecordInput {
	return { ...row, cusProfilelink: undefined };
}

const AUDIT_FIELDS: readonly Field[] = [
	stamp('created', 'Created', { sortable: true }),
	stamp('lastModified', 'Last modified', { sortable: true }),
	link('createdBy', 'Created by', 'operator', metadataOnly),
	link('modifiedBy', 'Modified by', 'operator', metadataOnly),
];

/** "812,345" */
function numbered(first: number, { id }: StoredRecord): string {
	return (first + id - 1).toLocaleString('en-US');
}

function filtersOf(fields: FieldTable, described: NonNullable<CustomResource['filters']>) {
	const equalTo = filtersOn(fields);
	const made = Object.entries(described).map(([name, [label, parameters]]): [string, Filter] => [
		name,
		equalTo(label, parameters),
	]);
	return Object.fromEntries(made);
}

/** What the seed sets in a row with audit fields. */
export function createdOn(day: string): RecordInput {
	const created = `${day} 08:00:00.000Z`;
	return { created, lastModified: created };
}

/** A link of the seed. */
export function linkTo(keys: KeyRing, path: string, id: number) {
	return { PKey: keys.issue(path, id) };
}
