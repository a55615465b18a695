import type {
	CampaignRecord,
	FilterEntry,
	Metadata,
	Page,
	Reference,
	ResourceEntry,
} from './types';

type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A whole text of JSON, or a number. Texts are matched so that digits inside of them are not taken for numbers. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const isLong = (part: string) => /^-?\d{16,}$/.test(part) && !Number.isSafeInteger(Number(part));

/** Whole numbers that JavaScript cannot hold (Campaign has 64 bits) as text, to the last digit. */
const withLongNumbersAsText = (json: string) =>
	/\d{16}/.test(json)
		? json.replace(TEXT_OR_NUMBER, (part) => (isLong(part) ? `"${part}"` : part))
		: json;

/** A body as far as it can be understood: JSON (a quoted text included), else the text itself. Never throws. */
export function decodeBody(body: unknown): unknown {
	if (typeof body !== 'string') return body ?? '';
	try {
		return JSON.parse(withLongNumbersAsText(body));
	} catch {
		return body;
	}
}

/** Whether a body had numbers that are text now: a reader who compares types should know. */
export const hasLongNumbers = (body: unknown) =>
	typeof body === 'string' && withLongNumbersAsText(body) !== body;

/** The gateway's own number, of either of its two kinds of bodies; empty when Campaign itself answered. */
export const gatewayCodeIn = (body: unknown) =>
	isObject(body) ? String(body.error_code ?? body.code ?? '') : '';

/** A single record, and whether it came as a list of one. */
interface SingleRecord {
	record: CampaignRecord;
	isList: boolean;
}

/**
 * A single record: the bare object, which Adobe's server sends, or `{ content: [object] }`, which Adobe prints. Undefined
 * when the body is neither.
 */
export function singleIn(body: unknown): SingleRecord | undefined {
	const isList = isObject(body) && Array.isArray(body.content);
	const content: unknown[] = isList ? (body.content as unknown[]) : [body];
	const [candidate, ...others] = content.filter(isObject);
	const isRecord = candidate !== undefined && typeof candidate.PKey === 'string';
	// A list of several is the answer to another question; the same one twice is one.
	const isSingle = isRecord && others.every(({ PKey }) => PKey === candidate.PKey);
	return isSingle && content.every(isObject)
		? { record: candidate as CampaignRecord, isList }
		: undefined;
}

export const recordIn = (body: unknown): CampaignRecord | undefined => singleIn(body)?.record;

const textIn = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** How many rows a list has, as far as it says: a number, or the address that answers the number. */
const countIn = (count: unknown): Page['count'] =>
	isObject(count)
		? {
				...(typeof count.value === 'number' && { value: count.value }),
				...(textIn(count.href) && { href: textIn(count.href) }),
			}
		: undefined;

/**
 * A page of a list; undefined when the body is not a page, or lists something else than records (the values of one field,
 * when a filter's name is a field's). `next` without an href counts as no next page.
 */
export function pageIn(body: unknown): Page | undefined {
	if (!isObject(body) || !Array.isArray(body.content)) return undefined;
	const content = body.content as unknown[];
	if (!content.every((entry): entry is CampaignRecord => recordIn(entry) !== undefined))
		return undefined;
	const next = isObject(body.next) ? textIn(body.next.href) : undefined;
	const count = countIn(body.count);
	return { content, ...(next && { next: { href: next } }), ...(count && { count }) };
}

/** The answer of a list's `count.href`, `{ "count": 26 }` (Adobe, "Counting"). */
export const totalIn = (body: unknown): number | undefined =>
	isObject(body) && typeof body.count === 'number' ? body.count : undefined;

/** The entries that are objects. */
const objectsIn = <Entry extends object>(entries: object) =>
	Object.fromEntries(Object.entries(entries).filter(([, entry]) => isObject(entry))) as Record<
		string,
		Entry
	>;

/** What describes a resource; undefined when the body is not metadata. */
export const metadataIn = (body: unknown): Metadata | undefined => {
	if (!isObject(body) || !isObject(body.content)) return undefined;
	const href = isObject(body.filters) ? textIn(body.filters.href) : undefined;
	return { content: objectsIn(body.content), ...(href && { filters: { href } }) };
};

/** The resources of an endpoint by name; undefined when the body does not list any. Only its members' names are their own. */
export const resourcesIn = (body: unknown): Record<string, ResourceEntry> | undefined =>
	isObject(body) && body.apiName === 'resourceType' ? objectsIn(body) : undefined;

/** The filters of a resource by name; undefined when the body is not such a map. */
export const filtersIn = (body: unknown): Record<string, FilterEntry> | undefined =>
	isObject(body) ? objectsIn(body) : undefined;

/** PATCH's own answer; undefined for v8's empty 204. */
export const referenceIn = (body: unknown): Reference | undefined =>
	isObject(body) && typeof body.PKey === 'string'
		? { PKey: body.PKey, href: typeof body.href === 'string' ? body.href : '' }
		: undefined;
