import { PerRun } from '../../../../../nodes/AdobeCampaign/n8n/perRun';

/** Answers 1, 2, 3, ... so that a value tells which read it comes from. */
const counting = () => {
	let reads = 0;
	return async () => ++reads;
};

test('a value is read once a run', async () => {
	const kept = new PerRun<number>();
	const run = {};
	const read = counting();
	expect([await kept.get(run, 'a', read), await kept.get(run, 'a', read)]).toEqual([1, 1]);
});

test('items that ask at the same time share one read', async () => {
	const kept = new PerRun<number>();
	const run = {};
	const read = counting();
	expect(await Promise.all([kept.get(run, 'a', read), kept.get(run, 'a', read)])).toEqual([1, 1]);
});

test('names, runs and stores share nothing', async () => {
	const kept = new PerRun<number>();
	const run = {};
	const read = counting();
	expect([
		await kept.get(run, 'a', read),
		await kept.get(run, 'b', read),
		await kept.get({}, 'a', read),
		await new PerRun<number>().get(run, 'a', read),
	]).toEqual([1, 2, 3, 4]);
});

test('a read that failed is told to all who waited, and tried again by the next', async () => {
	const kept = new PerRun<number>();
	const run = {};
	const succeed = counting();
	const fail = async () => {
		throw new Error('gone');
	};
	const waiting = [kept.get(run, 'a', fail), kept.get(run, 'a', succeed)];
	const results = await Promise.allSettled(waiting);
	expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(await kept.get(run, 'a', succeed)).toBe(1);
	expect(await kept.get(run, 'a', succeed)).toBe(1);
});

test('nothing is a value too', async () => {
	const kept = new PerRun<number | undefined>();
	const run = {};
	expect(await kept.get(run, 'a', async () => undefined)).toBeUndefined();
	expect(await kept.get(run, 'a', counting())).toBeUndefined();
});
