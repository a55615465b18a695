import { randomLogNormal } from 'd3-random';
import type { Settings } from './settings';

/** How long the next answer takes, in milliseconds: log-normal, as the times of servers are, with `latencyMs` as its mean. */
export function latencyOf({
	latencyMs,
	latencySpread,
}: Pick<Settings, 'latencyMs' | 'latencySpread'>): number {
	if (latencyMs === 0 || latencySpread === 0) return latencyMs;
	// The mean of a log-normal is above its median.
	return randomLogNormal(Math.log(latencyMs) - latencySpread ** 2 / 2, latencySpread)();
}
