import { json, type Answer } from '../http';
import { emptyValue, findField, type Field } from '../store/fields';
import type { StoredProfile } from '../store/profile';
import { hrefTo, refusalsOf, type CampaignCall } from './call';
import { FILTERS } from './filters';
import { profileObject } from './serialize';

const DEFAULT_LINES = 25;

/** What a list's URL asks for. */
export interface ListRequest {
	filters: string[];
	/** `/profile/email`: the values of one attribute instead of profiles. */
	projection?: Field;
	count: boolean;
}

/** A page of profiles, with the addresses of the next page and of the number of all of them. */
export function answerList(call: CampaignCall, request: ListRequest): Answer {
	const matching = select(call, request.filters);
	if (request.count) return json(200, { count: matching.length });
	const start = readStart(call);
	const lines = readLineCount(call);
	const page = order(call, matching).slice(start, start + lines);
	const end = start + page.length;
	const next = end < matching.length && pagesGoOn(call) ? end : undefined;
	return json(200, wrapped(call, request, content(call, request, page), matching.length, next));
}

function select(call: CampaignCall, filters: string[]): StoredProfile[] {
	const { profiles, settings } = call.organization;
	const predicates = filters.map((name) =>
		FILTERS[name].build(call.query, settings, call.endpoint),
	);
	return profiles.all().filter((profile) => predicates.every((matches) => matches(profile)));
}

function content(
	call: CampaignCall,
	{ projection }: ListRequest,
	page: StoredProfile[],
): unknown[] {
	const objects = page.map((profile) => profileObject(call, profile));
	return projection ? objects.map((object) => object[projection.name]) : objects;
}

/** Above the threshold only `_forcePagination=true` gives a next page (Campaign Standard API, 'Pagination'). */
function pagesGoOn({ organization, query }: CampaignCall): boolean {
	const big = organization.profiles.size > organization.settings.bigTableThreshold;
	return !big || query.get('_forcePagination') === 'true';
}

function wrapped(
	call: CampaignCall,
	request: ListRequest,
	content: unknown[],
	total: number,
	next: number | undefined,
): Record<string, unknown> {
	const { dialect } = call.organization.settings;
	const path = [
		'profile',
		...request.filters,
		...(request.projection ? [request.projection.name] : []),
	];
	const query = nextQuery(call, next);
	// The double slash is Adobe's. Inferred: `value` when everything is on this page.
	const [resource, ...rest] = path;
	const countPath = [`${resource}/`, ...rest, '_count'].join('/');
	const count = {
		href: hrefTo(call, countPath + query),
		...(total === content.length ? { value: total } : {}),
	};
	return {
		content,
		// v8 counts projections as well ('Limitations').
		...(request.projection && dialect === 'standard' ? {} : { count }),
		...(next === undefined ? {} : { next: { href: hrefTo(call, `${path.join('/')}/${query}`) } }),
		serverSidePagination: true,
	};
}

/** The parameters of the call carried on, `_lineStart` last and unencoded as Adobe prints it. */
function nextQuery(call: CampaignCall, next: number | undefined): string {
	const carried = new URLSearchParams(call.query);
	carried.delete('_lineStart');
	if (!call.organization.settings.forcePaginationKept) carried.delete('_forcePagination');
	const start = next === undefined ? call.query.get('_lineStart') : undefined;
	const token = next === undefined ? start : call.organization.keys.issuePage(next);
	const parameters = [carried.toString(), token ? `_lineStart=${token}` : ''].filter(Boolean);
	return parameters.length > 0 ? `?${parameters.join('&')}` : '';
}

function readStart(call: CampaignCall): number {
	const token = call.query.get('_lineStart');
	if (token === null) return 0;
	const start = call.organization.keys.readPage(token);
	if (start === undefined) throw refusalsOf(call).generic;
	return start;
}

/** Inferred: no upper limit, and the text for something that is no number. */
function readLineCount(call: CampaignCall): number {
	const given = call.query.get('_lineCount');
	if (given === null) return DEFAULT_LINES;
	if (!/^[1-9]\d*$/.test(given)) throw refusalsOf(call).wrongType(given, 'integer (32 bit)');
	return Number(given);
}

/** `_order=email`, `_order=email desc`; the order of creation without it. */
function order(call: CampaignCall, profiles: StoredProfile[]): StoredProfile[] {
	const expression = call.query.get('_order');
	if (expression === null) return profiles;
	const [, name, direction] = /^(\w+)(?: (asc|desc))?$/.exec(expression) ?? [];
	const { dialect } = call.organization.settings;
	const field = name === undefined ? undefined : findField(dialect, call.endpoint, name);
	if (!field) throw refusalsOf(call).unknownOrder(expression);
	const value = (profile: StoredProfile) => profile.values[field.name] ?? emptyValue(field);
	const sign = direction === 'desc' ? -1 : 1;
	return [...profiles].sort((a, b) => {
		const [left, right] = [value(a), value(b)];
		if (left === right) return a.id - b.id;
		return left < right ? -sign : sign;
	});
}
