import fc from 'fast-check';

import { inParallel } from '../../../../../nodes/AdobeCampaign/n8n/inParallel';

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
	/** Which of those in work is finished next. */
	order: fc.infiniteStream(fc.nat()),
	/** After so many were finished nothing new may be started. */
	stopAfter: fc.option(fc.nat({ max: 30 }), { nil: Infinity }),
});

type Run = typeof runs extends fc.Arbitrary<infer T> ? T : never;

async function work(
	{ names, atOnce, order, stopAfter }: Run,
	wayOf: (index: number) => string = () => 'way',
) {
	const started: number[] = [];
	const finished: number[] = [];
	const inWork = new Map<number, () => void>();
	const startedAt: number[] = [];
	const finishedBefore = new Map<number, Set<number>>();
	let most = 0;
	let isDone = false;
	const working = inParallel({
		count: names.length,
		atOnce,
		prepare: (index) => {
			const key = names[index];
			const recordKey = key === undefined ? undefined : { way: wayOf(index), key };
			return { input: undefined, recordKey };
		},
		mayStart: () => finished.length < stopAfter,
		work: async (index) => {
			started.push(index);
			startedAt.push(finished.length);
			finishedBefore.set(index, new Set(finished));
			await new Promise<void>((resolve) => inWork.set(index, resolve));
		},
	}).then(() => (isDone = true));
	await settled();
	for (const choice of order) {
		if (inWork.size === 0) break;
		most = Math.max(most, inWork.size);
		const index = [...inWork.keys()][choice % inWork.size];
		finished.push(index);
		inWork.get(index)?.();
		inWork.delete(index);
		await settled();
	}
	return { started, finished, startedAt, finishedBefore, most, isDone, working };
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

test('no more are worked on than may be, and as many as can be', async () => {
	await property(({ names, atOnce, stopAfter }, { most }) => {
		const distinct = names.filter((name, index) => !name || names.indexOf(name) === index).length;
		expect(most).toBeLessThanOrEqual(atOnce);
		if (stopAfter > 0) expect(most).toBeGreaterThanOrEqual(Math.min(atOnce, distinct));
	});
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
			const { started, finishedBefore, isDone } = await work(run, (index) => ways[index]);
			expect(isDone).toBe(true);
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
