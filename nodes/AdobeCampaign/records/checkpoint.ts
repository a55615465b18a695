import { SeenChanges } from './seenChanges';

/** What a trigger waits for. */
export type Watched = 'created' | 'updated' | 'both';

/** A change as a list of Campaign shows it: the last one of its record. Moments are milliseconds since 1970, by the server's clock. */
export interface Change {
	/** What names the record for good: see `changeOf`. */
	key: string;
	/** Its `lastModified`. */
	moment: number;
	/** Its `created`; undefined when the instance does not tell it. */
	created?: number;
}

/**
 * How far a trigger has come. It is stored with the workflow, so its names never change.
 */
export interface Checkpoint {
	/** Changes of an earlier moment were handled, for good. */
	from: number;
	/** The latest moment that was handled. Between `from` and here changes may still appear, since a row is seen when it is committed. */
	cursor: number;
	/** Records that were created earlier are known to be old. */
	createdFrom: number;
	/** The changes from `from` on that were handled: see `SeenChanges`. */
	seen: string;
	/** More has changed than was read. `since`: the cursor when that began. */
	backlog?: { since: number };
}

/** A record that is printed with the very moment of its creation may have been changed 2 ms before that (measured by users). */
const SAME_MS = 1000;

/** A moment so far ahead of the server's clock was not set by that clock: a workflow may write any. */
const AHEAD_MS = 5 * 60_000;

/** So many changes of the future are put out at once; others are when their moment has come. All have to be remembered until then. */
const MOST_AHEAD = 1000;

/** What is remembered of changes, in characters: seven to twelve thousand of them. */
export const SEEN_ROOM = 100_000;

/** Of the short form, see `placeOf`. */
const PLACE_ROOM = 1000;

interface Rules {
	watched: Watched;
	/** The present, by the server's clock, which may be known only once it has answered. */
	now: () => number;
	/** How late a change may appear after its moment. */
	overlapMs: number;
}

/** How far one poll comes: takes the changes in the order of their moments, the oldest first, and works on a copy of the checkpoint. */
export class Progress {
	private readonly seen: SeenChanges;
	private reached: number;
	/** How many changes of the future are remembered, or would have to be. */
	private ahead?: number;

	constructor(
		private readonly before: Checkpoint,
		private readonly rules: Rules,
	) {
		this.seen = new SeenChanges(before.seen);
		this.reached = before.cursor;
	}

	/** Whether a change was handled, by an earlier poll or this one. */
	isOld({ key, moment }: Change): boolean {
		return moment < this.before.from || this.seen.has(key, moment);
	}

	/**
	 * @param isChanged whether the change is one of the fields that are watched; asked once for each change
	 * @returns what the change is put out as; undefined when it is not
	 */
	add(change: Change, isChanged = () => true): 'created' | 'updated' | undefined {
		if (this.isOld(change) || this.isTooFarAhead(change)) return undefined;
		const { key, moment, created = -Infinity } = change;
		const { watched } = this.rules;
		const isKnown = this.seen.knows(key);
		const isUntouched = Math.abs(moment - created) <= SAME_MS;
		const isCreation = !isKnown && (isUntouched || created >= this.before.createdFrom);
		if (watched === 'created') {
			if (!isCreation) return undefined;
			this.seen.add(key, moment);
			return 'created';
		}
		const hasChanged = isChanged();
		if (!hasChanged && !isCreation) return undefined;
		this.seen.add(key, moment);
		if (watched === 'both') return isCreation ? 'created' : 'updated';
		// Who waits for updates alone is told of a record that was created and changed before it was first seen.
		return isCreation && isUntouched ? undefined : 'updated';
	}

	/** A moment of the future does not move the cursor beyond the present, or what is changed until then would not be seen. */
	private isTooFarAhead({ moment }: Change): boolean {
		const now = this.rules.now();
		if (moment <= now + AHEAD_MS) {
			this.reached = Math.max(this.reached, Math.min(moment, now));
			return false;
		}
		this.ahead = (this.ahead ?? this.seen.countAfter(now + AHEAD_MS)) + 1;
		return this.ahead > MOST_AHEAD;
	}

	/** Whether nothing more can be put out once a list has come to these changes, and beyond: all are of the future. */
	isFullAhead(changes: Change[]): boolean {
		const first = changes[0]?.moment ?? -Infinity;
		return first > this.rules.now() + AHEAD_MS && (this.ahead ?? 0) > MOST_AHEAD;
	}

	/**
	 * @param isEnd everything that has changed was read; else everything up to the last change that was added
	 * @param isOpen of the last moment there may be more
	 */
	checkpoint(isEnd: boolean, isOpen = false): Checkpoint {
		const { before, seen, reached, rules } = this;
		const settled = isEnd
			? reached - rules.overlapMs
			: Math.min(reached, rules.now() - rules.overlapMs);
		const from = Math.max(before.from, settled);
		const backlog = isEnd ? undefined : (before.backlog ?? { since: before.cursor });
		const createdFrom = isEnd ? from : before.createdFrom;
		seen.forgetBefore(Math.min(from, createdFrom) - SAME_MS);
		const kept = seen.shrink(SEEN_ROOM) ?? -Infinity;
		return {
			from: Math.max(from, isOpen ? Math.min(kept, reached) : kept),
			cursor: reached,
			// What was forgotten of an earlier time was created before that time. In a backlog it may not have been seen yet.
			createdFrom: Math.max(createdFrom, backlog ? Math.min(kept, backlog.since) : kept),
			seen: seen.pack(),
			...(backlog && { backlog }),
		};
	}
}

/**
 * Where a trigger begins: with what changes from now on.
 *
 * @param latest changes before now: the latest ones, back to a moment
 * @param back that moment
 */
export function beginningAfter(latest: Change[], back: number, rules: Rules): Checkpoint {
	const cursor = latest
		.map(({ moment }) => Math.min(moment, rules.now()))
		.reduce((one, other) => Math.max(one, other), back);
	const from = Math.max(back, cursor - rules.overlapMs);
	// Everything is remembered, whatever the trigger waits for: a creation that is old must not be put out, nor an update.
	const progress = new Progress(
		{ from, cursor, createdFrom: from, seen: '' },
		{ ...rules, watched: 'both' },
	);
	for (const change of latest) progress.add(change);
	return progress.checkpoint(true);
}

/** The checkpoint in short, with what is needed to go on at its cursor. */
export function placeOf({ seen: packed, cursor, createdFrom, backlog }: Checkpoint): Checkpoint {
	const seen = new SeenChanges(packed);
	seen.forgetBefore(cursor);
	const from = seen.shrink(PLACE_ROOM) ?? cursor;
	return {
		from,
		cursor,
		createdFrom: backlog ? createdFrom : Math.max(createdFrom, from),
		seen: seen.pack(),
		...(backlog && { backlog }),
	};
}

/** The checkpoint without what has become too old. */
export const notBefore = (moment: number, checkpoint: Checkpoint): Checkpoint => ({
	...checkpoint,
	from: Math.max(checkpoint.from, moment),
	cursor: Math.max(checkpoint.cursor, moment),
	createdFrom: Math.max(checkpoint.createdFrom, moment),
});
