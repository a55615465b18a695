import { parseJson } from '../exactJson';
import type { Organization } from '../organization';
import type { Endpoint } from '../store/field';
import { refusalsOfAnyKind } from './refusals';

/** The parts of a request that passed the gateway, for the Campaign server. */
export interface CampaignCall {
	organization: Organization;
	method: string;
	endpoint: Endpoint;
	/** The path after the endpoint, decoded, without empty parts: ["profile", "byEmail"]. */
	segments: string[];
	query: URLSearchParams;
	/** The path after "/campaign/" as sent, without the query; v8 prints it in errors. */
	path: string;
	/** "http://127.0.0.1:8070/sandbox/campaign": hrefs are absolute on the host of the call. */
	base: string;
	body: Buffer;
	/** Whether the request announced a body; that of a GET is never read. */
	hasBody: boolean;
	contentType: string;
}

/** "<base>/profileAndServices/<path>" */
export function hrefTo(call: Pick<CampaignCall, 'base' | 'endpoint'>, path: string): string {
	return `${call.base}/${call.endpoint}/${path}`;
}

/** The JSON object in the body. @throws Refusal for anything else */
export function readObject(call: CampaignCall): Record<string, unknown> {
	// Support article KA-16136: without charset=utf-8 accented characters are stored wrongly.
	const utf8 = /charset="?utf-?8/i.test(call.contentType);
	const text = call.body.toString(utf8 ? 'utf8' : 'latin1');
	const { generic, notJson } = refusalsOfAnyKind(call.organization.settings.dialect);
	const content = parsed(text);
	if (isObject(content)) return content;
	// Inferred: which bodies are refused by their text. One that begins like JSON, or is JSON and no object, is not.
	throw content === undefined && /^[^{["\s]/.test(text) ? notJson(text) : generic;
}

/** Undefined for a text that is not JSON. */
function parsed(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}

export function isObject(content: unknown): content is Record<string, unknown> {
	return typeof content === 'object' && content !== null && !Array.isArray(content);
}
