import { TimeSlice } from './wait';

/** Which record an item works on. Two items with the same key mean the same record. */
export interface RecordKey {
	/** How the record is named: `email`, `PKey`. Keys of different ways cannot be compared. */
	way: string;
	key: string;
}

/** An item that is ready to be worked on. */
interface Prepared<Input> {
	input: Input;
	/** Absent: the item may run beside all others. */
	recordKey?: RecordKey;
}

/** The place of an item among those that are worked on at a time. */
export interface Place {
	/** How many there are. */
	readonly atOnce: number;
	/**
	 * Gives the place to another item while this one waits for something that is no work of its own.
	 *
	 * The item goes on as soon as it has what it waited for. It does not queue up for a place: what it holds, such as its turn among
	 * executions, may be what an item in a place waits for. So more than `atOnce` may go on for a moment; no other is started then.
	 *
	 * @param hurry called when no item is at work, or can be, until one of those that wait goes on
	 */
	lend<T>(waiting: Promise<T>, hurry: () => void): Promise<T>;
}

/** The place of an item that has no others beside it. */
export const ONLY_PLACE: Place = {
	atOnce: 1,
	lend: async (waiting, hurry) => {
		hurry();
		return await waiting;
	},
};

/**
 * How many items may wait without a place, so that what they hold in memory stays flat. Two groups of those that are confirmed
 * together: one that gathers while the other is being read.
 */
export const MOST_LENT = 100;

/** How a row of items is worked on. */
interface ParallelWork<Input> {
	/** The items are 0, 1, 2, ... */
	count: number;
	/** How many at a time. */
	atOnce: number;
	/** Called once for each item, in their order. */
	prepare: (index: number) => Prepared<Input>;
	/** Must not fail. */
	work: (index: number, input: Input, place: Place) => Promise<void>;
	/** Once it is false, no further item is started; those that are running end. */
	mayStart: () => boolean;
}

interface Item<Input> extends Prepared<Input> {
	index: number;
	/** The next item with the same key. */
	following?: Item<Input>;
}

/**
 * Works on items side by side, started in their order. Items with the same key run one at a time, in their order. An item
 * whose key is of another way than those that are running waits for them, since the two may mean the same record.
 */
export async function inParallel<Input>({
	count,
	atOnce,
	prepare,
	work,
	mayStart,
}: ParallelWork<Input>): Promise<void> {
	/** By key: the last item that is running or waits for one that is. */
	const last = new Map<string, Item<Input>>();
	let next = 0;
	/** The way of the keys that are running or waiting. */
	let way: string | undefined;
	let unfinished = 0;
	let allDone = pending();
	let upcoming: Item<Input> | undefined;
	/** Items whose predecessor has ended while too many went on. */
	const ready: Array<Item<Input>> = [];
	const slice = new TimeSlice();
	const end = pending();
	let workers = 0;
	/** The workers that are at work or look for an item. */
	let busy = 0;
	/** The workers that wait for the items of another way. */
	let blocked = 0;
	/** How to hurry what is waited for by the items that have lent their place. */
	const lent = new Set<() => void>();

	const hurryIfIdle = () => {
		if (busy === 0) for (const hurry of lent) hurry();
	};

	/** Where a worker is blocked, the next item has to wait, but not one that is ready. */
	const canStart = () =>
		busy < atOnce &&
		lent.size <= MOST_LENT &&
		(ready.length > 0 || (next < count && blocked === 0)) &&
		mayStart();

	/** A worker leaves its place to another one. */
	const leave = () => {
		busy -= 1;
		if (canStart()) start();
		hurryIfIdle();
	};

	/** The next item that need not wait for another one. */
	const takeFree = async (): Promise<Item<Input> | undefined> => {
		while (ready.length > 0 || next < count) {
			await slice.yieldIfOver();
			if (!mayStart() || busy > atOnce) return undefined;
			const due = ready.shift();
			if (due) return due;
			if (next >= count) break;
			upcoming ??= { index: next, ...prepare(next) };
			const item = upcoming;
			const { recordKey } = item;
			if (recordKey && way !== undefined && recordKey.way !== way && unfinished > 0) {
				blocked += 1;
				busy -= 1;
				hurryIfIdle();
				await allDone.promise;
				busy += 1;
				blocked -= 1;
				continue;
			}
			upcoming = undefined;
			next += 1;
			if (!recordKey) return item;
			way = recordKey.way;
			unfinished += 1;
			const before = last.get(recordKey.key);
			last.set(recordKey.key, item);
			if (!before) return item;
			before.following = item;
		}
		return undefined;
	};

	const finish = ({ recordKey }: Item<Input>) => {
		if (!recordKey) return;
		unfinished -= 1;
		if (unfinished > 0) return;
		allDone.resolve();
		allDone = pending();
	};

	/** The item that waited for this one, else a free one. */
	const takeAfter = async (item: Item<Input>): Promise<Item<Input> | undefined> => {
		await slice.yieldIfOver();
		if (!mayStart()) return undefined;
		// Read after the break above: an item of the same key may have come meanwhile.
		const { recordKey, following } = item;
		if (!following && recordKey) last.delete(recordKey.key);
		if (following && busy <= atOnce) return following;
		if (following) ready.push(following);
		return await takeFree();
	};

	const worker = async () => {
		workers += 1;
		busy += 1;
		let item = mayStart() ? await takeFree() : undefined;
		while (item) {
			await work(item.index, item.input, place);
			finish(item);
			item = mayStart() ? await takeAfter(item) : undefined;
		}
		// Workers that wait for another way's items have to see that nothing more is started.
		if (!mayStart()) allDone.resolve();
		leave();
		workers -= 1;
		if (workers === 0) end.resolve();
	};
	const start = () => void worker().catch(end.reject);

	const place: Place = {
		atOnce,
		lend: async (waiting, hurry) => {
			lent.add(hurry);
			leave();
			try {
				return await waiting;
			} finally {
				lent.delete(hurry);
				busy += 1;
			}
		},
	};

	if (count === 0) return;
	for (let first = 0; first < Math.min(atOnce, count); first += 1) start();
	await end.promise;
}

/** A promise with its functions. */
function pending() {
	let resolve = () => {};
	let reject: (reason: unknown) => void = () => {};
	const promise = new Promise<void>((fulfil, refuse) => {
		resolve = fulfil;
		reject = refuse;
	});
	return { promise, resolve, reject };
}
