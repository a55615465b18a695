import type { ChangedRecord, ChangesPage } from './changes';
import type { Progress, Reached } from './checkpoint';

/** How much one poll may read. */
export interface PollLimits {
	/** So many changes are enough. */
	most: number;
	/** False when the poll has taken as long as it may. */
	hasTime: () => boolean;
}

/** Why a poll cannot do what it should: there is more than it may put out or remember together, or there was no time for more. */
export type Shortage = 'room' | 'time';

/**
 * Works off a list that begins with the oldest change: what was read is put out, whatever comes after it. Only between two moments
 * is enough ever enough, since a list can be asked for from a moment on.
 *
 * @param put adds a change to the progress; true when it is put out
 * @param isPassing whether a failure may be gone by the next poll
 * @returns why nothing was worked off, else how far it came
 */
export async function workOff(
	pages: AsyncIterable<ChangesPage>,
	progress: Progress,
	put: (change: ChangedRecord) => boolean,
	isPassing: (error: unknown) => boolean,
	{ most, hasTime }: PollLimits,
): Promise<Reached | Shortage> {
	let count = 0;
	/** The moment that was come to. */
	let at = progress.start;
	/** New changes of this moment, until it is known that there are no others; by their keys, for they may be read repeatedly. */
	let open = new Map<string, ChangedRecord>();
	const settle = () => {
		for (const change of open.values()) if (put(change)) count += 1;
		open = new Map();
	};
	const read = async (): Promise<Reached | Shortage> => {
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
		if (isOpen || at > progress.start) return { isEnd: false, isOpen, readTo: at };
		return open.size > 0 ? 'room' : 'time';
	};
	return await read().catch((error: unknown) => {
		if (at === progress.start || !isPassing(error)) throw error;
		return { isEnd: false, readTo: at };
	});
}

/** What of a list was read that can only be read whole. */
interface WholeReading {
	/** The oldest first; without those that are not wanted. */
	changes: ChangedRecord[];
	/** What kept it from being read whole. */
	isShortOf?: Shortage;
	/** The oldest moment of the past that was come to. */
	oldest?: number;
}

/** How often a list is read until nothing new comes. */
const MOST_READINGS = 3;

/**
 * The changes of a list that can only be read whole: from the latest change back to a moment, or in any order.
 *
 * Campaign's links to a next page count rows, so a row that is deleted while the list is read hides another one. The next poll
 * finds that, unless it is too old for being looked for again. Then the list is read again, while there is time.
 *
 * @param list begins it
 * @param from where the order is known: nothing before that is wanted
 */
export async function readWhole(
	list: () => AsyncIterable<ChangesPage>,
	progress: Progress,
	{ most, hasTime }: PollLimits,
	from = -Infinity,
): Promise<WholeReading> {
	// A record that moves while the list is read is on two pages.
	const found = new Map<string, ChangedRecord>();
	/** Those of the future have the room that is left, or they would stand in the way until their moment has come. */
	const counted = new Set<string>();
	let oldest: number | undefined;
	const take = (change: ChangedRecord) => {
		const { key, moment } = change;
		if (!progress.isAhead(change)) oldest = Math.min(oldest ?? moment, moment);
		if (!progress.isWanted(change)) return progress.pass(change);
		if ((found.get(key)?.moment ?? -Infinity) < moment) found.set(key, change);
		if (!progress.isAhead(change)) counted.add(key);
	};
	const read = async (): Promise<{ pages: number; isShortOf?: Shortage }> => {
		let pages = 0;
		for await (const { changes, isEnd } of list()) {
			pages += 1;
			changes.forEach(take);
			if (counted.size > most) return { pages, isShortOf: 'room' };
			if (isEnd || changes.some(({ moment }) => moment < from)) break;
			if (!hasTime()) return { pages, isShortOf: 'time' };
		}
		return { pages };
	};
	const { pages, isShortOf } = await read();
	// Whatever becomes of a later reading, the first one was whole.
	for (let readings = 2, before = -1; readings <= MOST_READINGS; readings += 1) {
		const isSettled = found.size === before || !progress.hasSettled([...found.values()]);
		if (pages === 1 || isShortOf || isSettled || !hasTime()) break;
		before = found.size;
		await read().catch(() => undefined);
	}
	const inOrder = [...found.values()].sort((one, other) => one.moment - other.moment);
	const present = inOrder.filter((change) => !progress.isAhead(change));
	const ahead = inOrder.slice(present.length, Math.max(present.length, most));
	return { changes: [...present, ...ahead], ...(isShortOf && { isShortOf }), oldest };
}
