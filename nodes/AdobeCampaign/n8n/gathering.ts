import type { Place } from './inParallel';
import { pauseFor } from './wait';

/** One of the items that gather: what it wants, its place, and the signal of the Stop button. */
interface Guest<Wish> {
	wish: Wish;
	place: Place;
	signal?: AbortSignal;
}

/** Items that have come together, and the last one of them, which does for all what they came for. */
interface Group<Wish, Result> {
	wishes: Wish[];
	results: Map<Wish, Result>;
	/** Asks the last one that has come to begin. */
	begin: () => void;
	done: Promise<void>;
	end: () => void;
}

/** When a group is complete. */
interface GatheringRules {
	/** So many are enough. */
	most: number;
	/** The first one waits no longer for others, in milliseconds. */
	longestMs: () => number;
}

/**
 * Items of a run that gather until one of them does something for all: when they are enough, when the first has waited long
 * enough, when no other item is at work that could come, or when the run is stopped. Meanwhile they lend their places.
 */
export class Gathering<Wish, Result> {
	private open?: Group<Wish, Result>;

	/**
	 * @param work is called by the last one that has come, so after all of them have come. What it has no result for has none
	 */
	constructor(
		private readonly rules: GatheringRules,
		private readonly work: (wishes: Wish[]) => Promise<Map<Wish, Result>>,
	) {}

	/**
	 * Comes to the others, and waits with them.
	 *
	 * @returns undefined without a result, also when the item that worked for all has failed
	 * @throws what the work throws, for the item that does it
	 */
	async join({ wish, place, signal }: Guest<Wish>): Promise<Result | undefined> {
		const group = (this.open ??= this.gather(signal));
		group.wishes.push(wish);
		const isCalled = new Promise<void>((resolve) => (group.begin = resolve));
		if (group.wishes.length >= this.rules.most) this.close(group);
		else await place.lend(Promise.race([isCalled, group.done]), () => this.close(group));
		const isLast = group.wishes[group.wishes.length - 1] === wish;
		if (isLast) {
			try {
				group.results = await this.work(group.wishes);
			} finally {
				group.end();
			}
		}
		return group.results.get(wish);
	}

	/** Waits no longer for others. */
	callIn(): void {
		if (this.open) this.close(this.open);
	}

	private gather(signal?: AbortSignal): Group<Wish, Result> {
		let end = () => {};
		const done = new Promise<void>((resolve) => (end = resolve));
		const group = { wishes: [], results: new Map<Wish, Result>(), begin: () => {}, done, end };
		void pauseFor(this.rules.longestMs(), signal).then(() => this.close(group));
		return group;
	}

	private close(group: Group<Wish, Result>): void {
		if (this.open !== group) return;
		this.open = undefined;
		group.begin();
	}
}
