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

/** How a row of items is worked on. */
interface ParallelWork<Input> {
	/** The items are 0, 1, 2, ... */
	count: number;
	/** How many at a time. */
	atOnce: number;
	/** Called once for each item, in their order. */
	prepare: (index: number) => Prepared<Input>;
	/** Must not fail. */
	work: (index: number, input: Input) => Promise<void>;
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
	const slice = new TimeSlice();

	/** The next item that need not wait for another one. */
	const takeFree = async (): Promise<Item<Input> | undefined> => {
		while (next < count) {
			await slice.yieldIfOver();
			if (!mayStart()) return undefined;
			if (next >= count) break;
			upcoming ??= { index: next, ...prepare(next) };
			const item = upcoming;
			const { recordKey } = item;
			if (recordKey && way !== undefined && recordKey.way !== way && unfinished > 0) {
				await allDone.promise;
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
		if (following) return following;
		if (recordKey) last.delete(recordKey.key);
		return await takeFree();
	};

	const worker = async () => {
		let item = mayStart() ? await takeFree() : undefined;
		while (item) {
			await work(item.index, item.input);
			finish(item);
			item = mayStart() ? await takeAfter(item) : undefined;
		}
		// Workers that wait for another way's items have to see that nothing more is started.
		if (!mayStart()) allDone.resolve();
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
}

/** A promise with its resolve function. */
function pending() {
	let resolve = () => {};
	const promise = new Promise<void>((fulfil) => {
		resolve = fulfil;
	});
	return { promise, resolve };
}
