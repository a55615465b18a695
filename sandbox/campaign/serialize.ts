import { parseJson } from '../exactJson';
import type { Field } from '../store/field';
import { storageOf } from '../store/storedKind';
import { valueOf, type StoredRecord } from '../store/storedRecord';
import { hrefTo } from './call';
import type { Kind, KindCall, Place, View } from './kind';
import { findLinkedKind, findLinkTarget } from './linkedRecords';
import { pathOf } from './owners';

/** An object with its keys in ASCII order, as in every published answer: PKey comes first. */
export function sorted<Content extends Record<string, unknown>>(content: Content): Content {
	const entries = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries) as Content;
}

/** The whole record as its endpoint shows it, empty attributes included. */
export function recordObject(call: View, record: StoredRecord): Record<string, unknown> {
	const { settings } = call.organization;
	const printed = printedFields(call);
	const hidden = [...(call.kind.hides?.(call) ?? []), ...(call.kind.lacks?.(settings) ?? [])];
	const fields =
		hidden.length === 0 ? printed : printed.filter(({ name }) => !hidden.includes(name));
	return Object.fromEntries(fields.map((field) => [field.name, attribute(call, record, field)]));
}

function printedFields({ kind, organization, endpoint }: View): readonly Field[] {
	const { settings } = organization;
	const more = kind.prints?.(settings) ?? [];
	if (more.length === 0) return kind.fields.printed(settings.dialect, endpoint);
	return kind.fields
		.all(settings.dialect, endpoint)
		.filter(({ name, metadataOnly }) => !metadataOnly || more.includes(name));
}

/** The record as an answer shows it. */
export function answeredObject(call: KindCall, record: StoredRecord, at: Place) {
	const object = recordObject(call, record);
	return call.kind.answered?.(call, object, at) ?? object;
}

/** `{ PKey, href }`: the whole answer to a PATCH. */
export function recordReference(call: View, { id, version }: StoredRecord) {
	const PKey = call.organization.keys.shown(storageOf(call.kind), id, version);
	return { PKey, href: hrefTo(call, `${pathOf(call)}/${PKey}`) };
}

function attribute(call: View, record: StoredRecord, field: Field): unknown {
	if (field.name === 'PKey') return recordReference(call, record).PKey;
	if (field.name === 'href') return recordReference(call, record).href;
	const compute = call.kind.computed?.[field.name];
	if (compute) return compute(record, call.organization.keys, call);
	if (field.isDocument) return parseJson(String(record.values[field.name] ?? '{}'));
	if (field.type === 'link') return linkReference(call, field, record.links[field.name]);
	if (field.type === 'collection' || (field.type === 'item' && !field.parts)) {
		const href = collectionHref(call, record, field.name);
		return { href, ...(field.contents ? { metadata: field.contents } : {}) };
	}
	if (!field.parts) return valueOf(record, field);
	const parts = field.parts.map((part) => [
		part.name,
		valueOf(record, part, `${field.name}.${part.name}`),
	]);
	return Object.fromEntries(parts);
}

/** A collection is addressed by a key of its own, which begins like that of its record. */
function collectionHref(call: View, { id, version }: StoredRecord, name: string): string {
	const key = call.organization.keys.shown(`${storageOf(call.kind)}/${name}`, id, version);
	return hrefTo(call, `${pathOf(call)}/${key}/${name}/`);
}

function linkReference(call: View, field: Field, id: number | undefined) {
	const kind = findLinkedKind(call, field.target ?? '');
	if (kind) return summary(call, kind, field, id);
	const target = findLinkTarget(call, field.target ?? '');
	const record = target?.records(call.organization.store).find((one) => one.id === id);
	if (!target || !record) return null;
	const PKey = call.organization.keys.shown(target.name, record.id);
	const { base } = call;
	return {
		PKey,
		href: hrefTo({ base, endpoint: target.endpoint ?? call.endpoint }, `${target.name}/${PKey}`),
		title: `${record.label} (${record.name})`,
	};
}

/** A linked record of another kind, in part. Its href is in the namespace of the call where the kind is found there. */
function summary(call: View, kind: Kind, field: Field, id: number | undefined) {
	const { organization } = call;
	const record = id === undefined ? undefined : organization.store.table(storageOf(kind)).get(id);
	if (!record) return null;
	const endpoints = kind.endpoints(organization.name, organization.settings);
	const endpoint = endpoints.includes(call.endpoint) ? call.endpoint : (endpoints.at(-1) ?? '');
	return partOf({ ...call, kind, endpoint, owner: undefined }, record, field.shows ?? REFERENCE);
}

const REFERENCE = ['PKey', 'href', 'title'];

/** Some attributes of a record, in this order. */
export function partOf(call: View, record: StoredRecord, names: readonly string[]) {
	const { dialect } = call.organization.settings;
	const fields = names.map((name) => call.kind.fields.find(dialect, call.endpoint, name));
	return Object.fromEntries(
		fields
			.filter((field) => field !== undefined)
			.map((field) => [field.name, attribute(call, record, field)]),
	);
}
