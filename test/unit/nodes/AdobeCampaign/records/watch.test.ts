import { watch } from '../../../../../nodes/AdobeCampaign/records/watch';
import { pauses } from '../../../../../nodes/AdobeCampaign/transport/pauses';

const original = [...pauses.looks];
afterEach(() => {
	pauses.looks = [...original];
});

/** An item that notes how long it is to wait, and waits so long only when it is told to. */
function waiting(signal?: AbortSignal) {
	const waited: number[] = [];
	const wait = async (ms: number) => {
		waited.push(ms);
		await new Promise((resolve) => setTimeout(resolve, ms));
	};
	return { waited, item: { wait, run: { signal } } };
}

/** What is seen, one after the other; the last one again and again. */
const seeing = (...states: string[]) => {
	let looks = 0;
	const look = async () => await Promise.resolve(states[Math.min(looks++, states.length - 1)]);
	return { look, looks: () => looks };
};

const isDone = (state: string) => state === 'done';

describe('watch', () => {
	it('looks at once, and does not wait for what is done already', async () => {
		const { item, waited } = waiting();
		const seen = await watch(item, 60_000, seeing('done').look, isDone);

		expect(seen).toEqual({ last: 'done', isReached: true });
		expect(waited).toEqual([]);
	});

	it('waits longer from look to look, and then as long as the last time', async () => {
		pauses.looks = [1, 2];
		const { item, waited } = waiting();
		await watch(item, 60_000, seeing('a', 'b', 'c', 'd', 'done').look, isDone);

		expect(waited).toEqual([1, 2, 2, 2]);
	});

	it('looks once more when the time is over, which the last pause does not exceed', async () => {
		pauses.looks = [1, 600_000];
		const { item, waited } = waiting();
		const { look, looks } = seeing('running');
		const seen = await watch(item, 20, look, isDone);

		expect(seen).toEqual({ last: 'running', isReached: false });
		expect(Math.max(...waited)).toBeLessThanOrEqual(20);
		expect(looks()).toBe(waited.length + 1);
	});

	it('looks a single time without any time to wait', async () => {
		const { look, looks } = seeing('running');

		await expect(watch(waiting().item, 0, look, isDone)).resolves.toEqual({
			last: 'running',
			isReached: false,
		});
		expect(looks()).toBe(1);
	});

	it('ends with a run that is stopped', async () => {
		pauses.looks = [1];
		const { look, looks } = seeing('running');
		await watch(waiting(AbortSignal.abort()).item, 60_000, look, isDone);

		expect(looks()).toBe(1);
	});

	it('hands on the failure of a look', async () => {
		const failing = async () => await Promise.reject<string>(new Error('no answer'));

		await expect(watch(waiting().item, 60_000, failing, isDone)).rejects.toThrow('no answer');
	});
});
