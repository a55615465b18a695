import type { ChangedRecord, ChangesPage } from './changes';
import type { Progress, Reached } from './checkpoint';

/** How much one poll may read. */
export interface PollLimits {
	/** So many changes are enough. */
	most: number;
	/** False when the poll has taken as long as it may. */
	hasTime: () => boolean;
}

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
	/** The moment that was come to. */
	let at = progress.start;
	/** New changes of this moment, until it is known that there are no others; by their keys, for they may be read repeatedly. */
	let open = new Map<string, ChangedRecord>();
	const settle = () => {
		for (const change of open.values()) if (put(change)) count += 1;
		open = new Map();
	};
	const read = async (): Promise<Reached | undefined> => {
		for await (const { changes, isEnd } of pages) {
			for (const change of changes) {
				if (change.moment > at) settle();
				at = Math.max(at, change.moment);
				if (progress.isOld(change)) continue;
				if (count >= most) return { isEnd: false, isEnough: true, readTo: at };
				open.set(change.key, change);
			}
			if (isEnd || progress.isFullAhead(changes)) {
				settle();
				return { isEnd: true };
			}
			if (!hasTime()) break;
		}
		const isOpen = open.size > 0 && progress.hasRoomFor(open.size, at);
		if (isOpen) settle();
		return isOpen || at > progress.start ? { isEnd: false, isOpen, readTo: at } : undefined;
	};
	return await read().catch((error: unknown) => {
		if (at === progress.start || !isPassing(error)) throw error;
		return { isEnd: false, readTo: at };
	});
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
