import { answer, oops, type Answer } from '../http';
import { isExtended } from '../store/field';
import { attributeOf } from './attributes';
import { readObject, type CampaignCall } from './call';
import { answerDiscovery } from './discovery';
import type { Kind, KindCall } from './kind';
import { answerLinked, findLinkTarget } from './linkedRecords';
import { answerList, type ListRequest } from './lists';
import { answerFilters, answerMetadata, kindOfFilters } from './metadata';
import { intoCollection } from './owners';
import { isKey } from './recordKeys';
import { Refusal, refusalsOf, refusalsOfAnyKind, TooSlow, unsupportedEndpoint } from './refusals';
import { answerOneRecord, createRecord } from './singleRecord';

/** The answer of the Campaign server, which is behind the gateway. Refusals are framed by setting errorFraming. */
export function answerCampaign(call: CampaignCall, kinds: readonly Kind[]): Answer {
	// Adobe's SDK, issue 83: a GET with a body fails. Inferred: how.
	if (call.method === 'GET' && call.hasBody) return answer(400, 'text/plain', 'Bad Request');
	try {
		return route(call, kinds);
	} catch (error) {
		if (error instanceof Refusal) return framed(error, call);
		if (error instanceof TooSlow) return oops(504);
		throw error;
	}
}

/** It is not known which of the two Adobe serves today: plain text, or the same text as one JSON string. */
function framed({ status, text }: Refusal, call: CampaignCall): Answer {
	return call.organization.settings.errorFraming === 'quoted-json'
		? answer(status, 'application/json;charset=utf-8', JSON.stringify(text))
		: answer(status, 'text/plain;charset=utf-8', text);
}

function route(call: CampaignCall, allKinds: readonly Kind[]): Answer {
	const { name: organization, settings } = call.organization;
	const { unknownResource } = refusalsOfAnyKind(settings.dialect);
	const kinds = allKinds.filter((kind) =>
		kind.endpoints(organization, settings).includes(call.endpoint),
	);
	if (call.segments.length === 0) {
		const discovered = kinds.length > 0 && answerDiscovery(call, kinds);
		if (discovered) return discovered;
	}
	const [first = '', ...rest] = call.segments;
	const name = first.replace(/\.json$/, '');
	const kind = kinds.find(({ path, inUrls }) => (inUrls ?? path) === name);
	const path = withFiltersApart(call, kind, rest);
	if (kinds.length === 0 || hasMalformedPath(call, [first, ...path])) throw unknownResource;
	const about = (kind: Kind): KindCall => ({ ...call, kind, kinds: allKinds });
	if (kind && isThere(kind, call) && (!kind.isNested || path[0] === 'metadata')) {
		return routeKind(about(kind), path);
	}
	const answered =
		name === 'resourceType'
			? routeMetadata(call, kinds, path, about)
			: isExtended(call.endpoint) && routeLinked(kinds, name, path, about);
	if (answered) return answered;
	// Adobe's client shows in its end-to-end tests that the body is read before the resource is looked up.
	if (call.method === 'PATCH' || call.method === 'POST') readObject(call);
	throw unknownResource;
}

/** @throws Refusal for a kind that v8 does not have. Inferred: the text of 'Limitations' for a malformed key. */
function isThere({ only }: Kind, { organization, path }: CampaignCall): boolean {
	const { dialect } = organization.settings;
	if (only === 'standard' && dialect === 'v8') throw unsupportedEndpoint(path);
	return only === undefined || only === dialect;
}

/** Adobe's JavaScript client joins the names of filters by an encoded slash. Inferred: it separates them like a plain one. */
function withFiltersApart(
	{ organization, endpoint }: CampaignCall,
	kind: Kind | undefined,
	path: string[],
): string[] {
	const filters = kind?.filters(organization.settings.dialect, endpoint) ?? {};
	return path.flatMap((segment) => {
		const names = segment.split('/');
		return names.every((name) => Object.hasOwn(filters, name)) ? names : segment;
	});
}

/** Inferred: an encoded slash in a key separates parts of the path like a plain one (setting slashInKey). */
function hasMalformedPath({ organization }: CampaignCall, segments: string[]): boolean {
	const { slashInKey } = organization.settings;
	return slashInKey === 'refused' && segments.some((segment) => segment.includes('/'));
}

function routeMetadata(
	call: CampaignCall,
	kinds: readonly Kind[],
	[name = '', part]: string[],
	about: (kind: Kind) => KindCall,
): Answer | undefined {
	if (call.method !== 'GET') throw refusalsOfAnyKind(call.organization.settings.dialect).generic;
	if (part === 'filters') return answerFilters(about(kindOfFilters(call, kinds, name)));
	const kind = kinds.find(({ path }) => path === name.replace(/\.json$/, ''));
	if (!kind || part !== undefined || !isThere(kind, call)) return undefined;
	return answerMetadata(about(kind));
}

function routeLinked(
	kinds: readonly Kind[],
	name: string,
	path: string[],
	about: (kind: Kind) => KindCall,
): Answer | undefined {
	if (path.length > 1) return undefined;
	for (const kind of kinds) {
		const target = findLinkTarget(about(kind), name);
		if (target) return answerLinked(about(kind), target, path[0]);
	}
	return undefined;
}

function routeKind(call: KindCall, path: string[]): Answer {
	const [first] = path;
	const special = call.kind.answer?.(call, path);
	if (special) return special;
	const collection = intoCollection(call, path);
	if (collection) return routeKind(collection.call, collection.rest);
	const list = readListPath(call, path);
	if (list && call.method === 'GET') return answerList(call, list);
	if (first === undefined && call.method === 'POST') return createRecord(call);
	// Inferred: PATCH of the collection is refused; support article KA-15086 leaves it open.
	if (first === undefined) throw refusalsOf(call).generic;
	if (first === 'metadata' && path.length === 1) return answerMetadata(call);
	if (path.length === 1 && isKey(call, first)) return answerOneRecord(call, first);
	if (first.startsWith('@')) throw refusalsOf(call).unknownResource;
	throw refusalsOf(call).unknownFilter(first);
}

/** `/profile`, `/profile/byText/byEmail`, `/profile/email`, each with `/_count`; undefined for any other path. */
function readListPath(call: KindCall, path: string[]): ListRequest | undefined {
	const { dialect } = call.organization.settings;
	const count = path.at(-1) === '_count';
	const names = count ? path.slice(0, -1) : path;
	const known = call.kind.filters(dialect, call.endpoint);
	const filters = names.filter((name) => Object.hasOwn(known, name));
	const others = names.slice(filters.length);
	if (others.length > 1 || names.slice(0, filters.length).join() !== filters.join())
		return undefined;
	if (others.length === 0) return { filters, count };
	const projection = attributeOf(call, others[0]);
	return projection && !projection.metadataOnly ? { filters, projection, count } : undefined;
}
