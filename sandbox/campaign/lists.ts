import { json, type Answer } from '../http';
import type { Field } from '../store/field';
import { storageOf } from '../store/storedKind';
import type { StoredRecord } from '../store/storedRecord';
import { hrefTo, type CampaignCall } from './call';
import type { KindCall } from './kind';
import { pathOf } from './owners';
import { refusalsOf } from './refusals';
import { select } from './select';
import { answeredObject } from './serialize';

const DEFAULT_LINES = 25;

/** The contents of a list's URL. */
export interface ListRequest {
	filters: string[];
	/** `/profile/email`: the values of one attribute instead of records. */
	projection?: Field;
	count: boolean;
}

/** A page of records, with the addresses of the next page and of the total count. */
export function answerList(call: KindCall, request: ListRequest): Answer {
	const matching = select(call, request.filters);
	if (request.count) return json(200, { count: matching.length });
	const start = readStart(call);
	const lines = readLineCount(call);
	const page = matching.slice(start, start + lines);
	const shown = { content: content(call, request, page), end: start + page.length };
	return json(200, wrapped(call, request, shown, matching.length));
}

function content(call: KindCall, { projection }: ListRequest, page: StoredRecord[]): unknown[] {
	const objects = page.map((record) => answeredObject(call, record, 'inList'));
	return projection ? objects.map((object) => object[projection.name]) : objects;
}

/** Above the threshold only `_forcePagination=true` gives a next page (Campaign Standard API, 'Pagination'). */
function pagesGoOn({ organization, kind, query }: KindCall): boolean {
	const { size } = organization.store.table(storageOf(kind));
	const big = size > organization.settings.bigTableThreshold;
	return !big || query.get('_forcePagination') === 'true';
}

function wrapped(
	call: KindCall,
	request: ListRequest,
	{ content, end }: { content: unknown[]; end: number },
	total: number,
): Record<string, unknown> {
	const { dialect } = call.organization.settings;
	const path = [
		pathOf(call),
		...request.filters,
		...(request.projection ? [request.projection.name] : []),
	];
	const query = queryFrom(call, end);
	const goesOn = end < total && pagesGoOn(call);
	// Adobe prints the double slash and `_lineStart` ('Counting'). Inferred: `value` is there when all rows are on this page.
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
		...(goesOn ? { next: { href: hrefTo(call, `${path.join('/')}/${query}`) } } : {}),
		serverSidePagination: true,
	};
}

/** The parameters of the call and the start; a space is %20 and `_lineStart` is last and unencoded, as Adobe prints them. */
function queryFrom({ organization, query }: CampaignCall, start: number): string {
	const carried = new URLSearchParams(query);
	carried.delete('_lineStart');
	if (!organization.settings.forcePaginationKept) carried.delete('_forcePagination');
	const parameters = carried.toString().replaceAll('+', '%20');
	return `?${parameters}${parameters && '&'}_lineStart=${organization.keys.issuePage(start)}`;
}

function readStart(call: KindCall): number {
	const token = call.query.get('_lineStart');
	if (token === null) return 0;
	const start = call.organization.keys.readPage(token);
	if (start === undefined) throw refusalsOf(call).generic;
	return start;
}

/** Inferred: no upper limit but that of the setting longestPage, and the text for something that is not a number. */
function readLineCount(call: KindCall): number {
	const given = call.query.get('_lineCount') ?? String(DEFAULT_LINES);
	if (!/^[1-9]\d*$/.test(given)) throw refusalsOf(call).wrongType(given, 'integer (32 bit)');
	return Math.min(Number(given), call.organization.settings.longestPage || Infinity);
}
