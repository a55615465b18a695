import { elapsed } from '../n8n/wait';
import { gatewayCodeIn } from './bodies';
import { SHORT_PAUSE_MS } from './pacer';
import { pauses } from './pauses';
import type { Answer } from './types';

/**
 * How often a request is sent at most when it is lost on the way, the first time included. With three tries, and one in ten
 * requests disturbed, one in three runs of a thousand updates would lose an item; with five, one in several hundred.
 */
const MOST_TRIES = 5;

/** A moment as HTTP writes it; NaN for anything else. Date.parse would take "-5" and "1.5" for dates. */
export const httpDate = (text = '') => (/^[a-z]{3,}, /i.test(text) ? Date.parse(text) : NaN);

/**
 * The pause that `Retry-After` asks for, in seconds or as a date (RFC 9110, 10.2.3); undefined when there is none or it cannot
 * be read. A date is taken by the server's own clock where it tells it, else by that of n8n, which may have been set: the pause
 * is no longer than a minute all the same. Of adobe.io's three 429 bodies only 429050 carries the header.
 *
 * @returns milliseconds
 */
export function retryAfterMs({ headers }: Answer): number | undefined {
	const value = headers['retry-after']?.trim() ?? '';
	const serverTime = httpDate(headers.date);
	const wait = /^\d+$/.test(value)
		? Number(value) * 1000
		: httpDate(value) - (Number.isNaN(serverTime) ? Date.now() : serverTime);
	return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, pauses.first), pauses.longest);
}

/** What a refused request waits by itself: a longer pause holds everybody, and so this one, too. */
const ownPauseMs = (asked: number) => (asked > SHORT_PAUSE_MS ? 0 : asked);

/** Doubling, with up to half of it taken off at random so that clients do not come back all at once. */
const pauseMs = (tries: number, random: number) =>
	Math.min(pauses.first * 2 ** (tries - 1), pauses.longest) * (1 - random / 2);

/**
 * Too much at once: nothing was done (429; 503 too, a burst of which is how this gateway throttles, Adobe support article
 * KA-14023).
 */
export const isBusy = ({ status }: Answer) => status === 429 || status === 503;

/** It is unknown whether the request arrived: a lost connection, a timeout, or a gateway that lost Campaign's answer. */
export const isLost = ({ status, network }: Answer) =>
	network !== undefined || status === 502 || status === 504;

/** The system's names for a connection that was never made: name, route, listener or certificate failed. */
const NEVER_CONNECTED =
	/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$|CERT|^UNABLE_TO_VERIFY/;

/** By its status alone: the body may still not be what was asked for. */
export const isSuccess = ({ status }: Pick<Answer, 'status'>) => status >= 200 && status < 300;

/** The gateway's own 503s, from before it asks Campaign (adobe.io's published validators). */
const BEFORE_CAMPAIGN = ['503000', '503010', '503071'];

const isFromValidator = ({ status, body }: Answer) =>
	status === 503 && BEFORE_CAMPAIGN.includes(gatewayCodeIn(body));

/** An HTML page from a proxy or gateway, which may have lost Campaign's answer: Campaign itself refuses in words. */
export const isErrorPage = ({ status, body }: Answer) =>
	status >= 500 &&
	status !== 503 &&
	typeof body === 'string' &&
	/^\s*(<|$|internal server error\.?\s*$)/i.test(body);

/** A text body, such as an HTML page, where a record or list was to be read. */
export const isPage = (answer: Answer) => isSuccess(answer) && typeof answer.body === 'string';

/**
 * Whether a write may have been done although its answer is not a success. Storing the same again does no harm, so a plain 503
 * counts as "not done" for a PATCH. A second POST would make a second record, and a second DELETE would find nothing and look
 * like a failure, so for these it counts as "may be done".
 */
export function mayBeDone(answer: Answer, method: 'POST' | 'PATCH' | 'DELETE'): boolean {
	if (answer.isFromTokenService || NEVER_CONNECTED.test(answer.networkCode ?? '')) return false;
	if (isLost(answer) || isErrorPage(answer)) return true;
	return method !== 'PATCH' && answer.status === 503 && !isFromValidator(answer);
}

/** The gateway's "Oops", which says that it has got no good answer: of an organization that there is none of, or from Campaign. */
export const isOops = ({ status, body }: Answer) => status === 500 && gatewayCodeIn(body) === '500';

/** The token service is busy or down: it may be asked again. */
export const isTokenServiceDown = ({ tokenRefusal }: Answer) =>
	tokenRefusal?.status === 429 || (tokenRefusal?.status ?? 0) >= 500;

/** No answer, or that the server is busy. */
export const isTrouble = (answer: Answer) =>
	isBusy(answer) || isLost(answer) || isTokenServiceDown(answer);

/**
 * How long one request is repeated: until 'Give Up After' while Campaign is busy, a few times when the request or its answer
 * is lost. Everything else is an answer, above all Campaign's 500s, which are refusals with a text.
 */
export class RetryBudget {
	private busy = 0;
	private lost = 0;
	/** When this request first had trouble, whatever comes of others. */
	private since?: number;

	/**
	 * @param troubleMs for how long the run has had nothing but trouble, in milliseconds
	 * @param maxWaitMs for how long it may: 'Give Up After'
	 */
	constructor(
		private readonly troubleMs: () => number,
		private readonly maxWaitMs: number,
	) {}

	/**
	 * The delay before the request may be sent again; undefined when the answer stands. Whether a write may be repeated
	 * blindly is not decided here: see `mayBeDone`.
	 *
	 * @param countsAsLost treat this answer as a lost one
	 * @returns milliseconds
	 */
	delayAfter(answer: Answer, countsAsLost = false, random = Math.random()): number | undefined {
		if (!isTrouble(answer) && !countsAsLost) return undefined;
		this.since ??= elapsed();
		const left = this.maxWaitMs - Math.max(this.troubleMs(), elapsed() - this.since);
		if (left <= 0) return undefined;
		const asked = retryAfterMs(answer);
		if (isBusy(answer)) {
			if (asked !== undefined) return asked > left ? undefined : ownPauseMs(asked);
			// When the next request may be sent is the pacer's to say. A 503 alone tells it nothing.
			return answer.status === 429 ? 0 : Math.min(pauseMs(++this.busy, random), left);
		}
		if (++this.lost >= MOST_TRIES) return undefined;
		return Math.min(asked ?? pauseMs(this.lost, random), left);
	}
}
