import { printJson } from './exactJson';
import type { ScriptedAnswer } from './faults';

/** An answer on its way out: exactly what is sent, nothing is added but X-Request-Id. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** Inferred: the charset; Adobe's pages send it, and print answers without headers. */
export function json(status: number, content: unknown): Answer {
	return answer(status, 'application/json;charset=utf-8', printJson(content));
}

export function answer(status: number, contentType: string, body: string): Answer {
	return { status, headers: { 'content-type': contentType }, body };
}

export function empty(status: number): Answer {
	return { status, headers: {}, body: '' };
}

export function scripted({ status, headers, body = '', contentType }: ScriptedAnswer): Answer {
	const guess = /^\s*[{[]/.test(body) ? 'application/json' : 'text/plain';
	const typed = answer(status, contentType ?? guess, body);
	const untyped = body === '' && !contentType;
	return { ...typed, headers: { ...(untyped ? {} : typed.headers), ...headers } };
}
