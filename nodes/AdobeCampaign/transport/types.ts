import type { IDataObject } from 'n8n-workflow';

import type { ApiErrorText } from '../n8n/errors';

/** The two kinds of credentials, as stored in the node's parameter `authentication`. */
export type Authentication = 'accessToken' | 'oAuth2';

/** A kind of record, as far as requests and messages have to know it. */
export interface Kind {
	/** The part of the URL before the kind: one of the families of Adobe's page "Endpoints". */
	family: string;
	/** Its name in URLs and in the metadata. */
	name: string;
	/** One of them in messages, such as "service". */
	one: string;
	/** Several of them in messages, such as "services". */
	many: string;
	/** The label of the field that chooses one in the form. */
	locator: string;
	/** Campaign keeps it from existing twice, so that a person may run an item again. */
	isUnique?: true;
	/** It is in both families of profiles and services: 'Field Set' chooses. */
	hasFieldSets?: true;
	/** Refusals that only requests for this kind get, or that it tells in other words than the table. */
	refusals?: RefusalRow[];
	/** What an error says first after a POST that may have been done. Absent: that the record may exist now. */
	uncertain?: string;
	/** An answer that refuses although its status is one of success. */
	isRefusal?: (answer: Answer) => boolean;
}

/** What a server sent back, not judged yet. `status` 0: nothing came back, see `network`. */
export interface Answer {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, string>;
	/** Decoded JSON, or the text itself: Campaign answers plain text, quoted text and JSON. */
	body: unknown;
	/** Numbers of the body were too long for JavaScript and are text now. */
	hasLongNumbers?: true;
	/** Why there is no answer: `timeout`, or `connection` for everything else on the way (DNS, TLS, reset). */
	network?: 'timeout' | 'connection';
	/** The system's own name for that, such as `ENOTFOUND` or `CERT_HAS_EXPIRED`. */
	networkCode?: string;
	/** The token service did not answer: the request has not reached Campaign, or was refused there. */
	isFromTokenService?: true;
	/** The run was stopped while the request was on its way. */
	wasStopped?: true;
	/** Nothing was sent: what the request depends on may be out of date. */
	isStale?: true;
	/** The token service refused: OAuth's own `error` and `error_description` (RFC 6749, 5.2). */
	tokenRefusal?: { error: string; description: string; status?: number };
}

/** Stands for an answer that did not come. */
export const NO_ANSWER: Answer = { status: 0, headers: {}, body: '' };

/** What an unsuccessful answer says, whichever of its four body families it has. */
export interface Refusal {
	/** The gateway's own number (`403023`, or `500` of its "Oops"); empty when Campaign itself answered. */
	gatewayCode: string;
	/** Adobe's words, all lines, without secrets and personal data, at most 2,000 characters. */
	text: string;
	isHtml: boolean;
	requestId: string;
	/** The same as it came, to tell the refusal by. Never shown: a surname may be a word of Adobe's. */
	words: string;
}

/** One row of the table of refusals. The blanks in its texts, such as `{name}`, are filled in by explain.ts. */
export interface RefusalRow {
	kind: string;
	/** The gateway's `error_code` or `code`; these rows are also the rules of the credentials' connection test. */
	codes?: string[];
	/** A pattern in Campaign's own words; its first group, if any, is the name of a field. */
	says?: RegExp;
	/** Not this row when that name was sent as a value, which may look like one. */
	unlessSent?: true;
	/** Anything else that tells this row from the others. */
	when?: (answer: Answer, refusal: Refusal) => boolean;
	/** What happened. */
	message: string;
	/** What to do, naming the field on the screen. */
	advice: string;
	cause?: ApiErrorText['cause'];
}

/** A record as Campaign sends it: empty fields are there, strings as `""`, numbers as 0, links as null. */
export type CampaignRecord = IDataObject;

/** What PATCH answers (Adobe, "Updating profiles"). */
export interface Reference extends IDataObject {
	PKey: string;
	href: string;
}

/** One page of a list or filter (Adobe, "Pagination", "Counting"). `next` is absent on the last page. */
export interface Page {
	content: CampaignRecord[];
	next?: { href: string };
	/** How many rows the whole list has: the number, or the address that answers it. */
	count?: { value?: number; href?: string };
}

/** What describes a resource (Adobe, "Metadata mechanism"): its fields by API name, and the address of its filters. */
export interface Metadata {
	content: Record<string, MetadataEntry>;
	filters?: { href: string };
}

/** One resource in the list of an endpoint. `help` is its name on Campaign's screen. */
export interface ResourceEntry {
	help?: string;
	label?: string;
}

/** One filter in the metadata. `data` is its URL with `$value` for each parameter. */
export interface FilterEntry {
	label?: string;
	data?: string;
}

/** One entry of `content` in the metadata; `length` is a text, `values` a map or a list. */
export interface MetadataEntry {
	label?: string;
	type?: string;
	resType?: string;
	length?: string;
	dataPolicy?: string;
	readOnly?: boolean;
	sortable?: boolean;
	values?:
		| null
		| Record<string, { label?: string } | string>
		| Array<{ name?: string; label?: string } | string>;
	/** Inferred: the parts of an `item` such as `location`. */
	content?: Record<string, MetadataEntry>;
}
