import { withoutHidden } from './hiding';
import { withoutPersonalData } from './personalData';
import type { Answer } from './types';

/** The parts of JSON that matter here: a text is stepped over as a whole, so that what is in it is no number. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const isLong = (part: string) => /^-?\d{16,}$/.test(part) && !Number.isSafeInteger(Number(part));

/** Whole numbers that JavaScript cannot hold (Campaign has 64 bits) as text, to the last digit. */
const withLongNumbersAsText = (json: string) =>
	/\d{16}/.test(json)
		? json.replace(TEXT_OR_NUMBER, (part) => (isLong(part) ? `"${part}"` : part))
		: json;

/** A body as far as it can be understood: JSON (a quoted text included), else the text itself. Never throws. */
export function decodeBody(body: unknown): unknown {
	if (typeof body !== 'string') return body ?? '';
	try {
		return JSON.parse(withLongNumbersAsText(body));
	} catch {
		return body;
	}
}

/** Whether a body had numbers that are text now, which somebody who compares types should know. */
export const hasLongNumbers = (body: unknown) =>
	typeof body === 'string' && withLongNumbersAsText(body) !== body;

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

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What there is of an answer that did not come. */
export const NO_ANSWER: Answer = { status: 0, headers: {}, body: '' };

/** The gateway's own number, of either of its two kinds of bodies; empty when Campaign itself answered. */
export const gatewayCodeIn = (body: unknown) =>
	isRecord(body) ? String(body.error_code ?? body.code ?? '') : '';

const firstText = (...values: unknown[]) =>
	values.find((value): value is string => typeof value === 'string' && value !== '') ?? '';

const LONGEST_TEXT = 2000;

/** More than this is not even looked at: a body may have megabytes, and it is searched below. */
const LONGEST_READ = 2 * LONGEST_TEXT;

/** What a body says, whichever family it is of. */
function wordsIn(body: unknown): string {
	if (typeof body === 'string') return body;
	if (body === undefined || body === null) return '';
	const json = isRecord(body) ? body : {};
	const nested = isRecord(json.error) ? json.error : {};
	const said = firstText(json.message, json.error_description, nested.message, json.error);
	return said || JSON.stringify(body);
}

/**
 * Reads an unsuccessful answer. Families: the gateway's JSON (two), Campaign's text, the same text quoted.
 *
 * @param hidden credentials and sent values, which Adobe's words may quote and nobody should read in a log
 */
export function readRefusal(answer: Answer, hidden: string[] = []): Refusal {
	const { body, headers, tokenRefusal } = answer;
	const words = (tokenRefusal?.description ?? wordsIn(body)).slice(0, LONGEST_READ).trim();
	return {
		gatewayCode: gatewayCodeIn(body),
		text: withoutPersonalData(withoutHidden(words, hidden)).slice(0, LONGEST_TEXT),
		words,
		isHtml: words.startsWith('<'),
		requestId: headers['x-request-id'] ?? '',
	};
}
