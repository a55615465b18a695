import { pauses } from './pauses';

/** What the first wait is made of at least, in milliseconds: two requests closer together meet the same state of the server. */
const LEAST_WAIT_MS = 50;

/** By how much each wait is longer than the one before, the first one too; and how much of it is left to chance, since others wait, too. */
const LONGER = 1.8;
const BY_CHANCE = 0.2;

/** The first wait as long as nothing was admitted at all, in milliseconds. */
const firstWaitMs = () => pauses.first / 2;

/** A wait is at least this part of the last spell: those of a window are of similar length. */
const PART_OF_LAST = 1 / 3;

/** From so many refusals on, a spell is the rest of a window, and not a want of tokens. */
const OF_A_WINDOW = 3;

/** A time in which nothing is admitted: one request now and then asks whether it is over. Times in milliseconds. */
export class DeadSpell {
	private refusals = 0;
	private since = 0;
	private lastMs = 0;
	/** When the last spell of a window ended, and how many had been admitted in all by then. */
	private window?: { at: number; admitted: number };

	get isOn(): boolean {
		return this.refusals > 0;
	}

	/**
	 * Nothing was admitted since the last refusal.
	 *
	 * @param intervalMs undefined when nothing was ever admitted
	 * @param random from 0 to 1
	 * @returns how long to wait
	 */
	refused(sentAt: number, intervalMs: number | undefined, random: number): number {
		if (!this.isOn) this.since = sentAt;
		this.refusals += 1;
		const first = intervalMs === undefined ? firstWaitMs() : Math.max(intervalMs, LEAST_WAIT_MS);
		const wait = first * LONGER ** this.refusals * (1 + BY_CHANCE * (2 * random - 1));
		return Math.min(Math.max(wait, PART_OF_LAST * this.lastMs), pauses.asking);
	}

	/** It may have ended, nobody knows when: nothing was asked for long. */
	forget(): void {
		this.refusals = 0;
		this.lastMs = 0;
		this.window = undefined;
	}

	/**
	 * Something was admitted.
	 *
	 * @param admitted how many were in all, with this one
	 * @returns when that was the end of a window's spell, and not the first one: the rate of a whole window, in requests a second
	 */
	end(sentAt: number, admitted: number): number | undefined {
		const isOfWindow = this.refusals >= OF_A_WINDOW;
		this.lastMs = sentAt - this.since;
		this.refusals = 0;
		if (!isOfWindow) return undefined;
		const before = this.window;
		this.window = { at: sentAt, admitted };
		return before && (1000 * (admitted - before.admitted)) / (sentAt - before.at);
	}
}
