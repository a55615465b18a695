import { randomExponential, randomLcg, randomLogNormal, randomUniform } from 'd3-random';

/** Numbers by chance, the same ones for the same seed. */
export interface Chance {
	/** From 0 to 1. */
	unit(): number;
	between(least: number, most: number): number;
	/** @param spread of its logarithm: with 0.5 one in twenty is 2.3 times the median */
	logNormal(median: number, spread: number): number;
	exponential(mean: number): number;
}

export function chanceOf(seed: number): Chance {
	const unit = randomLcg(seed / 2 ** 20);
	const [uniform, logNormal, exponential] = [
		randomUniform.source(unit),
		randomLogNormal.source(unit),
		randomExponential.source(unit),
	];
	return {
		unit,
		between: (least, most) => uniform(least, most)(),
		logNormal: (median, spread) => logNormal(Math.log(median), spread)(),
		exponential: (mean) => exponential(1 / mean)(),
	};
}
