import { storageOf } from '../store/storedKind';
import type { StoredRecord } from '../store/storedRecord';
import type { CampaignCall } from './call';
import { hiddenOf } from './hidden';
import type { KindCall, Owner } from './kind';
import { refusalsOf } from './refusals';

/**
 * Whether a part of the URL after the name of the kind is a key: a PKey, or a raw one where the kind has a field for it.
 * Inferred: a name like "byUuid", or one with a custom filter's parameter, is taken for a filter there too.
 */
export function isKey(call: KindCall, name: string): boolean {
	if (name.startsWith('@') || isInternalId(call, name)) return true;
	const parameters = [...call.query.keys()];
	const filters = /^by[A-Z]/.test(name) || parameters.some((one) => one.endsWith('_parameter'));
	return call.kind.rawKey?.(call.endpoint) !== undefined && !filters;
}

/** @throws Refusal for a malformed key, and for one without a record */
export function findRecord(call: KindCall, key: string): StoredRecord {
	const { kind, organization } = call;
	const table = organization.store.table(storageOf(kind));
	if (!key.startsWith('@')) {
		const field = kind.rawKey?.(call.endpoint) ?? '';
		const record = isInternalId(call, key)
			? table.get(Number(key))
			: table.find(({ values }) => values[field] === key);
		if (record) return record;
		throw refusalsOf(call).notFound(key);
	}
	const content = organization.keys.read(storageOf(kind), key);
	if (!content) throw refusalsOf(call).malformedKeyInUrl(key, call.path);
	const record = table.get(content.id);
	if (!record || !belongsTo(call.owner, record) || hiddenOf(kind, organization)?.(record))
		throw refusalsOf(call).notFound(key);
	return record;
}

/** A key in the URL cannot be changed by the body ('Must-read'). Inferred: the same for a PKey in the body. */
export function refuseOtherKey(
	call: KindCall,
	record: StoredRecord,
	key: string,
	{ PKey, ...body }: Readonly<Record<string, unknown>>,
): void {
	const { kind, organization } = call;
	if (PKey !== undefined) {
		const content = organization.keys.read(storageOf(kind), String(PKey));
		if (content?.id !== record.id) throw refusalsOf(call).inconsistentKey(key, String(PKey));
	}
	const field = kind.rawKey?.(call.endpoint) ?? '';
	const isRaw = !key.startsWith('@') && !isInternalId(call, key);
	if (isRaw && body[field] !== undefined && body[field] !== key) {
		throw refusalsOf(call).inconsistentKey(key, String(body[field]));
	}
}

/**
 * Inferred, and only with setting keyLookup: digits are the number of the record in the database, on both endpoints.
 * Support article KA-19396 shows that a raw part is read as such an integer.
 */
function isInternalId({ organization }: CampaignCall, key: string): boolean {
	return organization.settings.keyLookup === 'internalId' && /^\d+$/.test(key);
}

/** Whether a record belongs to the collection that the call concerns; to the kind's own list any record does. */
export function belongsTo(owner: Owner | undefined, record: StoredRecord): boolean {
	return !owner || record.links[owner.collection.backLink ?? ''] === owner.record.id;
}
