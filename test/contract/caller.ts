import { API_KEY, STATIC_TOKEN, type Sandbox } from '../../sandbox/server';

/** A request as a page of Adobe's prints it, below `https://mc.adobe.io/<ORG>/campaign/`. */
export interface PrintedRequest {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	path: string;
	/** Sent as JSON with charset utf-8; a string is sent as it is. */
	body?: unknown;
	/** Default: the sandbox's API key and static token. */
	headers?: Record<string, string>;
}

export interface Reply {
	status: number;
	contentType: string | null;
	headers: Headers;
	text: string;
}

export const CREDENTIALS = { 'X-Api-Key': API_KEY, Authorization: `Bearer ${STATIC_TOKEN}` };
const JSON_UTF8 = { 'Content-Type': 'application/json;charset=utf-8' };

/** Sends the request with plain fetch. */
export async function call(
	sandbox: Sandbox,
	organization: string,
	{ method, path, body, headers = CREDENTIALS }: PrintedRequest,
): Promise<Reply> {
	const response = await fetch(`${sandbox.url}/${organization}/campaign/${path}`, {
		method,
		headers: { ...headers, ...(body === undefined ? {} : JSON_UTF8) },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	return {
		status: response.status,
		contentType: response.headers.get('content-type'),
		headers: response.headers,
		text: await response.text(),
	};
}

export type Json = Record<string, unknown>;

export function parsed(reply: Reply): Json {
	return JSON.parse(reply.text) as Json;
}

/** Line breaks and double spaces as one space: Adobe's pages reflow the texts they print. */
export function reflowed(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

/** An answer or an example with "@" for every key, and Adobe's host before every address: what can be compared. */
export function withoutKeys(content: unknown): unknown {
	const text = JSON.stringify(content)
		.replace(/http:\/\/[\d.:]+\/[\w-]+\/campaign/g, 'https://mc.adobe.io/acme/campaign')
		.replace(/@[\w-]{91}(?=["/])|(?<=["/])@[\w-]+/g, '@');
	return JSON.parse(text);
}

/** The path of an href below /campaign/, as `call` takes it. */
export const below = (href: unknown) => String(href).split('/campaign/')[1];

/** The PKey of Amy Dakota in this organization. */
export function keyOfAmy(sandbox: Sandbox, organization: string): string {
	const amy = sandbox
		.organization(organization)
		.profiles()
		.find((profile) => profile.email === 'amy.dakota@example.com');
	if (!amy) throw new Error('Amy Dakota is not in the seed.');
	return amy.PKey;
}

export const get = (sandbox: Sandbox, organization: string, path: string) =>
	call(sandbox, organization, { method: 'GET', path });

/** Reads a list. */
export async function list(sandbox: Sandbox, organization: string, path: string) {
	const answer = parsed(await get(sandbox, organization, path));
	return { content: answer.content as Json[], next: answer.next as { href: string } | undefined };
}

/** Amy Dakota as she is stored. */
export const amy = (sandbox: Sandbox, organization: string) =>
	sandbox.organization(organization).profiles()[0];

export const patchAmy = (
	sandbox: Sandbox,
	organization: string,
	body: unknown,
	path = 'profileAndServices/profile',
) =>
	call(sandbox, organization, {
		method: 'PATCH',
		path: `${path}/${keyOfAmy(sandbox, organization)}`,
		body,
	});
