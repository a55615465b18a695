/** What is sent of the rate that the server was seen to admit: at all of it, every inaccuracy would be refused. */
const SHARE = 0.95;

/**
 * In a new estimate the rate falls to no less than this part of what was sent: requests of others may have come between. They
 * have when many were admitted, and the refusal comes before a higher rate was tried: then less is believed. With a quarter
 * each time, one of three processes gave up its share within half a second (`npm run simulate`). Where many were admitted, it
 * may fall to the last estimate in any case: what was sent since may have been far too much.
 */
const LEAST_PART = 0.75;
const LEAST_PART_UNTRIED = 0.85;

/**
 * For how long the rate is kept just below what was refused: two seconds, since what others leave must be found soon. A trial
 * costs a refusal or two, so it is for twenty requests at least, and for eighty when the rate is sure; but for no
 * more than are sent in four seconds.
 */
const PLATEAU = { seconds: 2, requests: 20, whenSure: 80, longestSeconds: 4 };

/** By how much of it a rate may differ and be the same. */
const SAME = 0.15;

/** In requests, whatever the rate is. */
const LEAST_PLATEAU = 8;
const MOST_PLATEAU = 200;

/** How steep the rate grows after the plateau, in a cubic: within half of another one by a quarter, within a whole one threefold. */
const STEEPNESS = 2;

/** After a pause that the server asks for, nothing is tried until that many times the pause is over: each trial costs another one. */
const PAUSES_KEPT = 5;

/** The least rate, in requests a second: it has to be seen when a server takes more again. */
const LEAST = 0.2;

/** A rate of which nothing is felt any more, in requests a second. */
const NO_LIMIT = 2000;

/** How many requests may be sent in a second: without limit until refusals show one. */
export class RateCap {
	perSecond = Infinity;
	/** The rate that the server was last seen to admit. */
	private known = Infinity;
	/** It had been seen before, or over a whole window. */
	private isSure = false;
	/** Requests admitted since then. */
	private uses = 0;
	/** The longest pause that the server asked all for, in milliseconds. */
	private longestPause = 0;

	get intervalMs(): number {
		return 1000 / this.perSecond;
	}

	pauses(ms: number): void {
		this.longestPause = Math.max(this.longestPause, ms);
	}

	admitted(): void {
		if (this.perSecond === Infinity) return;
		this.uses += 1;
		const x = this.uses / this.plateau - 1;
		const grown = this.known * (1 + (x < 0 ? 1 - SHARE : STEEPNESS) * x ** 3);
		this.perSecond = Math.max(this.perSecond, grown);
		if (this.perSecond > NO_LIMIT) this.perSecond = Infinity;
	}

	/** For how many requests nothing higher than what is known is tried. */
	private get plateau(): number {
		const { known } = this;
		const { seconds, requests, whenSure, longestSeconds } = PLATEAU;
		const enough = this.isSure ? whenSure : requests;
		const wanted = Math.min(Math.max(seconds * known, enough), longestSeconds * known);
		const untilTried = Math.min(Math.max(wanted, LEAST_PLATEAU), MOST_PLATEAU);
		return untilTried + (PAUSES_KEPT * this.longestPause * known) / 1000;
	}

	/**
	 * A rate was seen that the server admits.
	 *
	 * @param isThin seen in few requests, or between two times in which nothing was admitted
	 * @param before what was sent until then, where that is the better measure of how far to go down
	 */
	learn(perSecond: number, isThin: boolean, before = this.perSecond): void {
		const isFirst = before === Infinity;
		const part = !isThin && this.uses < this.plateau ? LEAST_PART_UNTRIED : LEAST_PART;
		const last = this.known;
		const least = isThin ? part * before : Math.min(part * before, last);
		this.known = isFirst ? perSecond : Math.max(perSecond, least);
		this.perSecond = Math.max(LEAST, SHARE * this.known);
		this.isSure = Math.abs(perSecond / last - 1) < SAME;
		this.uses = 0;
	}

	/** A rate was seen from the beginning of one window to that of the next. */
	learnOfWindow(perSecond: number): void {
		this.learn(perSecond, true);
		this.isSure = true;
	}
}
