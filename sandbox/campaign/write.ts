import type { Scalar } from '../exactJson';
import { emptyValue, type Field } from '../store/field';
import { byApi } from '../store/modifier';
import { storageOf } from '../store/storedKind';
import type { RecordContent } from '../store/storedRecord';
import { serverTime, timestamp } from '../store/timestamp';
import { attributeOf } from './attributes';
import { isObject } from './call';
import { toStored } from './convert';
import type { Kind, KindCall } from './kind';
import { findLinkedKind, findLinkTarget } from './linkedRecords';
import { refusalsOf } from './refusals';

export interface Changes {
	values: Record<string, Scalar>;
	links: Record<string, number>;
	unlinked: string[];
}

type Purpose = 'create' | 'update';

/**
 * The changes in a body of POST or PATCH, in stored form.
 * @throws Refusal for the first attribute that cannot be written; then nothing is written
 */
export function readChanges(
	call: KindCall,
	body: Record<string, unknown>,
	purpose: Purpose,
): Changes {
	const changes: Changes = { values: {}, links: {}, unlinked: [] };
	for (const [name, value] of Object.entries(body)) {
		const field = attributeOf(call, name);
		if (!field) throw refusalsOf(call).unknownProperty(name);
		if (field.readOnly) throw refusalsOf(call).readOnly(name);
		if (field.parts) Object.assign(changes.values, readParts(call, field, value, purpose));
		else if (field.type === 'link') readLink(call, field, value, changes);
		else changes.values[name] = stored(call, field, value);
	}
	return changes;
}

/** The record with the changes, its time stamps moved on. @throws Refusal for a key that another record has */
export function changed(
	call: KindCall,
	record: RecordContent & { id?: number },
	changes: Changes,
): RecordContent {
	refuseDuplicates(call, changes.values, record.id);
	const links = { ...record.links, ...changes.links };
	for (const name of changes.unlinked) delete links[name];
	const now = timestamp(serverTime(call.organization.settings));
	const stamps = call.kind.stamps?.(record.values, changes.values, now);
	const { settings } = call.organization;
	const isNamed = call.kind.prints?.(settings).includes('modifiedBy');
	const account = isNamed ? byApi(settings, record.id === undefined) : {};
	return {
		values: { ...record.values, ...changes.values, ...stamps, ...account, lastModified: now },
		links,
	};
}

function stored(call: KindCall, field: Field, value: unknown): Scalar {
	return toStored(field, value, call.organization.settings, refusalsOf(call));
}

/** v8 refuses parts of `location` in a PATCH ('Limitations'). Inferred: it takes them in a POST. */
function readParts(call: KindCall, item: Field, value: unknown, purpose: Purpose) {
	const { dialect, locationPatch } = call.organization.settings;
	const sent = isObject(value) ? Object.entries(value) : [];
	const values: Record<string, Scalar> = {};
	if (purpose === 'update' && locationPatch === 'replace') {
		for (const part of item.parts ?? []) values[`${item.name}.${part.name}`] = emptyValue(part);
	}
	for (const [name, content] of sent) {
		const part = item.parts?.find((one) => one.name === name);
		if (!part || (purpose === 'update' && dialect === 'v8')) {
			throw refusalsOf(call).unknownProperty(name);
		}
		values[`${item.name}.${name}`] = stored(call, part, content);
	}
	return values;
}

/**
 * A link is set by `{ PKey }`. Campaign Standard ignores other attributes, v8 refuses them ('Limitations'). Inferred: null
 * removes the link, in PATCH too.
 */
function readLink(call: KindCall, field: Field, value: unknown, changes: Changes): void {
	if (value === null) changes.unlinked.push(field.name);
	if (!isObject(value)) return;
	const nested = Object.keys(value).find((name) => name !== 'PKey');
	if (nested !== undefined && call.organization.settings.dialect === 'v8') {
		throw refusalsOf(call).unknownProperty(nested);
	}
	if (typeof value.PKey === 'string')
		changes.links[field.name] = linkedId(call, field.target ?? '', value.PKey);
}

/**
 * The id of the record that a key in a body, or in the parameter of a filter, leads to. A raw key is the record's name.
 * @param resource "orgUnitBase", "service"
 * @throws Refusal for a key without a record
 */
export function linkedId(call: KindCall, resource: string, key: string): number {
	const kind = findLinkedKind(call, resource);
	if (kind) return linkedRecordId(call, kind, key);
	const target = findLinkTarget(call, resource);
	if (!target) throw refusalsOf(call).generic;
	if (!key.startsWith('@')) {
		const record = target.records(call.organization.store).find(({ name }) => name === key);
		if (!record) throw refusalsOf(call).notLinkable(target.name, key);
		return record.id;
	}
	const content = call.organization.keys.read(target.name, key);
	if (!content) throw refusalsOf(call).malformedKeyInBody(key);
	return content.id;
}

/** Inferred: the kind that is named for a malformed key, and the text for a record that does not exist. */
function linkedRecordId({ organization, endpoint }: KindCall, kind: Kind, key: string): number {
	const errors = refusalsOf({ organization, kind });
	const table = organization.store.table(storageOf(kind));
	const field = kind.rawKey?.(endpoint);
	const content = organization.keys.read(storageOf(kind), key);
	if (key.startsWith('@') && !content) throw errors.malformedKeyInBody(key);
	const record = content
		? table.get(content.id)
		: field && table.find(({ values }) => values[field] === key);
	if (!record) throw errors.notLinkable(kind.path, key);
	return record.id;
}

function refuseDuplicates(call: KindCall, values: Record<string, Scalar>, id?: number): void {
	const { kind, organization } = call;
	const table = organization.store.table(kind.path);
	for (const name of kind.uniqueFields?.(organization.settings) ?? []) {
		const value = values[name];
		if (value === undefined || value === '') continue;
		const other = table.find((one) => one.id !== id && one.values[name] === value);
		if (other) throw refusalsOf(call).duplicate(String(value), name.toLowerCase());
	}
}
