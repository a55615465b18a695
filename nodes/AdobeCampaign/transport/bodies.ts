import type { FilterEntry, Metadata, Profile, ProfilePage, ProfileReference } from './types';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A single profile, and whether it came as a list of one. */
interface SingleProfile {
	profile: Profile;
	isList: boolean;
}

/**
 * A single profile: the bare object, which Adobe's server sends, or `{ content: [object] }`, which Adobe's page
 * "Updating profiles" prints. Undefined when the body is neither.
 */
export function answerIn(body: unknown): SingleProfile | undefined {
	const isList = isObject(body) && Array.isArray(body.content);
	const content: unknown[] = isList ? (body.content as unknown[]) : [body];
	const [candidate, ...others] = content.filter(isObject);
	const isProfile = candidate !== undefined && typeof candidate.PKey === 'string';
	// A list of several is the answer to another question; the same one twice is one.
	const isSingle = isProfile && others.every(({ PKey }) => PKey === candidate.PKey);
	return isSingle && content.every(isObject)
		? { profile: candidate as Profile, isList }
		: undefined;
}

export const profileIn = (body: unknown): Profile | undefined => answerIn(body)?.profile;

const textIn = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** How many rows a list has, as far as it says: a number, or where the number is to be had. */
const countIn = (count: unknown): ProfilePage['count'] =>
	isObject(count)
		? {
				...(typeof count.value === 'number' && { value: count.value }),
				...(textIn(count.href) && { href: textIn(count.href) }),
			}
		: undefined;

/**
 * A page of a list; undefined when the body is none, or lists something else than profiles (the values of one field,
 * when a filter's name is a field's). `next` without an href counts as no next page.
 */
export function pageIn(body: unknown): ProfilePage | undefined {
	if (!isObject(body) || !Array.isArray(body.content)) return undefined;
	const content = body.content as unknown[];
	if (!content.every((entry): entry is Profile => profileIn(entry) !== undefined)) return undefined;
	const next = isObject(body.next) ? textIn(body.next.href) : undefined;
	const count = countIn(body.count);
	return { content, ...(next && { next: { href: next } }), ...(count && { count }) };
}

/** The answer of a list's `count.href`, `{ "count": 26 }` (Adobe, "Counting"). */
export const totalIn = (body: unknown): number | undefined =>
	isObject(body) && typeof body.count === 'number' ? body.count : undefined;

/** The entries that say something. */
const recordsIn = <Entry extends object>(entries: object) =>
	Object.fromEntries(Object.entries(entries).filter(([, entry]) => isObject(entry))) as Record<
		string,
		Entry
	>;

/** What describes a resource; undefined when the body is no metadata. */
export const metadataIn = (body: unknown): Metadata | undefined => {
	if (!isObject(body) || !isObject(body.content)) return undefined;
	const href = isObject(body.filters) ? textIn(body.filters.href) : undefined;
	return { content: recordsIn(body.content), ...(href && { filters: { href } }) };
};

/** The filters of a resource by name; undefined when the body is no such map. */
export const filtersIn = (body: unknown): Record<string, FilterEntry> | undefined =>
	isObject(body) ? recordsIn(body) : undefined;

/** PATCH's own answer; undefined for v8's empty 204. */
export const referenceIn = (body: unknown): ProfileReference | undefined =>
	isObject(body) && typeof body.PKey === 'string'
		? { PKey: body.PKey, href: typeof body.href === 'string' ? body.href : '' }
		: undefined;
