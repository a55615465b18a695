import type { LimitedResult } from './limitsPlan';
import { LATENCY } from './plan';

/** What was measured of each job, one or more times. */
export type LimitsFigures = LimitedResult[][];

/** Seconds from the first request to the last answer of all processes, which begin together. */
export const secondsOf = ({ own }: LimitedResult) => Math.max(...own.map(({ seconds }) => seconds));

export const failedOf = ({ own }: LimitedResult) =>
	own.reduce((sum, { failed }) => sum + failed, 0);

/** The shortest time in seconds: that of the server's rule, or of the contender's own limit. */
export function leastSeconds({ server, items, seen }: LimitedResult): number {
	const ofRule = server.least(2 * items, seen);
	const ofOwn = Math.ceil(items / server.processes / server.atOnce) * 2 * LATENCY;
	return Math.max(ofRule, ofOwn) / 1000;
}

/** How many times longer the slowest of several processes took than the fastest. */
export function spreadOf({ own }: LimitedResult): number | undefined {
	const seconds = own.map((one) => one.seconds);
	return own.length > 1 ? Math.max(...seconds) / Math.min(...seconds) : undefined;
}

/** Of several measurements of the same. */
export const mean = (numbers: readonly number[]) =>
	numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Mean times of the limit; undefined for a server without one, and for a contender that failed: it is done sooner. */
export const ofLimit = (results: readonly LimitedResult[]) =>
	results.some((result) => failedOf(result) > 0 || result.server.name === 'none')
		? undefined
		: mean(results.map((result) => secondsOf(result) / leastSeconds(result)));

export const refusedPercent = (results: readonly LimitedResult[]) =>
	mean(results.map(({ seen }) => (100 * seen.refused) / seen.requests));
