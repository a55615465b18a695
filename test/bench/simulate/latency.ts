import type { Chance } from './chance';

/** How long the server works on a request, in milliseconds. */
export interface Latency {
	/** On average, when nothing else is in flight. */
	mean: number;
	of(inFlight: number, chance: Chance): number;
}

export const constant = (ms = 100): Latency => ({ mean: ms, of: () => ms });

const SPREAD = 0.5;

/** Log-normal, of that mean. */
export const varying = (ms = 100): Latency => {
	const median = ms / Math.exp(SPREAD ** 2 / 2);
	return { mean: ms, of: (_, chance) => chance.logNormal(median, SPREAD) };
};

/** One in twenty takes ten times as long. */
export const slowTail = (ms = 100): Latency => ({
	mean: ms * 1.45,
	of: (_, chance) => ms * (chance.unit() < 0.05 ? 10 : 1),
});

/** From ten at a time on, each further one takes as much longer as it adds to them. */
export const growing = (ms = 100): Latency => ({
	mean: ms,
	of: (inFlight) => ms * Math.max(1, inFlight / 10),
});
