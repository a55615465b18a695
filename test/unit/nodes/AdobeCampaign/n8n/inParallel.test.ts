import fc from 'fast-check';

import {
	inParallel,
	MOST_LENT,
	ONLY_PLACE,
} from '../../../../../nodes/AdobeCampaign/n8n/inParallel';

/** Lets everything happen that does not wait for anything. */
const settled = async () => await new Promise((resolve) => setImmediate(resolve));

// No time passes while it looks for the next item: the machine may be busy.
beforeEach(() => jest.spyOn(performance, 'now').mockReturnValue(0));
afterEach(() => jest.restoreAllMocks());

/** What may happen with a row of items: their keys, which is finished next, and when it is stopped. */
const runs = fc.record({
	names: fc.array(fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }), {
		maxLength: 30,
	}),
	atOnce: fc.integer({ min: 1, max: 12 }),
	/** How often an item lends its place, by the last digit of its index. */
	lends: fc.array(fc.nat({ max: 2 }), { minLength: 10, maxLength: 10 }),
	/** How many go on at the same moment. */
	burst: fc.constantFrom(1, 1, 2, 5),
	/** Which of those in work or waiting goes on next. */
	order: fc.infiniteStream(fc.nat()),
	/** After so many were finished nothing new may be started. */
	stopAfter: fc.option(fc.nat({ max: 30 }), { nil: Infinity }),
});

type Run = typeof runs extends fc.Arbitrary<infer T> ? T : never;

async function work(
	{ names, atOnce, lends, burst, order, stopAfter }: Run,
	wayOf: (index: number) => string = () => 'way',
) {
	const started: number[] = [];
	const finished: number[] = [];
	const inWork = new Map<number, () => void>();
	/** Those that have lent their place; true once they were hurried. */
	const waiting = new Map<number, { goOn: () => void; isHurried: boolean }>();
	const startedAt: number[] = [];
	const besides: number[] = [];
	const finishedBefore = new Map<number, Set<number>>();
	let most = 0;
	let mostWaiting = 0;
	let idleTimes = 0;
	let isLeftAlone = false;
	let isWasted = false;
	/** Not started, and no item of its key before it is on its way. */
	const isDue = (index: number) =>
		!started.includes(index) &&
		(names[index] === undefined ||
			names.slice(0, index).every((name, at) => name !== names[index] || finished.includes(at)));
	let isDone = false;
	const stage = async (index: number) => {
		await new Promise<void>((resolve) => inWork.set(index, resolve));
		inWork.delete(index);
	};
	const working = inParallel({
		count: names.length,
		atOnce,
		prepare: (index) => {
			const key = names[index];
			const recordKey = key === undefined ? undefined : { way: wayOf(index), key };
			return { input: undefined, recordKey };
		},
		mayStart: () => finished.length < stopAfter,
		work: async (index, _input, place) => {
			started.push(index);
			startedAt.push(finished.length);
			besides.push(inWork.size);
			finishedBefore.set(index, new Set(finished));
			await stage(index);
			for (let time = 0; time < lends[index % 10]; time += 1) {
				const wait = { goOn: () => {}, isHurried: false };
				const waited = new Promise<string>((resolve) => (wait.goOn = () => resolve('it came')));
				waiting.set(index, wait);
				expect(await place.lend(waited, () => (wait.isHurried = true))).toBe('it came');
				waiting.delete(index);
				await stage(index);
			}
			finished.push(index);
		},
	}).then(() => (isDone = true));
	await settled();
	for (const choice of order) {
		if (inWork.size + waiting.size === 0) break;
		most = Math.max(most, inWork.size);
		mostWaiting = Math.max(mostWaiting, waiting.size);
		isWasted ||=
			inWork.size < atOnce && finished.length < stopAfter && [...names.keys()].some(isDue);
		if (inWork.size === 0) {
			idleTimes += 1;
			isLeftAlone ||= ![...waiting.values()].every(({ isHurried }) => isHurried);
		}
		const next = [...inWork.values(), ...[...waiting.values()].map(({ goOn }) => goOn)];
		for (let more = 0; more < burst; more += 1) next[(choice + more) % next.length]();
		await settled();
	}
	return {
		started,
		finished,
		startedAt,
		besides,
		finishedBefore,
		most,
		mostWaiting,
		idleTimes,
		isLeftAlone,
		isWasted,
		isDone,
		working,
	};
}

/** The names that several items have. */
const named = (names: Run['names'], started: number[], name: string) =>
	started.filter((index) => names[index] === name);

const property = (check: (run: Run, result: Awaited<ReturnType<typeof work>>) => void) =>
	fc.assert(
		fc.asyncProperty(runs, async (run) => check(run, await work(run))),
		{ seed: 5, numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
	);

test('every item is worked on once, and then it is done', async () => {
	await property(({ names, stopAfter }, { started, finished, isDone }) => {
		expect(isDone).toBe(true);
		expect(new Set(started).size).toBe(started.length);
		expect([...finished].sort()).toEqual([...started].sort());
		if (stopAfter === Infinity) expect(started).toHaveLength(names.length);
	});
});

test('no more are started than may be worked on, and as many as can be', async () => {
	await property(({ names, atOnce, lends, burst, stopAfter }, { most, besides }) => {
		const distinct = names.filter((name, index) => !name || names.indexOf(name) === index).length;
		if (burst === 1) expect(Math.max(0, ...besides)).toBeLessThan(atOnce);
		if (lends.every((times) => times === 0)) expect(most).toBeLessThanOrEqual(atOnce);
		if (stopAfter > 0) expect(most).toBeGreaterThanOrEqual(Math.min(atOnce, distinct));
	});
});

test('no place is free while an item could be started', async () => {
	await property((_run, { isWasted }) => expect(isWasted).toBe(false));
});

test('items of one key run in their order, one at a time', async () => {
	await property(({ names }, { started, finished }) => {
		for (const name of ['a', 'b', 'c']) {
			const inOrder = [...named(names, started, name)].sort((a, b) => a - b);
			expect(named(names, started, name)).toEqual(inOrder);
			expect(named(names, finished, name)).toEqual(inOrder);
		}
	});
});

test('items that do not wait are started in their order', async () => {
	await property(({ names }, { started }) => {
		const free = started.filter((index) => names[index] === undefined);
		expect(free).toEqual([...free].sort((a, b) => a - b));
	});
});

test('those that wait are hurried as soon as no item is at work', async () => {
	let idle = 0;
	await property((_run, { isLeftAlone, idleTimes }) => {
		idle += idleTimes;
		expect(isLeftAlone).toBe(false);
	});
	expect(idle).toBeGreaterThan(100);
});

test('after the stop nothing is started', async () => {
	await property(({ stopAfter }, { startedAt }) => {
		expect(startedAt.filter((finishedBefore) => finishedBefore >= stopAfter)).toEqual([]);
	});
});

test('an item with another way of key waits for all before it', async () => {
	const withWays = fc.tuple(
		runs,
		fc.array(fc.constantFrom('email', 'PKey'), { minLength: 30, maxLength: 30 }),
	);
	await fc.assert(
		fc.asyncProperty(withWays, async ([run, ways]) => {
			const { names, stopAfter } = run;
			const result = await work(run, (index) => ways[index]);
			const { started, finishedBefore, isDone, isLeftAlone } = result;
			expect(isDone).toBe(true);
			expect(isLeftAlone).toBe(false);
			if (stopAfter === Infinity) expect(started).toHaveLength(names.length);
			for (const later of started.filter((index) => names[index] !== undefined)) {
				for (let earlier = 0; earlier < later; earlier += 1) {
					if (names[earlier] === undefined || ways[earlier] === ways[later]) continue;
					expect(finishedBefore.get(later)).toContain(earlier);
				}
			}
		}),
		{ seed: 5, numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
	);
});

test('a long row of one name is looked through a bit at a time, and can be stopped', async () => {
	// Each look at a name takes a millisecond.
	let time = 0;
	jest.spyOn(performance, 'now').mockImplementation(() => time);
	let isStopped = false;
	let looks = 0;
	let turns = 0;
	const working = inParallel({
		count: 100_000,
		atOnce: 2,
		prepare: () => {
			looks += 1;
			time += 1;
			return { input: undefined, recordKey: { way: 'way', key: 'one' } };
		},
		mayStart: () => !isStopped,
		work: async () => await new Promise((resolve) => setTimeout(resolve, 1)),
	});
	while (turns < 5) {
		await settled();
		turns += 1;
		expect(looks).toBeLessThan(200);
	}
	isStopped = true;
	await working;
	expect(looks).toBeLessThan(1000);
});

describe('An item that lends its place', () => {
	/** Items of which each waits in a lent place until the test says so. */
	const lending = async (count: number, atOnce: number) => {
		const started: number[] = [];
		const goOn: Array<() => void> = [];
		let hurried = 0;
		const working = inParallel({
			count,
			atOnce,
			prepare: () => ({ input: undefined }),
			mayStart: () => true,
			work: async (index, _input, place) => {
				started.push(index);
				const waited = new Promise<void>((resolve) => goOn.push(resolve));
				await place.lend(waited, () => (hurried += 1));
			},
		});
		await settled();
		return { started, goOn, working, hurried: () => hurried };
	};

	it('lets others be started in their order, so many that memory stays flat', async () => {
		const { started, goOn, working, hurried } = await lending(1000, 3);
		expect(started.length).toBeGreaterThan(MOST_LENT);
		expect(started.length).toBeLessThanOrEqual(MOST_LENT + 3);
		expect(hurried()).toBeGreaterThanOrEqual(started.length);

		for (let next = 0; next < 1000; next += 1) {
			goOn[next]();
			await settled();
			expect(started.length - next - 1).toBeLessThanOrEqual(MOST_LENT + 3);
		}
		await working;
		expect(started).toEqual([...Array(1000).keys()]);
	});

	it('goes on at once, with all places taken by others', async () => {
		const told: string[] = [];
		let goOn = () => {};
		const working = inParallel({
			count: 2,
			atOnce: 1,
			prepare: () => ({ input: undefined }),
			mayStart: () => true,
			work: async (index, _input, place) => {
				if (index === 0) {
					await place.lend(new Promise<void>((resolve) => (goOn = resolve)), () => {});
					told.push('the first goes on');
					return;
				}
				// It waits for what the first one holds.
				goOn();
				while (told.length === 0) await settled();
				told.push('the second goes on');
			},
		});
		await working;

		expect(told).toEqual(['the first goes on', 'the second goes on']);
	});

	it('without others is hurried at once', async () => {
		let hurry = () => {};
		const waited = new Promise<string>((resolve) => (hurry = () => resolve('at once')));

		expect(await ONLY_PLACE.lend(waited, () => hurry())).toBe('at once');
	});

	it('fails with what it waited for, and its place is there for others', async () => {
		const failures: unknown[] = [];
		const done: number[] = [];
		await inParallel({
			count: 3,
			atOnce: 1,
			prepare: () => ({ input: undefined }),
			mayStart: () => true,
			work: async (index, _input, place) => {
				await place
					.lend(Promise.reject(new Error('no')), () => {})
					.catch((error: unknown) => failures.push(error));
				done.push(index);
			},
		});

		expect(failures).toHaveLength(3);
		expect(done).toEqual([0, 1, 2]);
	});
});

test('what is thrown by mistake ends the row', async () => {
	const working = inParallel({
		count: 2,
		atOnce: 1,
		prepare: () => ({ input: undefined }),
		mayStart: () => true,
		work: async () => await Promise.reject(new Error('broken')),
	});

	await expect(working).rejects.toThrow('broken');
});
