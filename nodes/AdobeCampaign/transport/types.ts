import type { IDataObject } from 'n8n-workflow';

/** The two families of resources of Adobe's "Endpoints" page; custom fields exist only on the second. */
export type Endpoint = 'profileAndServices' | 'profileAndServicesExt';

/** The two kinds of credentials, as stored in the node's parameter `authentication`. */
export type Authentication = 'accessToken' | 'oAuth2';

/** What a server sent back, before anybody judged it. `status` 0: nothing came back, see `network`. */
export interface Answer {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, string>;
	/** Decoded JSON, or the text itself: Campaign answers plain text, quoted text and JSON. */
	body: unknown;
	/** Numbers of the body that were too long for JavaScript and are text now. */
	hasLongNumbers?: true;
	/** Why there is no answer: `timeout`, or `connection` for everything else on the way (DNS, TLS, reset). */
	network?: 'timeout' | 'connection';
	/** The system's own name for that, such as `ENOTFOUND` or `CERT_HAS_EXPIRED`. */
	networkCode?: string;
	/** It is the token service that did not answer: the request has not reached Campaign, or was refused there. */
	isFromTokenService?: true;
	/** The run was stopped while the request was on its way. */
	wasStopped?: true;
	/** Nothing was sent: what the request depends on may be out of date. */
	isStale?: true;
	/** The token service refused: OAuth's own `error` and `error_description` (RFC 6749, 5.2). */
	tokenRefusal?: { error: string; description: string; status?: number };
}

/** Everything that PATCH answers (Adobe, "Updating profiles"). */
export interface ProfileReference extends IDataObject {
	PKey: string;
	href: string;
}

/** A profile as Campaign sends it: nothing is left out when empty, strings are `""`, numbers 0, links null. */
export type Profile = IDataObject;

/** One page of a list or filter (Adobe, "Pagination", "Counting"). `next` is absent on the last page. */
export interface ProfilePage {
	content: Profile[];
	next?: { href: string };
	/** How many rows the whole list has: told, or to be asked for. */
	count?: { value?: number; href?: string };
}

/** What describes a resource (Adobe, "Metadata mechanism"): its fields by API name, and where its filters are told. */
export interface Metadata {
	content: Record<string, MetadataEntry>;
	filters?: { href: string };
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
