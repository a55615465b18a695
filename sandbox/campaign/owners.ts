import type { Field } from '../store/field';
import { storageOf } from '../store/storedKind';
import type { StoredRecord } from '../store/storedRecord';
import type { Kind, KindCall, Owner, View } from './kind';
import { findRecord, isKey } from './recordKeys';
import { refusalsOf } from './refusals';

/** A call below a collection of a record: `/profile/<key>/subscriptions/<rest>`. */
export interface CollectionCall {
	call: KindCall & { owner: Owner };
	rest: string[];
}

/**
 * The call as one that concerns the records of a collection; undefined when its path does not lead into one.
 * @throws Refusal for a key without a record
 */
export function intoCollection(
	call: KindCall,
	[key, name, ...rest]: string[],
): CollectionCall | undefined {
	if (key === undefined || name === undefined || !isKey(call, key)) return undefined;
	const { dialect } = call.organization.settings;
	// After the name of a filter, "subscriptions" is an attribute to list, like any other.
	if (Object.hasOwn(call.kind.filters(dialect, call.endpoint), key)) return undefined;
	const collection = call.kind.fields.find(dialect, call.endpoint, name);
	const kind = collection?.backLink && call.kinds.find(({ path }) => path === collection.target);
	if (!collection || !kind) return undefined;
	const owner = { kind: call.kind, record: ownerRecord(call, key, collection), collection };
	return { call: { ...call, kind, owner }, rest };
}

/**
 * The record of the key in a collection's address. That key is of the collection, and differs from the record's own. Clients of live
 * instances built the address from the record's PKey, which worked, although Adobe forbids it (setting strictCollectionKeys).
 * Inferred: a raw key works where a PKey does.
 */
export function ownerRecord(
	call: KindCall,
	key: string,
	{ name }: Pick<Field, 'name'>,
): StoredRecord {
	const { kind, organization } = call;
	const content = organization.keys.read(`${storageOf(kind)}/${name}`, key);
	if (!content) {
		if (!organization.settings.strictCollectionKeys) return findRecord(call, key);
		throw refusalsOf(call).malformedKeyInUrl(key, call.path);
	}
	const record = organization.store.table(storageOf(kind)).get(content.id);
	if (!record) throw refusalsOf(call).notFound(key);
	return record;
}

/** The path of the call's records, after the endpoint: "profile", "profile/@key/subscriptions". */
export function pathOf({ kind, organization, owner }: View): string {
	if (!owner) return kind.inUrls ?? kind.path;
	const { record, collection } = owner;
	const scope = `${storageOf(owner.kind)}/${collection.name}`;
	const key = organization.keys.shown(scope, record.id, record.version);
	return `${owner.kind.path}/${key}/${collection.name}`;
}

/** A collection that a record belongs to; undefined for a record without one. */
export function someOwner(view: View, { links }: StoredRecord): Owner | undefined {
	const { organization, kinds, endpoint } = view;
	for (const kind of kinds) {
		const collection = collectionOf(kind, view.kind, organization.settings.dialect, endpoint);
		const id = links[collection?.backLink ?? ''];
		const record = id === undefined ? undefined : organization.store.table(storageOf(kind)).get(id);
		if (collection && record) return { kind, record, collection };
	}
	return undefined;
}

function collectionOf(
	kind: Kind,
	{ path }: Kind,
	...view: Parameters<Kind['filters']>
): Field | undefined {
	return kind.fields.all(...view).find(({ target, backLink }) => target === path && backLink);
}
