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
	/** More has changed than was read. */
	backlog?: Backlog;
}

interface Backlog {
	/** The cursor when that began. */
	since: number;
	/** Of each poll since then, the latest ones: up to which moment all was read, and when that was. */
	read: Array<[upTo: number, at: number]>;
	/** Where reading goes on: there was no time to come farther from `from` on. */
	resume?: number;
}

/** How far a list was read. */
export interface Reached {
	/** Everything that has changed was read. */
	isEnd: boolean;
	/** Of the last moment there may be more. */
	isOpen?: boolean;
	/** Else the moment that was come to: everything before it was read. */
	readTo?: number;
	/** As much as is wanted was read; else there was no time for more. */
	isEnough?: boolean;
}

/** A record that is printed with the very moment of its creation may have been changed 2 ms before that (measured by users). */
const SAME_MS = 1000;

/**
 * So many changes of the future are put out at once; others are when their moment has come. All have to be remembered until then.
 * A workflow may write any moment, and clocks differ.
 */
const MOST_AHEAD = 1000;

/** What is remembered of changes, in characters: five to eleven thousand of them. */
const SEEN_ROOM = 90_000;

/** So many changes of one moment are remembered in any case, besides those of the future. */
const MOST_OF_OPEN_MOMENT = 8000;

/** So many polls of a backlog are remembered. */
const MOST_READ = 50;

/** Of the short form, see `placeOf`. */
const PLACE_ROOM = 1000;

interface Rules {
	watched: Watched;
	/** The present, by the server's clock, which may be known only once it has answered. */
	now: () => number;
	/** How late a change may appear after its moment. */
	overlapMs: number;
}

/** Whether a record is as it was created. */
export const isUntouched = ({ moment, created = -Infinity }: Change) =>
	Math.abs(moment - created) <= SAME_MS;

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

	/** From which moment on changes are to be read. */
	get start(): number {
		return startOf(this.before);
	}

	/** Whether a change was handled, by an earlier poll or this one. */
	isOld({ key, moment }: Change): boolean {
		return moment < this.before.from || this.seen.has(key, moment);
	}

	/** Whether it is of the future, by the server's clock. */
	isAhead({ moment }: Change): boolean {
		return moment > this.rules.now();
	}

	/** Whether it may have to be put out: whoever waits for creations alone does not want anything else. */
	isWanted(change: Change): boolean {
		return !this.isOld(change) && (this.rules.watched !== 'created' || this.isCreation(change));
	}

	/** Whether the record is to be told of as a new one. */
	private isCreation(change: Change): boolean {
		const { key, moment, created = -Infinity } = change;
		const isNew = created >= this.before.createdFrom || this.wasMissed(created, moment);
		return !this.seen.knows(key) && (isUntouched(change) || isNew);
	}

	/** Whether some of these will not be looked for again once all of them are handled. */
	hasSettled(changes: Change[]): boolean {
		const present = changes.filter((change) => !this.isAhead(change)).map(({ moment }) => moment);
		const reached = present.reduce((one, other) => Math.max(one, other), this.reached);
		return present.some((moment) => moment < reached - this.rules.overlapMs);
	}

	/** A change that is not wanted: it was come to. */
	pass(change: Change): void {
		if (!this.isAhead(change)) this.reached = Math.max(this.reached, change.moment);
	}

	/**
	 * @param isChanged whether the change is one of the fields that are watched; asked once for each change, also by later polls
	 * @returns what the change is put out as; undefined when it is not
	 */
	add(change: Change, isChanged = () => true): 'created' | 'updated' | undefined {
		if (this.isOld(change) || this.isTooFarAhead(change)) return undefined;
		const { key, moment } = change;
		const { watched } = this.rules;
		const isCreation = this.isCreation(change);
		if (watched === 'created') {
			if (!isCreation) return undefined;
			this.seen.add(key, moment);
			return 'created';
		}
		const hasChanged = isChanged();
		this.seen.add(key, moment);
		if (watched === 'both' && isCreation) return 'created';
		// Who waits for updates alone is told of a record that was created and changed before it was first seen.
		const isUpdate = watched === 'both' || !isCreation || !isUntouched(change);
		return hasChanged && isUpdate ? 'updated' : undefined;
	}

	/**
	 * Whether a record that was created in the backlog was changed before the list had come to its creation. Otherwise that was
	 * put out, and is forgotten: to update what was created is what workflows do.
	 */
	private wasMissed(created: number, moment: number): boolean {
		const { since, read } = this.before.backlog ?? { since: Infinity, read: [] };
		const [, readAt = -Infinity] = read.find(([upTo]) => upTo >= created) ?? [];
		return created > since && moment <= readAt;
	}

	/** A moment of the future does not move the cursor, or what is changed until then would not be seen. */
	private isTooFarAhead(change: Change): boolean {
		this.pass(change);
		if (!this.isAhead(change)) return false;
		this.ahead = (this.ahead ?? this.seen.countAfter(this.rules.now())) + 1;
		return this.ahead > MOST_AHEAD;
	}

	/** Whether nothing more can be put out once a list has come to these changes, and beyond: all are of the future. */
	isFullAhead(changes: Change[]): boolean {
		const first = changes[0]?.moment ?? -Infinity;
		return first > this.rules.now() && (this.ahead ?? 0) > MOST_AHEAD;
	}

	/** Whether so many more changes of a moment can be remembered. */
	hasRoomFor(count: number, moment: number): boolean {
		return this.seen.countAt(moment) + count <= MOST_OF_OPEN_MOMENT;
	}

	checkpoint({ isEnd, isOpen, isEnough, readTo = Infinity }: Reached): Checkpoint {
		const { before, seen, reached, rules } = this;
		const now = rules.now();
		// Where changes of the future took all the time, what is changed until then comes first.
		const at = readTo <= now ? readTo : reached;
		const settled = isEnd ? reached - rules.overlapMs : Math.min(at, now - rules.overlapMs);
		// What appeared before the start of this reading was not looked for.
		const from = this.start > before.from ? before.from : Math.max(before.from, settled);
		const createdFrom = isEnd ? from : before.createdFrom;
		seen.forgetBefore(Math.min(from, createdFrom) - SAME_MS);
		// An open moment and the changes of the future have room in any case: this is in the past.
		const kept = seen.shrink(SEEN_ROOM) ?? -Infinity;
		const { since, read } = before.backlog ?? { since: before.cursor, read: [] };
		const backlog: Backlog = {
			since,
			read: [...read, [isOpen ? reached - 1 : reached, now] as [number, number]].slice(-MOST_READ),
			...(!isEnough && { resume: at }),
		};
		return {
			from: Math.max(from, kept),
			cursor: reached,
			// What was forgotten of an earlier time was created before that time.
			createdFrom: Math.max(createdFrom, kept),
			seen: seen.pack(),
			...(!isEnd && { backlog }),
		};
	}
}

const startOf = ({ from, backlog }: Checkpoint) => Math.max(from, backlog?.resume ?? from);

/**
 * Where a trigger begins: with what changes from now on.
 *
 * @param latest changes before now: the latest ones, back to a moment
 * @param back that moment
 */
export function beginningAfter(latest: Change[], back: number, rules: Rules): Checkpoint {
	const now = rules.now();
	const start = Math.min(back, now);
	const cursor = latest
		.map(({ moment }) => moment)
		.filter((moment) => moment <= now)
		.reduce((one, other) => Math.max(one, other), start);
	const from = Math.max(start, cursor - rules.overlapMs);
	// Everything is remembered, whatever the trigger waits for: a creation that is old must not be put out, nor an update.
	const progress = new Progress(
		{ from, cursor, createdFrom: from, seen: '' },
		{ ...rules, watched: 'both' },
	);
	for (const change of latest) progress.add(change);
	return progress.checkpoint({ isEnd: true });
}

/** The checkpoint in short, with what is needed to go on at its cursor, or before it rather than to leave something out. */
export function placeOf({
	from,
	cursor,
	createdFrom,
	seen: packed,
	backlog,
}: Checkpoint): Checkpoint {
	const seen = new SeenChanges(packed);
	seen.forgetBefore(cursor);
	const kept = Math.min(seen.shrink(PLACE_ROOM) ?? cursor, backlog ? cursor : cursor + 1);
	return {
		from: Math.max(from, kept),
		cursor,
		createdFrom: Math.max(createdFrom, kept),
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
