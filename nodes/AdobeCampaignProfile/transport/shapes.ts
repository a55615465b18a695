import type { MetadataEntry, Profile, ProfilePage, ProfileReference } from './types';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A single profile: the bare object, which Adobe's server sends, or `{ content: [object] }`, which Adobe's page
 * "Updating profiles" prints. Undefined when the body is neither.
 */
export function profileIn(body: unknown): Profile | undefined {
	const content: unknown[] = isObject(body) && Array.isArray(body.content) ? body.content : [body];
	// A list of several is the answer to another question.
	const candidate = content.length === 1 ? content[0] : undefined;
	return isObject(candidate) && typeof candidate.PKey === 'string'
		? (candidate as Profile)
		: undefined;
}

/** A page of a list; undefined when the body is none. `next` without an href counts as no next page. */
export function pageIn(body: unknown): ProfilePage | undefined {
	if (!isObject(body) || !Array.isArray(body.content)) return undefined;
	const content = body.content.filter((entry): entry is Profile => profileIn(entry) !== undefined);
	const next = isObject(body.next) ? body.next.href : undefined;
	return typeof next === 'string' ? { content, next: { href: next } } : { content };
}

/** The fields of a resource by API name; undefined when the body is no metadata. */
export const metadataIn = (body: unknown): Record<string, MetadataEntry> | undefined =>
	isObject(body) && isObject(body.content)
		? (body.content as Record<string, MetadataEntry>)
		: undefined;

/** PATCH's own answer; undefined for v8's empty 204. */
export const referenceIn = (body: unknown): ProfileReference | undefined =>
	isObject(body) && typeof body.PKey === 'string'
		? { PKey: body.PKey, href: typeof body.href === 'string' ? body.href : '' }
		: undefined;
