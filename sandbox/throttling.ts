import { answer, type Answer } from './http';
import { admitsAll, allOf, atOnce, fixedWindow, tokenBucket, type Limit } from './limits';
import type { Settings } from './settings';

/** The settings that make the limits: with other values a tenant begins to count anew. */
const NAMES: ReadonlyArray<keyof Settings> = [
	'maxInFlight',
	'ratePerSecond',
	'rateBurst',
	'windowRequests',
	'windowSeconds',
];

/** Whether these changes of settings change what is admitted. */
export const changesLimits = (changes: Partial<Settings>) => NAMES.some((name) => name in changes);

/** All limits of a tenant in one. A refusal by the first takes nothing from the others. */
export function limitOf(settings: Settings): Limit {
	const { maxInFlight, ratePerSecond, rateBurst, windowRequests, windowSeconds } = settings;
	const limits: Limit[] = [];
	if (maxInFlight > 0) limits.push(atOnce(maxInFlight));
	if (windowRequests > 0) limits.push(fixedWindow(windowRequests, windowSeconds * 1000));
	if (ratePerSecond > 0) {
		// A bucket that holds less than one request would admit no request.
		limits.push(tokenBucket(ratePerSecond, rateBurst || Math.max(1, ratePerSecond)));
	}
	return limits.length === 0 ? admitsAll() : allOf(limits);
}

/**
 * The refusal of one request too many. Adobe's published validators have Retry-After with 429050 alone (docs/adobe-campaign-api.md,
 * 7.2). Inferred: that a limit without it is answered 429001, and seconds as its unit.
 *
 * @param waitMs how long it takes until a request is admitted, more than 0
 */
export function tooMany(
	waitMs: number,
	{ retryAfter, retryAfterSeconds }: Pick<Settings, 'retryAfter' | 'retryAfterSeconds'>,
): Answer {
	if (retryAfter === 'none') return refused('429001', 'Service usage limit reached');
	const seconds = retryAfter === 'exact' ? Math.ceil(waitMs / 1000) : retryAfterSeconds;
	return refused('429050', 'Too many requests', { 'retry-after': String(seconds) });
}

function refused(code: string, message: string, headers: Record<string, string> = {}): Answer {
	const body = JSON.stringify({ error_code: code, message });
	const plain = answer(429, 'application/json', body);
	return { ...plain, headers: { ...plain.headers, ...headers } };
}
