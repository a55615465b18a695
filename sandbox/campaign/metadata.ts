import { createHash } from 'node:crypto';
import { json, type Answer } from '../http';
import type { Settings } from '../settings';
import { isSortable, type EnumerationValue, type Field } from '../store/field';
import { attributesOf } from './attributes';
import { hrefTo, type CampaignCall } from './call';
import type { Kind, KindCall } from './kind';
import { refusalsOf } from './refusals';
import { sorted } from './serialize';

/**
 * `GET /<endpoint>/resourceType/<kind>`. Top level and the 19 keys of an entry: Adobe, Campaign Standard API,
 * 'Metadata mechanism'. Inferred: which entries have `content`, and the shapes of `values` and `compatibleResources`.
 */
export function answerMetadata(call: KindCall): Answer {
	const { kind } = call;
	const { keys, settings } = call.organization;
	if (kind.isDescribed?.(settings) === false) throw refusalsOf(call).unknownResource;
	const PKey = keys.issue(keyScope(kind), METADATA_ID).slice(1);
	return json(200, {
		PKey,
		apiName: 'resourceType',
		compatibleResources: {
			[kind.path]: { href: hrefTo(call, `resourceType/${kind.path}`) },
			[`${kind.path}Base`]: { href: hrefTo(call, `resourceType/${kind.path}Base`) },
		},
		content: entries(attributesOf(call), settings),
		data: `/${call.endpoint}/${kind.path}/`,
		filters: { href: hrefTo(call, `resourceType/${PKey}/filters/`) },
		help: kind.help,
		href: hrefTo(call, `${kind.path}/metadata`),
		label: kind.label,
		mandatory: false,
		name: kind.path,
		pkgStatus: 'never',
		readOnly: false,
		schema: kind.schema,
		type: 'item',
	});
}

/**
 * `filters.href`: a map of filter name to its description; `data` is the URL template, `metadata` describes the
 * parameters (Campaign Standard API, 'Filtering'). Inferred: the shape of `metadata`, and that `condition` is empty.
 */
export function answerFilters(call: KindCall): Answer {
	const { kind, endpoint } = call;
	const filters = kind.filters(call.organization.settings.dialect, endpoint);
	const described = Object.entries(filters).map(([name, { label, parameters }]) => [
		name,
		{
			PKey: `@${entryKey(`filter ${name}`)}`,
			category: '99_none',
			condition: '',
			data: `/${endpoint}/${kind.path}/${name}?${parameters.map((one) => `${one}=$value`).join('&')}`,
			formType: 'none',
			fragmentName: '',
			label,
			metadata: Object.fromEntries(
				parameters.map((apiName) => [apiName, { apiName, type: 'string' }]),
			),
		},
	]);
	return json(200, Object.fromEntries(described));
}

/** Finds the kind by the key of its filters. @throws Refusal for any other key */
export function kindOfFilters(call: CampaignCall, kinds: readonly Kind[], key: string): Kind {
	const { keys } = call.organization;
	const found = kinds.find((kind) => keys.read(keyScope(kind), `@${key}`));
	if (found) return found;
	throw refusalsOf({ ...call, kind: kinds[0] }).malformedKeyInUrl(key, call.path);
}

/** A kind has one description, and so one key of it. */
const METADATA_ID = 1;

function keyScope({ path }: Kind): string {
	return `resourceType ${path}`;
}

/** What metadata says of attributes, by name. */
export function entries(fields: readonly Field[], settings: Settings): Record<string, unknown> {
	return sorted(Object.fromEntries(fields.map((field) => [field.name, entry(field, settings)])));
}

function entry(field: Field, settings: Settings): Record<string, unknown> {
	const policy = field.dataPolicy ?? '';
	return sorted({
		PKey: `@${entryKey(field.name)}`,
		apiName: field.name,
		category: field.category ?? '99_none',
		dataPolicy: policy === 'smartCase' && !settings.smartCase ? '' : policy,
		desc: '',
		displayFormat: '',
		help: '',
		label: field.label,
		lazyLoaded: false,
		// A text, for numbers too. Inferred: empty where there is no length.
		length: field.length === undefined ? '' : String(field.length),
		mandatory: false,
		metadata: ['link', 'collection', 'item'].includes(field.type) ? field.type : 'attribute',
		privacy: 'firstParty',
		queryable: true,
		readOnly: field.readOnly ?? false,
		resName: '',
		resType: storageType(field),
		sortable: isSortable(field, settings),
		// Inferred: instants have type "date" too, because the published list of types has no other for them.
		type: field.metadataType ?? (field.type === 'datetime' ? 'date' : field.type),
		...(field.target ? { resTarget: field.target } : {}),
		...(field.values ? { values: enumeration(field.values, settings) } : {}),
		...(field.parts ? { content: entries(field.parts, settings) } : {}),
	});
}

function storageType(field: Field): string {
	if (field.type === 'collection') return 'link';
	return field.resType ?? field.type;
}

/** Inferred: both shapes (setting metadataValues). */
function enumeration(values: readonly EnumerationValue[], { metadataValues }: Settings): unknown {
	if (metadataValues === 'list') return values;
	return Object.fromEntries(values.map((value) => [value.name, value]));
}

function entryKey(name: string): string {
	return createHash('sha256').update(`metadata ${name}`).digest('base64url');
}
