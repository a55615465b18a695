import type { Answer } from './types';

/** What to do after an answer: take it as it is, send the request again later, or look whether it arrived first. */
export type NextStep = { do: 'accept' } | { do: 'repeat' | 'look'; waitMs: number };

/** How often one request is sent at most, the first time included. */
const MOST_TRIES = { throttled: 6, lost: 3 };

/** First pause; each further one is twice as long: 0.5, 1, 2, 4, 8 seconds. */
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
	return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_PAUSE_MS);
}

/** Doubling, with up to half of it taken off at random so that clients do not come back all at once. */
const pauseMs = (tries: number, random: number) =>
	FIRST_PAUSE_MS * 2 ** (tries - 1) * (1 - random / 2);

/** Nothing says whether a write arrived: a lost connection, a timeout, or a gateway that lost Campaign's answer. */
export const isUncertain = ({ status, network }: Answer) =>
	network !== undefined || status === 502 || status === 504;

/**
 * May this request be sent again, and when?
 *
 * 429 and 503 say that nothing was done, whatever the method (a burst of 503 is how this gateway throttles, Adobe
 * support article KA-14023). A lost connection, a timeout, 502 and 504 leave open whether a write arrived: a
 * GET is repeated, a PATCH is looked at first. Everything else is an answer, above all Campaign's 500s, which
 * are refusals with a text.
 *
 * @param tries how often the request was sent so far, at least 1
 */
export function nextStep(
	method: 'GET' | 'PATCH',
	answer: Answer,
	tries: number,
	now = Date.now(),
	random = Math.random(),
): NextStep {
	const isThrottled = answer.status === 429 || answer.status === 503;
	const isLost = isUncertain(answer);
	const mostTries = isThrottled ? MOST_TRIES.throttled : MOST_TRIES.lost;
	if (!(isThrottled || isLost) || tries >= mostTries) return { do: 'accept' };
	return {
		do: isThrottled || method === 'GET' ? 'repeat' : 'look',
		waitMs: retryAfterMs(answer, now) ?? pauseMs(tries, random),
	};
}
