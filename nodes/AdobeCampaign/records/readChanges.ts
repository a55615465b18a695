import type { ChangedRecord, ChangesPage } from './changes';
import type { Progress } from './checkpoint';

/** How much one poll may read. */
export interface PollLimits {
	/** So many changes are enough. */
	most: number;
	/** False when the poll has taken as long as it may. */
	hasTime: () => boolean;
}

/** How far a list was read. */
export interface Reached {
	isEnd: boolean;
	/** Of the last moment there may be more. */
	isOpen: boolean;
}

/** So many changes of one moment are remembered when it could not be read to its end; see `SEEN_ROOM`. */
const MOST_OF_OPEN_MOMENT = 10_000;

/**
 * Works off a list that begins with the oldest change: what was read is put out, whatever comes after it. Only between two moments
 * is enough ever enough, since a list can be asked for from a moment on.
 *
 * @param put adds a change to the progress; true when it is put out
 * @param isPassing whether a failure may be gone by the next poll
 * @returns undefined when nothing was worked off
 */
export async function workOff(
	pages: AsyncIterable<ChangesPage>,
	progress: Progress,
	put: (change: ChangedRecord) => boolean,
	isPassing: (error: unknown) => boolean,
	{ most, hasTime }: PollLimits,
): Promise<Reached | undefined> {
	let count = 0;
	let isBegun = false;
	/** Changes of one moment, until it is known that there are no others. */
	let open: ChangedRecord[] = [];
	const settle = () => {
		for (const change of open) if (put(change)) count += 1;
		isBegun ||= open.length > 0;
		open = [];
	};
	try {
		for await (const { changes, isEnd } of pages) {
			for (const change of changes.filter((one) => !progress.isOld(one))) {
				if (open.length > 0 && change.moment !== open[0].moment) settle();
				if (count >= most) return { isEnd: false, isOpen: false };
				open.push(change);
			}
			if (isEnd || progress.isFullAhead(changes)) {
				settle();
				return { isEnd: true, isOpen: false };
			}
			if (!hasTime()) break;
		}
	} catch (error) {
		if (!isBegun || !isPassing(error)) throw error;
		return { isEnd: false, isOpen: false };
	}
	const isOpen = open.length > 0 && open.length <= MOST_OF_OPEN_MOMENT;
	if (isOpen) settle();
	return isBegun ? { isEnd: false, isOpen } : undefined;
}

/**
 * The changes of a list that can only be read whole: from the latest change back to a moment, or in any order.
 *
 * @param from where the order is known: nothing before that is wanted
 */
export async function readWhole(
	pages: AsyncIterable<ChangesPage>,
	progress: Progress,
	{ most, hasTime }: PollLimits,
	from = -Infinity,
): Promise<{ changes: ChangedRecord[]; isWhole: boolean }> {
	// A record that moves while the list is read is on two pages.
	const found = new Map<string, ChangedRecord>();
	let isWhole = false;
	for await (const { changes, isEnd } of pages) {
		for (const change of changes) {
			const known = found.get(change.key);
			const isLater = !known || known.moment < change.moment;
			if (isLater && !progress.isOld(change)) found.set(change.key, change);
		}
		isWhole = isEnd || changes.some(({ moment }) => moment < from);
		if (isWhole || found.size > most || !hasTime()) break;
	}
	const changes = [...found.values()].sort((one, other) => one.moment - other.moment);
	return { changes, isWhole: isWhole && found.size <= most };
}
