import { printJson } from './exactJson';

/** An answer as it is sent; only X-Request-Id is added. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** What the caller gets: an answer, or "dropped" for a connection that is cut. */
export type Outcome = Answer | 'dropped';

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

/** The gateway's answer when it cannot reach Campaign. Family G2: `code` is a number, a space after the first comma, a line feed at the end. */
export function oops(status: number): Answer {
	return answer(
		status,
		'application/json',
		`{"code":${status}, "message":"Oops. Something went wrong. Check your URI and try again."}\n`,
	);
}
