/** The cap at first: the default of 'Max Concurrency'. */
const FIRST = 10;

/** The most requests in flight to one tenant, whatever the executions of this n8n ask for together. */
const MOST = 50;

/**
 * By how much the cap grows with each answer until the server first refuses. Three quarters bring ten to fifty in a dozen
 * round trips, since not every answer finds the cap reached; what is too much by then costs one or two refusals.
 */
const GROWTH_PER_ANSWER = 0.75;

/** What is taken of the level below the first one that was refused: it was reached in a run-up, and was passed by a little. */
const FIRST_STEP_BACK = 0.9;

/**
 * That level is taken for no less than so many. Who comes when others have taken all places is refused at two or three, and crept
 * on with that until the others had ended.
 */
const LEAST_AT_FIRST = 4;

/** In how many round trips what the first refusal took is given back. */
const ROUNDS_BACK = 3;

/**
 * After how many round trips one more than was refused is tried, and eight more after twice as many. With six instead, a
 * tenth more was refused, and nothing was done sooner (`npm run simulate`).
 */
const ROUNDS_TO_MORE = 10;

/**
 * While the same level is refused, a small cap tries it after twice as many answers each time, until that costs no more than one
 * refusal in a hundred. Another level is the work of others: what they leave must be found soon.
 */
const MOST_TO_MORE = 100;

const between = (value: number, least: number, most: number) =>
	Math.min(Math.max(value, least), most);

/** The level below the last refusal, where the cap began again, and after how many uses one more is tried. */
interface Below {
	level: number;
	from: number;
	usesToMore: number;
}

/** How many requests may be in flight at a time. It grows with the answers, and goes back to just below what was refused. */
export class InFlightCap {
	/** Its size grows in fractions: it may be reached by that many requests, rounded down. */
	size = FIRST;
	private last?: Below;
	/** Answers since then that came while the cap was reached. */
	private uses = 0;

	get most(): number {
		return Math.floor(this.size);
	}

	/** A request was admitted, and so many were in flight when its answer came. */
	admitted(inFlight: number): void {
		if (inFlight < this.most) return;
		this.uses += 1;
		this.size = between(
			this.last ? this.regrown(this.last) : this.size + GROWTH_PER_ANSWER,
			1,
			MOST,
		);
	}

	/** A cubic, as in TCP CUBIC (RFC 9438): fast where it is known, slow around the level that was refused, fast beyond. */
	private regrown({ level, from, usesToMore }: Below): number {
		const back = Math.min(1, this.uses / (ROUNDS_BACK * level));
		const beyond = this.uses / usesToMore;
		return level - (level - from) * (1 - back) ** 3 + beyond ** 3;
	}

	/** @param level how many were in flight when the request was sent that was refused, with that one */
	refused(level: number): void {
		const { last } = this;
		const below = Math.max(last ? 1 : LEAST_AT_FIRST, level - 1);
		this.size = last ? below : FIRST_STEP_BACK * below;
		this.last = { level: below, from: this.size, usesToMore: usesToMore(below, last) };
		this.uses = 0;
	}
}

/** @returns after how many answers one more than that level is tried */
function usesToMore(level: number, last?: Below): number {
	const rounds = ROUNDS_TO_MORE * level;
	return last?.level === level
		? Math.min(2 * last.usesToMore, Math.max(rounds, MOST_TO_MORE))
		: rounds;
}
