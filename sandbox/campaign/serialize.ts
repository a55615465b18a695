import type { Field } from '../store/field';
import { valueOf, type StoredRecord } from '../store/storedRecord';
import { hrefTo } from './call';
import type { View } from './kind';
import { findLinkTarget } from './linkedRecords';

/** An object with its keys in ASCII order, as in every published answer: PKey comes first. */
export function sorted<Content extends Record<string, unknown>>(content: Content): Content {
	const entries = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries) as Content;
}

/** The whole record as its endpoint shows it, empty attributes included. */
export function recordObject(call: View, record: StoredRecord): Record<string, unknown> {
	const { settings } = call.organization;
	const fields = call.kind.fields.printed(settings.dialect, call.endpoint);
	return Object.fromEntries(fields.map((field) => [field.name, attribute(call, record, field)]));
}

/** `{ PKey, href }`: the whole answer to a PATCH. */
export function recordReference(call: View, { id, version }: StoredRecord) {
	const { path } = call.kind;
	const PKey = call.organization.keys.issue(path, id, version);
	return { PKey, href: hrefTo(call, `${path}/${PKey}`) };
}

function attribute(call: View, record: StoredRecord, field: Field): unknown {
	if (field.name === 'PKey') return recordReference(call, record).PKey;
	if (field.name === 'href') return recordReference(call, record).href;
	const compute = call.kind.computed?.[field.name];
	if (compute) return compute(record, call.organization.keys);
	if (field.type === 'collection') return { href: collectionHref(call, record, field.name) };
	if (field.type === 'link') return linkReference(call, field, record.links[field.name]);
	if (!field.parts) return valueOf(record, field);
	const parts = field.parts.map((part) => [
		part.name,
		valueOf(record, part, `${field.name}.${part.name}`),
	]);
	return Object.fromEntries(parts);
}

/** A collection is addressed by a key of its own, which begins like that of its record. */
function collectionHref(call: View, { id, version }: StoredRecord, name: string): string {
	const { path } = call.kind;
	const key = call.organization.keys.issue(`${path}/${name}`, id, version);
	return hrefTo(call, `${path}/${key}/${name}/`);
}

function linkReference(call: View, field: Field, id: number | undefined) {
	const target = findLinkTarget(call, field.target ?? '');
	const record = target?.records(call.organization.store).find((one) => one.id === id);
	if (!target || !record) return null;
	const PKey = call.organization.keys.issue(target.name, record.id);
	const { base } = call;
	return {
		PKey,
		href: hrefTo({ base, endpoint: target.endpoint ?? call.endpoint }, `${target.name}/${PKey}`),
		title: `${record.label} (${record.name})`,
	};
}
