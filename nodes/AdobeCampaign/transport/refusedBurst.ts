import type { Sent } from './sent';

/** From so many refusals on they are looked at together. */
const LEAST = 3;

/** What was admitted tells a rate when it is less than this part of what the requests in flight could have been answered at. */
const PART_OF_POSSIBLE = 0.75;

/** It does so when it was sent in no less than this part of a round trip: over less, chance decides. */
const PART_OF_ROUND_TRIP = 0.5;

/**
 * What had been sent by the time that a refusal came, after the request that it refuses. A server that takes as long for a refusal
 * as for another answer has by then refused most of it, too, if it limits the rate: how much it admitted is that rate. Of requests
 * at a time it admits nearly as many as before. Times in milliseconds.
 */
export class RefusedBurst {
	private refusals = 1;
	private admissions = 0;
	private lastAt: number;

	/**
	 * @param first the refused request
	 * @param last the one that was sent last
	 */
	constructor(
		private readonly first: Sent,
		private readonly last: Sent,
		private readonly roundTripMs: number,
	) {
		this.lastAt = first.at;
	}

	/** When all of it should be answered. */
	get endsAt(): number {
		return this.last.at + this.roundTripMs;
	}

	/** Whether nothing should be sent before its end: it would be refused, too. */
	get isLarge(): boolean {
		return this.refusals >= LEAST;
	}

	/** Nothing of it was admitted: its rate is a guess. */
	get isDead(): boolean {
		return this.admissions === 0;
	}

	refused(sent: Sent): void {
		if (!this.has(sent)) return;
		this.refusals += 1;
		this.lastAt = Math.max(this.lastAt, sent.at);
	}

	admitted(sent: Sent): void {
		if (this.has(sent)) this.admissions += 1;
	}

	/** @returns what was admitted, in requests a second; undefined when it tells no rate */
	get perSecond(): number | undefined {
		const { refusals, admissions, last, roundTripMs } = this;
		const ms = this.lastAt - this.first.at;
		if (!this.isLarge || refusals <= admissions) return undefined;
		if (ms < PART_OF_ROUND_TRIP * roundTripMs) return undefined;
		const perMs = Math.max(1, admissions) / ms;
		return perMs < (PART_OF_POSSIBLE * last.level) / roundTripMs ? 1000 * perMs : undefined;
	}

	private has({ number }: Sent): boolean {
		return number > this.first.number && number <= this.last.number;
	}
}
