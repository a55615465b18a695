import type { Reply } from './connection';
import type { Refusal } from './facts';
import { linesOf } from './refusalLines';

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const isGood = ({ status }: Reply) => status >= 200 && status < 300;

export const isList = ({ json }: Reply) => isObject(json) && Array.isArray(json.content);

/** The rows of a list. @throws Error for an answer that is not a list */
export function rowsOf({ json }: Reply): readonly unknown[] {
	if (isObject(json) && Array.isArray(json.content)) return json.content;
	throw new Error('The answer is not a list.');
}

/** The record of an answer, which may be wrapped in a list (docs/adobe-campaign-api.md 4.1). @throws Error for another answer */
export function recordOf({ status, json }: Reply): Json {
	const content = isObject(json) && Array.isArray(json.content) ? json.content[0] : json;
	if (status >= 300 || !isObject(content)) throw new Error('The answer is not a record.');
	return content;
}

/** How an answer refuses, to be published as fact `refusal`; undefined for one that does not. */
export function refusalOf(reply: Reply): Refusal {
	return reply.status < 300 ? undefined : describedAsRefusal(reply);
}

/** The same for a refusal that has the status of a success. */
export function describedAsRefusal(reply: Reply): Refusal {
	const type = reply.headers.get('content-type') ?? 'none';
	const [media] = type.toLowerCase().split(';');
	return {
		status: reply.status,
		contentType: media.trim() as 'none',
		charset: /charset="?utf-?8/i.test(type) ? 'utf-8' : 'none',
		framing: framingOf(reply),
		lines: linesOf(textOf(reply)),
	};
}

function framingOf({ text, json }: Reply) {
	if (text === '') return 'empty';
	if (typeof json === 'string') return 'JSON string';
	if (isObject(json)) return 'JSON object';
	return /^\s*</.test(text) ? 'HTML' : 'text';
}

/** The text of a refusal, out of its frame. */
function textOf({ text, json }: Reply): string {
	if (typeof json === 'string') return json;
	return isObject(json) ? String(json.message ?? '') : text;
}

/** Whether a refusal has a line of this name. */
export const says = (reply: Reply, line: ReturnType<typeof linesOf>[number]) =>
	refusalOf(reply)?.lines?.includes(line) ?? false;
