/** How a row of items is worked on. */
export interface ParallelWork {
	/** The items are 0, 1, 2, ... */
	count: number;
	/** So many at a time. */
	atOnce: number;
	/** What an item names; those that name the same are worked on in their order, one at a time. */
	nameOf: (index: number) => string | undefined;
	work: (index: number) => Promise<void>;
	/** Once it says no, nothing new is started; what was started is finished. */
	mayStart: () => boolean;
}

/** Works on items side by side, started in their order. */
export async function inParallel({ count, atOnce, nameOf, work, mayStart }: ParallelWork) {
	/** By name: the items that wait for the one that is worked on. */
	const behind = new Map<string, Item[]>();
	let next = 0;

	const takeFree = (): Item | undefined => {
		while (next < count) {
			const item = { index: next, name: nameOf(next) };
			next += 1;
			const queue = item.name === undefined ? undefined : behind.get(item.name);
			if (!queue) {
				if (item.name !== undefined) behind.set(item.name, []);
				return item;
			}
			queue.push(item);
		}
		return undefined;
	};

	const takeAfter = ({ name }: Item): Item | undefined => {
		if (name === undefined) return takeFree();
		const following = behind.get(name)?.shift();
		if (following) return following;
		behind.delete(name);
		return takeFree();
	};

	const worker = async () => {
		let item = mayStart() ? takeFree() : undefined;
		while (item) {
			await work(item.index);
			item = mayStart() ? takeAfter(item) : undefined;
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
}

interface Item {
	index: number;
	name: string | undefined;
}
