import { createHash } from 'node:crypto';
import { json, type Answer } from '../http';
import type { Settings } from '../settings';
import { fieldsOf, type EnumerationValue, type Field } from '../store/fields';
import { hrefTo, refusalsOf, type CampaignCall } from './call';
import { filtersOf } from './filters';
import { sorted } from './serialize';

/**
 * `GET /<endpoint>/resourceType/profile`. Top level and the 19 keys of an entry: Adobe, Campaign Standard API,
 * 'Metadata mechanism'. Inferred: which entries have `content`, the shape of `values` and of `compatibleResources`.
 */
export function answerMetadata(call: CampaignCall): Answer {
	const { keys, settings } = call.organization;
	const PKey = keys.issue('resourceType', 1).slice(1);
	const fields = fieldsOf(settings.dialect, call.endpoint);
	return json(200, {
		PKey,
		apiName: 'resourceType',
		compatibleResources: {
			profile: { href: hrefTo(call, 'resourceType/profile') },
			profileBase: { href: hrefTo(call, 'resourceType/profileBase') },
		},
		content: entries(fields, settings),
		data: `/${call.endpoint}/profile/`,
		filters: { href: hrefTo(call, `resourceType/${PKey}/filters/`) },
		help: 'Identified profiles',
		href: hrefTo(call, 'profile/metadata'),
		label: 'Profiles',
		mandatory: false,
		name: 'profile',
		pkgStatus: 'never',
		readOnly: false,
		schema: 'nms:recipient',
		type: 'item',
	});
}

/**
 * `filters.href`: a map of filter name to its description; `data` is the URL template, `metadata` describes the
 * parameters (Campaign Standard API, 'Filtering'). Inferred: how, and that `condition` is empty.
 */
export function answerFilters(call: CampaignCall, key: string): Answer {
	const known = call.organization.keys.read('resourceType', `@${key}`);
	if (!known) throw refusalsOf(call).malformedKeyInUrl(key, call.path);
	const described = Object.entries(filtersOf(call)).map(([name, { label, parameters }]) => [
		name,
		{
			PKey: `@${entryKey(`filter ${name}`)}`,
			category: '99_none',
			condition: '',
			data: `/${call.endpoint}/profile/${name}?${parameters.map((one) => `${one}=$value`).join('&')}`,
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

function entries(fields: readonly Field[], settings: Settings): Record<string, unknown> {
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
		// A text, also for numbers. Inferred: empty where there is no length.
		length: field.length === undefined ? '' : String(field.length),
		mandatory: false,
		metadata: ['link', 'collection', 'item'].includes(field.type) ? field.type : 'attribute',
		privacy: 'firstParty',
		queryable: true,
		readOnly: field.readOnly ?? false,
		resName: '',
		resType: storageType(field),
		sortable: field.sortable ?? false,
		// Inferred: instants are of type "date" too; the published list of types has no other.
		type: field.type === 'datetime' ? 'date' : field.type,
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
