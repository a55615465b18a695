import type { Harness } from '../workflow/harness';
import { check, type Violation } from './check';
import type { History } from './history';
import { planOf } from './plan';
import { play } from './play';

/** Half a second is much for a history; a run that takes so long does not end any more. */
const LONGEST_MS = 20_000;

/** Plays what a seed stands for, and looks at what came of it. */
export async function playSeed(
	harness: Harness,
	seed: number,
): Promise<{ history: History; violations: Violation[] }> {
	const history = await play(harness, planOf(seed), `seed-${seed}`, LONGEST_MS);
	return { history, violations: check(history) };
}
