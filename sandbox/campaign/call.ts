import { parseJson } from '../exactJson';
import type { Endpoint } from '../store/fields';
import type { Organization } from '../store/organization';
import { refusals, type Refusals } from '../store/errors';

/** A request that passed the gateway, taken apart for the Campaign server. */
export interface CampaignCall {
	organization: Organization;
	method: string;
	endpoint: Endpoint;
	/** What follows the endpoint, decoded, without empty parts: ["profile", "byEmail"]. */
	segments: string[];
	query: URLSearchParams;
	/** Everything after "/campaign/" as sent, without the query; v8 prints it in errors. */
	path: string;
	/** "http://127.0.0.1:8070/sandbox/campaign": hrefs are absolute on the host the caller used. */
	base: string;
	body: Buffer;
	/** Whether the request announced a body; that of a GET is never read. */
	hasBody: boolean;
	contentType: string;
}

/** The part of a call that decides how an object looks. */
export type View = Pick<CampaignCall, 'organization' | 'endpoint' | 'base'>;

export function refusalsOf(call: View): Refusals {
	return refusals(call.organization.settings.dialect);
}

/** "<base>/profileAndServices/<path>" */
export function hrefTo(call: View, path: string): string {
	return `${call.base}/${call.endpoint}/${path}`;
}

/** The JSON object in the body. @throws Refusal (Inferred: generic) for anything else */
export function readObject(call: CampaignCall): Record<string, unknown> {
	// Support article KA-16136: without charset=utf-8 accented characters are stored wrongly.
	const utf8 = /charset="?utf-?8/i.test(call.contentType);
	const text = call.body.toString(utf8 ? 'utf8' : 'latin1');
	try {
		const content = parseJson(text);
		if (isObject(content)) return content;
	} catch {
		// Not JSON: refused below, like JSON that is no object.
	}
	throw refusalsOf(call).generic;
}

export function isObject(content: unknown): content is Record<string, unknown> {
	return typeof content === 'object' && content !== null && !Array.isArray(content);
}
