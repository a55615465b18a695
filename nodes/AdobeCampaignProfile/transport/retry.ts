import type { Answer } from './types';

/** Why the same request may be sent again. */
type Reason = 'throttled' | 'lost';

/** How often one request is sent at most for each reason, the first time included. */
const MOST_TRIES: Record<Reason, number> = { throttled: 6, lost: 3 };

/** The shortest pause, and the first one; each further one is twice as long: 0.5, 1, 2, 4, 8 seconds. */
const FIRST_PAUSE_MS = 500;

/** A server that asks for a longer pause than this gets this one. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * The pause that `Retry-After` asks for, in seconds or as a date (RFC 9110, 10.2.3), capped; undefined when there
 * is none or it cannot be read. Of adobe.io's three 429 bodies only 429050 carries the header.
 */
function retryAfterMs({ headers }: Answer, now: number): number | undefined {
	const value = headers['retry-after']?.trim() ?? '';
	// Date.parse would take "-5" and "1.5" for dates.
	const isDate = /^[a-z]{3,}, /i.test(value);
	const wait = isDate ? Date.parse(value) - now : /^\d+$/.test(value) ? Number(value) * 1000 : NaN;
	return Number.isNaN(wait)
		? undefined
		: Math.min(Math.max(wait, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
}

/** Doubling, with up to half of it taken off at random so that clients do not come back all at once. */
const pauseMs = (tries: number, random: number) =>
	FIRST_PAUSE_MS * 2 ** (tries - 1) * (1 - random / 2);

/** Nothing says whether a request arrived: a lost connection, a timeout, or a gateway that lost Campaign's answer. */
const isLost = ({ status, network }: Answer) =>
	network !== undefined || status === 502 || status === 504;

/** The system's names for a connection that never came about: no name, no way, no listener, no trust. */
const NEVER_CONNECTED =
	/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$|CERT|^UNABLE_TO_VERIFY/;

/** The gateway's own 503s, from before it asks Campaign (adobe.io's published validators). */
const BEFORE_CAMPAIGN = ['503000', '503010', '503071'];

const isFromValidator = ({ status, body }: Answer) =>
	status === 503 &&
	typeof body === 'object' &&
	body !== null &&
	'error_code' in body &&
	BEFORE_CAMPAIGN.includes(String(body.error_code));

/** The page of somebody on the way, who may have lost Campaign's answer: Campaign itself refuses in words. */
const isErrorPage = ({ status, body }: Answer) =>
	status >= 500 && status !== 503 && typeof body === 'string' && /^\s*(<|$)/.test(body);

/**
 * Whether a write may have been done although its answer is no success. Storing the same again does no harm, so a
 * plain 503 counts as "not done" for a PATCH. Of a second POST comes a second profile, and a second DELETE finds
 * nothing and looks like a failure, so there it does not.
 */
export function mayBeDone(answer: Answer, method: 'POST' | 'PATCH' | 'DELETE'): boolean {
	if (NEVER_CONNECTED.test(answer.networkCode ?? '')) return false;
	if (isLost(answer) || isErrorPage(answer)) return true;
	return method !== 'PATCH' && answer.status === 503 && !isFromValidator(answer);
}

/**
 * 429 and 503 say that nothing was done, whatever the method (a burst of 503 is how this gateway throttles, Adobe support
 * article KA-14023), and so does a token service that is busy. Everything else that is not lost is an answer, above
 * all Campaign's 500s, which are refusals with a text.
 */
function reasonOf(answer: Answer): Reason | undefined {
	const status = answer.tokenRefusal?.status ?? answer.status;
	if (status === 429 || status === 503) return 'throttled';
	const isTokenServiceDown = (answer.tokenRefusal?.status ?? 0) >= 500;
	return isTokenServiceDown || isLost(answer) ? 'lost' : undefined;
}

/** How long one request is tried: it counts its tries, each reason for itself. */
export class Patience {
	private readonly tries: Record<Reason, number> = { throttled: 0, lost: 0 };

	/**
	 * The pause before the request may be sent again; undefined when the answer stands. Whether a write may be repeated
	 * blindly is not decided here: see `mayBeDone`.
	 *
	 * @returns milliseconds
	 */
	pauseAfter(answer: Answer, now = Date.now(), random = Math.random()): number | undefined {
		const reason = reasonOf(answer);
		if (!reason || ++this.tries[reason] >= MOST_TRIES[reason]) return undefined;
		return retryAfterMs(answer, now) ?? pauseMs(this.tries[reason], random);
	}
}
