/** What is sent of the rate that the server was seen to admit: at all of it, every inaccuracy would be refused. */
const SHARE = 0.95;

/** In a new estimate the rate falls to no less than this part of the last one: requests of others may have come between. */
const LEAST_PART = 0.75;

/**
 * For how long the rate is kept just below what was refused, in seconds; in requests no less than eight and no more than two
 * hundred.
 */
const PLATEAU_S = 4;
const PLATEAU_REQUESTS = { least: 8, most: 200 };

/** How steep the rate grows after the plateau, in a cubic: within half of another one by an eighth, within a whole one twofold. */
const STEEPNESS = 1;

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
		const { known } = this;
		const { least, most } = PLATEAU_REQUESTS;
		const plateau =
			Math.min(Math.max(PLATEAU_S * known, least), most) +
			(PAUSES_KEPT * this.longestPause * known) / 1000;
		const x = this.uses / plateau - 1;
		const grown = known * (1 + (x < 0 ? 1 - SHARE : STEEPNESS) * x ** 3);
		this.perSecond = Math.max(this.perSecond, grown);
		if (this.perSecond > NO_LIMIT) this.perSecond = Infinity;
	}

	/**
	 * A rate was seen that the server admits.
	 *
	 * @param before what was sent until then, where that is the better measure of how far to go down
	 */
	learn(perSecond: number, before = this.perSecond): void {
		const isFirst = before === Infinity;
		this.known = isFirst ? perSecond : Math.max(perSecond, LEAST_PART * before);
		this.perSecond = Math.max(LEAST, SHARE * this.known);
		this.uses = 0;
	}
}
