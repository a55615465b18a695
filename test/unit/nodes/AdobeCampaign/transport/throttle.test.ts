import fc from 'fast-check';
import { setMaxListeners } from 'node:events';

import { Throttle, throttleOf } from '../../../../../nodes/AdobeCampaign/transport/throttle';
import type { Answer } from '../../../../../nodes/AdobeCampaign/transport/types';

const answer = (status: number, retryAfter?: number): Answer => ({
	status,
	headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
	body: '',
});

/** Sends requests that are answered when the test says so. */
function scene(throttle = new Throttle()) {
	const inFlight: Array<(answer: Answer | undefined | Error) => void> = [];
	let most = 0;
	let done = 0;
	const ask = (signal?: AbortSignal) => {
		const sent = throttle.through(
			async () =>
				await new Promise<Answer | undefined>((resolve, reject) => {
					inFlight.push((said) => (said instanceof Error ? reject(said) : resolve(said)));
					most = Math.max(most, inFlight.length);
				}),
			{ signal },
		);
		return sent
			.catch(() => undefined)
			.finally(() => {
				done += 1;
			});
	};
	const reply = async (which: number, said: Answer | undefined | Error) => {
		const [send] = inFlight.splice(which % inFlight.length, 1);
		send(said);
		await jest.advanceTimersByTimeAsync(0);
	};
	return {
		ask,
		reply,
		inFlight,
		counts: () => ({ inFlight: inFlight.length, most, done }),
	};
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** What can happen, in any order. */
const events = fc.array(
	fc.oneof(
		{ weight: 4, arbitrary: fc.record({ ask: fc.integer({ min: 1, max: 30 }) }) },
		{
			weight: 8,
			arbitrary: fc.record({
				which: fc.nat(),
				said: fc.oneof(
					{ weight: 5, arbitrary: fc.constant(answer(200)) },
					{ weight: 2, arbitrary: fc.constantFrom(answer(429), answer(503), answer(429, 2)) },
					{
						weight: 1,
						arbitrary: fc.constantFrom<Array<Answer | undefined | Error>>(
							answer(500),
							answer(0),
							undefined,
							new Error('n8n'),
						),
					},
				),
			}),
		},
		{ weight: 1, arbitrary: fc.record({ stop: fc.nat({ max: 2 }) }) },
		{ weight: 1, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 3000 }) }) },
	),
	{ maxLength: 60 },
);

test('whatever is answered: never more than fifty in flight, never stuck, and every request is sent', async () => {
	await fc.assert(
		fc.asyncProperty(events, async (happening) => {
			const { ask, reply, inFlight, counts } = scene();
			const stops = [0, 1, 2].map(() => new AbortController());
			// As n8n does with its own.
			setMaxListeners(Infinity, ...stops.map(({ signal }) => signal));
			let asked = 0;
			const askMany = (count: number) => {
				for (let index = 0; index < count; index += 1) {
					// Some belong to a run that may be stopped.
					void ask(stops[asked % 4]?.signal);
					asked += 1;
				}
			};
			for (const event of happening) {
				if ('ask' in event) askMany(event.ask);
				if ('said' in event && inFlight.length > 0) await reply(event.which, event.said);
				if ('stop' in event) stops[event.stop].abort();
				if ('wait' in event) await jest.advanceTimersByTimeAsync(event.wait);
				await jest.advanceTimersByTimeAsync(0);
				expect(inFlight.length).toBeLessThanOrEqual(50);
			}
			// No Retry-After lasts longer: then at least one is on its way as long as anybody waits.
			await jest.advanceTimersByTimeAsync(60_000);
			while (counts().done < asked) {
				if (inFlight.length === 0) await jest.advanceTimersByTimeAsync(5000);
				expect(inFlight.length).toBeGreaterThan(0);
				await reply(0, answer(200));
			}
			// Nothing was counted twice: there is room for one.
			void ask();
			await jest.advanceTimersByTimeAsync(60_000);
			expect(inFlight.length).toBe(1);
			await reply(0, answer(200));
			expect(counts().most).toBeLessThanOrEqual(50);
		}),
		{ seed: 5, numRuns: Number(process.env.PROPERTY_RUNS ?? 250) },
	);
});

const fill = async (count: number) => {
	const one = scene();
	for (let index = 0; index < count; index += 1) void one.ask();
	await jest.advanceTimersByTimeAsync(0);
	return one;
};

/** As many in flight as there ever are. */
const learnt = async (count: number) => {
	const one = await fill(count + 150);
	for (let index = 0; index < 150; index += 1) await one.reply(0, answer(200));
	expect(one.inFlight).toHaveLength(50);
	return one;
};

test('it begins with ten, and learns upwards to fifty in a few rounds', async () => {
	const { inFlight, reply, counts } = await fill(300);
	expect(inFlight).toHaveLength(10);

	for (let index = 0; index < 120; index += 1) await reply(0, answer(200));
	expect(inFlight).toHaveLength(50);

	for (let index = 0; index < 120; index += 1) await reply(0, answer(200));
	expect(counts().most).toBe(50);
});

test('a refusal as one too many keeps the number below that, and its whole burst does so once', async () => {
	const { inFlight, reply } = await learnt(400);
	for (let index = 0; index < 3; index += 1) await reply(49 - index, answer(429));
	for (let index = 0; index < 47; index += 1) await reply(0, answer(500));

	expect(inFlight.length).toBeGreaterThanOrEqual(40);
	expect(inFlight.length).toBeLessThan(50);
});

test('a 503 alone changes nothing, two that were on their way together do', async () => {
	const { inFlight, reply } = await learnt(1000);
	for (let time = 0; time < 3; time += 1) {
		await reply(49, answer(503));
		// All that were on their way with it.
		for (let index = 0; index < 50; index += 1) await reply(0, answer(200));
	}
	expect(inFlight).toHaveLength(50);

	await reply(49, answer(503));
	await reply(48, answer(503));
	for (let index = 0; index < 48; index += 1) await reply(0, answer(500));
	expect(inFlight.length).toBeLessThan(50);
});

test('the first request of all may be refused: it is sent again, and all the others after it', async () => {
	const { ask, inFlight, reply, counts } = scene();
	void ask();
	await jest.advanceTimersByTimeAsync(0);
	await reply(0, answer(429));
	for (let index = 0; index < 100; index += 1) void ask();
	await jest.advanceTimersByTimeAsync(0);
	expect(inFlight).toHaveLength(0);

	await jest.advanceTimersByTimeAsync(1000);
	expect(inFlight).toHaveLength(1);
	while (inFlight.length > 0) {
		await reply(0, answer(200));
		await jest.advanceTimersByTimeAsync(100);
	}
	expect(counts().done).toBe(101);
});

test('answers that got lost are no reason to send more', async () => {
	const { inFlight, reply } = await fill(100);
	for (let index = 0; index < 40; index += 1) await reply(0, answer(index % 2 ? 504 : 502));

	expect(inFlight).toHaveLength(10);
});

test('a server that takes more again gets more again', async () => {
	const { inFlight, reply } = await learnt(6000);
	while (inFlight.length > 5) await reply(inFlight.length - 1, answer(429));
	for (let index = 0; index < 3000; index += 1) {
		while (inFlight.length === 0) await jest.advanceTimersByTimeAsync(1000);
		await reply(0, answer(200));
	}

	expect(inFlight).toHaveLength(50);
});

test('who has been refused goes before those that come for the first time, in the order of the refusals', async () => {
	const throttle = new Throttle();
	const sent: string[] = [];
	const answers: Array<(answer: Answer) => void> = [];
	const ask = async (name: string, isRepeat = false) =>
		await throttle.through(
			async () => {
				sent.push(name);
				return await new Promise<Answer>((resolve) => answers.push(resolve));
			},
			{ isRepeat },
		);
	for (let index = 0; index < 10; index += 1) void ask(`first ${index}`);
	await jest.advanceTimersByTimeAsync(0);
	void ask('new');
	void ask('refused', true);
	void ask('refused later', true);
	for (let index = 0; index < 3; index += 1) {
		answers[index](answer(500));
		await jest.advanceTimersByTimeAsync(100);
	}

	expect(sent.slice(10)).toEqual(['refused', 'refused later', 'new']);
});

test('Retry-After holds for those that wait and for those that come', async () => {
	const { inFlight, reply, ask } = await fill(60);
	await reply(0, answer(429, 3));
	while (inFlight.length > 0) await reply(0, answer(200));
	void ask();

	await jest.advanceTimersByTimeAsync(2900);
	expect(inFlight).toHaveLength(0);
	await jest.advanceTimersByTimeAsync(2000);
	expect(inFlight.length).toBeGreaterThan(0);
});

test('what was read before a pause, or long ago, may be out of date', async () => {
	const throttle = new Throttle();
	const { reply, ask } = scene(throttle);
	const before = performance.now();
	expect(throttle.isStale(before)).toBe(false);
	void ask();
	await jest.advanceTimersByTimeAsync(0);
	await reply(0, answer(429, 3));
	expect(throttle.isStale(before)).toBe(true);
	await jest.advanceTimersByTimeAsync(4000);
	expect([before, performance.now()].map((time) => throttle.isStale(time))).toEqual([true, false]);
	await jest.advanceTimersByTimeAsync(60_000);
	expect(throttle.isStale(performance.now() - 40_000)).toBe(true);
	expect(throttle.isStale(Infinity)).toBe(false);
});

test('those that wait for a pause are woken although nothing is in flight, whatever the system clock says', async () => {
	const { inFlight, reply, ask } = await fill(1);
	await reply(0, answer(429, 3));
	for (let index = 0; index < 3; index += 1) void ask();
	jest.setSystemTime(Date.now() - 86_400_000);
	await jest.advanceTimersByTimeAsync(4100);
	expect(inFlight.length).toBeGreaterThan(0);
});

test('a longer Retry-After is not shortened by one that comes later', async () => {
	const { inFlight, reply } = await fill(60);
	await reply(0, answer(429, 5));
	await reply(0, answer(429, 1));
	while (inFlight.length > 0) await reply(0, answer(200));

	await jest.advanceTimersByTimeAsync(4900);
	expect(inFlight).toHaveLength(0);
	await jest.advanceTimersByTimeAsync(200);
	expect(inFlight.length).toBeGreaterThan(0);
});

test('a request that is stopped while waiting is not sent, and takes no other one’s place', async () => {
	const { inFlight, reply, ask } = await fill(10);
	const stop = new AbortController();
	const waiting = ask(stop.signal);
	void ask();
	stop.abort();

	expect(await waiting).toBeUndefined();
	await reply(0, answer(200));
	expect(inFlight).toHaveLength(10);
	expect(await ask(stop.signal)).toBeUndefined();
});

test.each<[string, Answer | undefined]>([
	['its data were too old', { ...answer(0), isStale: true }],
	['its run has ended', undefined],
])('a request that is not sent since %s takes no turn', async (_why, said) => {
	const throttle = new Throttle();
	const refuseAfter = async (admitted: number) => {
		for (let index = 0; index <= admitted; index += 1) {
			const status = index < admitted ? 200 : 429;
			const asking = throttle.through(async () => {
				await jest.advanceTimersByTimeAsync(100);
				return answer(status);
			});
			await jest.advanceTimersByTimeAsync(100);
			await asking;
		}
	};
	await refuseAfter(20);
	await refuseAfter(20);
	// About ten a second from now on.
	let ended = 0;
	for (let index = 0; index < 30; index += 1) {
		void throttle.through(async () => await Promise.resolve(said)).then(() => (ended += 1));
	}
	await jest.advanceTimersByTimeAsync(300);
	expect(ended).toBe(30);
});

test('a tenant that was left alone for long is learnt anew', async () => {
	const tenant = { baseUrl: 'https://mc.adobe.io', organization: 'quiet' };
	const { ask, reply } = scene(throttleOf(tenant));
	void ask();
	await jest.advanceTimersByTimeAsync(0);
	const known = throttleOf(tenant);
	await jest.advanceTimersByTimeAsync(20 * 60_000);
	expect(throttleOf(tenant)).toBe(known);

	await reply(0, answer(200));
	await jest.advanceTimersByTimeAsync(9 * 60_000);
	expect(throttleOf(tenant)).toBe(known);
	await jest.advanceTimersByTimeAsync(2 * 60_000);
	expect(throttleOf(tenant)).not.toBe(known);
});

test('a tenant has one throttle, which is its own', () => {
	const of = (baseUrl: string, organization: string) => throttleOf({ baseUrl, organization });
	expect(of('https://mc.adobe.io', 'acme')).toBe(of('https://mc.adobe.io', 'acme'));
	expect(of('https://mc.adobe.io', 'acme')).not.toBe(of('https://mc.adobe.io', 'other'));
	expect(of('https://mc.adobe.io', 'acme')).not.toBe(of('https://stage.adobe.io', 'acme'));
});
