/** How many admitted requests a rate is taken from at least, where there are as many between the last refusals. */
const ENOUGH = 8;

/** How far it is looked back for them, in refusals. */
const REMEMBERED = 10;

/** A refusal, and what had been until then. Times and pauses in milliseconds. */
export interface RefusedAt {
	/** When the request was sent. */
	at: number;
	/** So many had been sent, and of these so many refused. */
	sent: number;
	refused: number;
	/** For how long nothing had been sent because the server had asked for it. */
	paused: number;
}

/** What lies between two refusals: at both, the server had nothing left to give. */
export interface SeenRate {
	/** Admitted, in a second. */
	perSecond: number;
	/** Taken from few. */
	isThin: boolean;
}

const admittedBetween = (from: RefusedAt, to: RefusedAt) =>
	to.sent - from.sent - (to.refused - from.refused);

/** The last refusals, which tell the rate that the server admits. */
export class Refusals {
	private last: RefusedAt[] = [];

	add(refusal: RefusedAt): void {
		this.last.push(refusal);
		if (this.last.length > REMEMBERED) this.last.shift();
	}

	forget(): void {
		this.last = [];
	}

	/** @returns undefined for the first one */
	rateUntil(now: RefusedAt): SeenRate | undefined {
		const from =
			[...this.last].reverse().find((refusal) => admittedBetween(refusal, now) >= ENOUGH) ??
			this.last[0];
		if (from === undefined || now.at <= from.at) return undefined;
		const admitted = admittedBetween(from, now);
		const all = now.at - from.at;
		// What a server can give piles up in a pause, and not without end: the rate lies between that of the whole time and that
		// of the time without pauses. docs/benchmark.md says what a Retry-After that is too long costs with the first alone.
		const active = Math.max(1, all - (now.paused - from.paused));
		return {
			perSecond: (1000 * Math.max(1, admitted)) / Math.sqrt(all * active),
			isThin: admitted < ENOUGH,
		};
	}
}
