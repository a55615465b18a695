import type { Kind } from './types';

/** The part of every URL that comes from the credential. */
export interface Tenant {
	/** Origin and optional path, without a slash at the end. */
	baseUrl: string;
	organization: string;
}

const campaign = ({ baseUrl, organization }: Tenant) =>
	`${baseUrl}/${encodeURIComponent(organization)}/campaign`;

/** As part of an address. Half of a character, left by a cut through an emoji, has no encoding: it becomes a replacement sign. */
const encoded = (value: string | number) =>
	encodeURIComponent(String(value).replace(/\p{Surrogate}/gu, '\ufffd'));

const query = (parameters: Record<string, string | number>) =>
	Object.entries(parameters)
		.map(([name, value]) => `${name}=${encoded(value)}`)
		.join('&');

/** Without it a table of more than 100,000 rows ends after its first page, and nothing says so (Adobe, "Pagination"). */
const ALL_PAGES = { _forcePagination: 'true' };

/** What a list is asked for besides its filter. */
export interface ListQuery {
	/** Rows a page; Adobe's default is 25. */
	lineCount?: number;
	/** A sortable field; `desc` behind it for the other direction (Adobe, "Sorting"). */
	order?: string;
	/** Only the first page will be read. */
	isOnePage?: boolean;
}

/** A filter with its parameters, as the instance names them. */
export interface Filter {
	name: string;
	parameters: Record<string, string>;
}

/** The address of a list, as Campaign gave it or as it is built here, with what the list is asked for. */
export function listAt(
	url: string,
	{ lineCount, order, isOnePage }: ListQuery = {},
	filterParameters: Record<string, string> = {},
): string {
	const parameters = query({
		...filterParameters,
		...(lineCount && { _lineCount: lineCount }),
		...(order && { _order: order }),
		...(isOnePage ? {} : ALL_PAGES),
	});
	if (parameters === '') return url;
	return `${url}${url.includes('?') ? '&' : '?'}${parameters}`;
}

/** The addresses of the records of one kind in one organization. */
export class Urls {
	constructor(
		private readonly tenant: Tenant,
		private readonly kind: Kind,
	) {}

	/** All records: where new ones are POSTed. */
	collection(): string {
		return `${campaign(this.tenant)}/${this.kind.family}/${this.kind.name}`;
	}

	/** One record by PKey or by the instance's custom key. Adobe's samples send the leading `@` as it is. */
	record(key: string): string {
		return `${this.collection()}/${encoded(key).replace(/%40/g, '@')}`;
	}

	/** The list of the records that a filter finds, or of all. A `+` in an e-mail means a space unless it is encoded. */
	list(filter: Filter | undefined, choice: ListQuery = {}): string {
		const path = filter ? `/${encodeURIComponent(filter.name)}` : '';
		return listAt(`${this.collection()}${path}`, choice, filter?.parameters);
	}

	/** The resources of this kind's family (Adobe, "Custom resources"). */
	family(): string {
		return `${campaign(this.tenant)}/${this.kind.family}/`;
	}

	/** The fields that a record of this kind has (Adobe, "Metadata mechanism"). */
	metadata(): string {
		return `${campaign(this.tenant)}/${this.kind.family}/resourceType/${this.kind.name}`;
	}
}

/** The last parts of a record's own address: `{ family: 'profileAndServices', name: 'service', key: '@2v1d' }`. */
interface Address {
	/** The part before the name. In the address of a record below another one: the other's key. */
	family: string;
	name: string;
	/** Decoded. */
	key: string;
}

/**
 * What record an address is that of, as HTTP will send it: `..` is followed, and what stands behind `?` or `#` would not be a
 * part of the path. Undefined for an address with one of those, and for any that is not a record's.
 */
export function addressIn(url: string): Address | undefined {
	const target = parsed(url, 'https://relative.invalid/');
	if (!target || target.search !== '' || target.hash !== '') return undefined;
	const [, family, name, key] = /\/([^/]+)\/([^/]+)\/([^/]+)\/?$/.exec(target.pathname) ?? [];
	if (key === undefined) return undefined;
	try {
		return { family, name, key: decodeURIComponent(key) };
	} catch {
		return { family, name, key };
	}
}

/** The key in the address of a record of this kind, whatever key it is; empty for any other address. */
export function keyIn(kind: Kind, url: string): string {
	const address = addressIn(url);
	return address?.name === kind.name ? address.key : '';
}

/** A `next` link as given. Adobe does not say that it keeps the parameter without which a big table ends after it. */
export const withAllPages = (url: string) =>
	url.includes('_forcePagination=')
		? url
		: `${url}${url.includes('?') ? '&' : '?'}${query(ALL_PAGES)}`;

/** Adobe's own address, which Campaign writes into its links, also where a proxy stands before it. */
const ADOBE = 'https://mc.adobe.io';

/**
 * The URL behind an `href` of Campaign's, or undefined when it leads anywhere but this organization on the
 * configured address, or on Adobe's own: the token must not go there. Links are followed through the configured address,
 * whatever path it has before the organization, and are otherwise left as they are, since Adobe's `next` links must not be
 * re-encoded. Relative ones (seen in Adobe's samples) start at `<base>/<organization>/campaign/`.
 *
 * @param family in one of Adobe's samples (of a new service) it stands right behind the organization, without `campaign`
 */
export function resolveHref(tenant: Tenant, given: string, family?: string): string | undefined {
	const href = family ? withCampaign(tenant, given, family) : given;
	const home = `${campaign(tenant)}/`;
	const { origin, pathname } = new URL(home);
	const path = `/${encodeURIComponent(tenant.organization)}/campaign/`;
	const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(href);
	// A browser reads "//host", "\\host" and "/\host" as another host.
	if (!isAbsolute && /^[\\/]{2}/.test(href)) return undefined;
	const isOfHost = href.startsWith(pathname) || href.startsWith(path);
	const relative = isOfHost ? `${origin}${href}` : `${home}${href.replace(/^\//, '')}`;
	const url = isAbsolute ? href : relative;
	const isHome = (target?: URL) =>
		target?.origin === origin &&
		target.pathname.startsWith(pathname) &&
		!target.username &&
		!target.password;
	const target = parsed(url);
	if (isHome(target)) return url;
	// The same place as Adobe or a proxy calls it, without the path of the base URL.
	if (!target || ![origin, ADOBE].includes(target.origin)) return undefined;
	const [, rest] = /^[a-z]+:\/\/[^\\/?#@]+(\/.*)$/is.exec(url) ?? [];
	const own = rest?.startsWith(path) ? `${home}${rest.slice(path.length)}` : undefined;
	return own && target.pathname.startsWith(path) && isHome(parsed(own)) ? own : undefined;
}

/** A link with the part `campaign` between organization and family, where it is missing; any other as it is. */
function withCampaign({ baseUrl, organization }: Tenant, href: string, family: string): string {
	const path = `/${encodeURIComponent(organization)}/`;
	const { origin, pathname } = new URL(baseUrl);
	const starts = ['', pathname.replace(/\/$/, ''), origin, baseUrl, ADOBE].map(
		(start) => start + path,
	);
	const start = starts.find((one) => href.startsWith(`${one}${family}/`));
	return start === undefined ? href : `${start}campaign/${href.slice(start.length)}`;
}

function parsed(url: string, base?: string): URL | undefined {
	try {
		return new URL(url, base);
	} catch {
		return undefined;
	}
}
