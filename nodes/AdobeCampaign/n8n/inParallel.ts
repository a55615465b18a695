import { Breath } from './breath';

/** Whom an item names, and how: by e-mail, by PKey. */
export interface Named {
	way: string;
	name: string;
}

/** How a row of items is worked on. */
export interface ParallelWork {
	/** The items are 0, 1, 2, ... */
	count: number;
	/** So many at a time. */
	atOnce: number;
	/** What an item names; those that name the same are worked on in their order, one at a time. */
	nameOf: (index: number) => Named | undefined;
	work: (index: number) => Promise<void>;
	/** Once it says no, nothing new is started; what was started is finished. */
	mayStart: () => boolean;
}

/**
 * Works on items side by side, started in their order. One that names somebody in another way than those before it waits for
 * them: nobody can tell beforehand whether they mean the same.
 */
export async function inParallel({ count, atOnce, nameOf, work, mayStart }: ParallelWork) {
	/** By name: the last item of those that are worked on, or wait for one that is. */
	const last = new Map<string, Item>();
	let next = 0;
	/** How those that are worked on, or wait, name somebody. */
	let way: string | undefined;
	let unfinished = 0;
	let allDone = pending();
	let upcoming: Item | undefined;
	const breath = new Breath();

	const takeFree = async (): Promise<Item | undefined> => {
		while (next < count) {
			await breath.take();
			if (!mayStart()) return undefined;
			if (next >= count) break;
			upcoming ??= { index: next, named: nameOf(next) };
			const item = upcoming;
			const { named } = item;
			if (named && way !== undefined && named.way !== way && unfinished > 0) {
				await allDone.promise;
				continue;
			}
			upcoming = undefined;
			next += 1;
			if (!named) return item;
			way = named.way;
			unfinished += 1;
			const before = last.get(named.name);
			last.set(named.name, item);
			if (!before) return item;
			before.following = item;
		}
		return undefined;
	};

	const finish = ({ named }: Item) => {
		if (!named) return;
		unfinished -= 1;
		if (unfinished > 0) return;
		allDone.resolve();
		allDone = pending();
	};

	const takeAfter = async (item: Item): Promise<Item | undefined> => {
		await breath.take();
		if (!mayStart()) return undefined;
		// One that came while there was time to breathe is the next one, too.
		const { named, following } = item;
		if (following) return following;
		if (named) last.delete(named.name);
		return await takeFree();
	};

	const worker = async () => {
		let item = mayStart() ? await takeFree() : undefined;
		while (item) {
			await work(item.index);
			finish(item);
			item = mayStart() ? await takeAfter(item) : undefined;
		}
		// Those that wait for a turn see that nothing new is to be started.
		if (!mayStart()) allDone.resolve();
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
}

/** A promise, and what fulfils it. */
function pending() {
	let resolve = () => {};
	const promise = new Promise<void>((fulfil) => {
		resolve = fulfil;
	});
	return { promise, resolve };
}

interface Item {
	index: number;
	named: Named | undefined;
	/** The next one of the same name. */
	following?: Item;
}
