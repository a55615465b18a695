import { empty, json, type Answer } from '../http';
import type { StoredRecord } from '../store/storedRecord';
import { serverTime, timestamp } from '../store/timestamp';
import { readObject } from './call';
import type { KindCall } from './kind';
import { findRecord, refuseOtherKey } from './recordKeys';
import { refusalsOf } from './refusals';
import { answeredObject, recordReference } from './serialize';
import { changed, readChanges, type Changes } from './write';

/** GET, PATCH and DELETE of one record. `key` is a PKey or a raw key. */
export function answerOneRecord(call: KindCall, key: string): Answer {
	const record = findRecord(call, key);
	if (call.method === 'GET') return getRecord(call, record);
	if (call.kind.readOnly) throw refusalsOf(call).generic;
	if (call.method === 'PATCH') return updateRecord(call, record, key);
	if (call.method === 'DELETE') {
		call.organization.store.remove(call.kind.path, record.id);
		return empty(call.kind.deletedStatus ?? 200);
	}
	throw refusalsOf(call).generic;
}

/** POST: 201 with the whole object, defaults included. */
export function createRecord(call: KindCall): Answer {
	if (call.kind.readOnly) throw refusalsOf(call).generic;
	const record = insertRecord(call, readChanges(call, readObject(call), 'create'));
	return json(201, answeredObject(call, record, 'alone'));
}

/** Stores a new record, linked to the owner of the collection that the call concerns. */
export function insertRecord(call: KindCall, changes: Changes): StoredRecord {
	const { kind, organization, owner } = call;
	const table = organization.store.table(kind.path);
	const start = { values: kind.newValues?.(table) ?? {}, links: {} };
	const { values, links } = changed(call, start, changes);
	const now = timestamp(serverTime(organization.settings));
	return table.insert({
		values: { ...values, created: now, lastModified: now },
		links: owner ? { ...links, [owner.collection.backLink ?? '']: owner.record.id } : links,
	});
}

/** The bare object; Adobe's page 'Updating profiles' prints it inside `content` (setting wrapSingle). */
function getRecord(call: KindCall, record: StoredRecord): Answer {
	const object = answeredObject(call, record, 'alone');
	return json(200, call.organization.settings.wrapSingle ? { content: [object] } : object);
}

function updateRecord(call: KindCall, record: StoredRecord, key: string): Answer {
	const { settings, store } = call.organization;
	const { PKey, ...body } = readObject(call);
	refuseOtherKey(call, record, key, { PKey, ...body });
	// v8: 204 ('Limitations'). Inferred: Campaign Standard answers an empty change like any other.
	if (Object.keys(body).length === 0) {
		return settings.dialect === 'v8' ? empty(204) : json(200, recordReference(call, record));
	}
	const next = {
		id: record.id,
		version: settings.rotatePkeys ? record.version + 1 : record.version,
		...changed(call, record, readChanges(call, body, 'update')),
	};
	store.table(call.kind.path).replace(next);
	return json(200, recordReference(call, next));
}
