/** Give Up After and Timeout: how long a run waits, and what ends the wait. */
import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/server';
import { watchFlights } from '../flights';
import { amy, by, byItsEmail, emailOf, get, people, update, values } from '../parameters';
import { scalePauses } from '../pauses';
import { asked, atCalls, oops, pause, tooMany, until } from '../requests';
import { useHarness } from '../suite';
import { nodeDate } from '../built';

const { harness, control, stored } = useHarness();

const getIt = (options: INodeParameters = {}) => get(byItsEmail, { options });

const onward = { onError: 'continueRegularOutput' } as const;

/** Milliseconds. */
const timeOf = async <T>(running: Promise<T>) => {
	const begin = performance.now();
	const result = await running;
	return { ...result, took: performance.now() - begin };
};

describe('Give Up After', () => {
	it.each([
		['without Retry-After', tooMany(), 503],
		['with it', tooMany(1), 429],
	])(
		'ends the whole run after that time, with an error for every further item: %s',
		async (name, respond) => {
			const organization = `impatient-${name.split(' ').join('-')}`;
			control(organization).reset({ people: 40 });
			control(organization).faults([{ skip: 1, times: 1000, respond }]);

			const { items, requests, took } = await timeOf(
				harness.runNode({
					organization,
					items: people(40),
					parameters: getIt({ maxWait: 0.025, maxConcurrency: 5 }),
					nodeSettings: { onError: 'continueRegularOutput' },
				}),
			);

			expect(items).toHaveLength(40);
			expect(items[0].json.error).toBeUndefined();
			for (const { json } of items.slice(1)) {
				expect(json.error).toContain(
					"longer than 'Give Up After' in Options allows (0.025 minutes)",
				);
			}
			expect(took).toBeLessThan(15_000);
			expect(took).toBeGreaterThan(1000);
			// The requests of most items were not sent at all.
			const asked = new Set(requests.map(({ path }) => path));
			expect(asked.size).toBeLessThan(12);
		},
	);

	it('is named in the error of a run that stops at the first error', async () => {
		control('impatient-stop').faults([{ times: 1000, respond: oops(503) }]);

		const { error } = await harness.runNode({
			organization: 'impatient-stop',
			items: people(3),
			parameters: getIt({ maxWait: 0 }),
		});

		expect(error?.message).toContain('(0 of 3 items were done)');
		expect(error?.description).toContain("'Give Up After' in Options allows (0 minutes)");
	});

	it('ends the wait for one profile while the others are answered', async () => {
		control('impatient-delete').reset({ people: 3 });
		const [first] = stored('impatient-delete');
		control('impatient-delete').faults([
			{ method: 'DELETE', path: String(first.PKey).slice(1), times: 1000, respond: oops(503) },
		]);

		const { items, took } = await timeOf(
			harness.runNode({
				organization: 'impatient-delete',
				items: people(3),
				parameters: {
					...{ operation: 'delete', endpoint: 'profileAndServices', ...byItsEmail },
					options: { maxWait: 0.04 },
				},
				nodeSettings: { onError: 'continueRegularOutput' },
			}),
		);

		expect(items.map(({ json }) => json.deleted)).toEqual([undefined, true, true]);
		expect(items[0].json.error).toContain('It is not known whether the profile was deleted');
		expect(items[0].json.error).toContain("'Give Up After' in Options allows (0.04 minutes)");
		expect(took).toBeLessThan(15_000);
	});

	it('does not affect the next run', async () => {
		control('impatient-next').faults([{ respond: oops(503) }]);
		const input = [{ email: 'amy.dakota@example.com' }];
		const run = async (maxWait: number) =>
			await harness.runNode({
				organization: 'impatient-next',
				items: input,
				parameters: getIt({ maxWait }),
			});

		expect((await run(0)).error).toBeDefined();
		expect((await run(0)).error).toBeUndefined();
	});

	it('does not add up the waits that are followed by an answer', async () => {
		control('now-and-then').reset({ people: 30, latencyMs: 20 });
		scalePauses(1);
		const calls = [3, 6, 9, 12, 15, 18, 21, 24];
		control('now-and-then').faults(atCalls(calls, () => ({ respond: oops(503) })));

		const { error, took } = await timeOf(
			harness.runNode({
				organization: 'now-and-then',
				items: people(30),
				parameters: getIt({ maxWait: 0.03, maxConcurrency: 1 }),
			}),
		);

		expect(error).toBeUndefined();
		// All waits together are longer than Give Up After.
		expect(took).toBeGreaterThan(1800);
	});

	it.each<[string, Fault]>([
		['cut connections', { drop: 'beforeWrite' }],
		['timeouts', { delayMs: 600_000 }],
		['gateway timeouts', { respond: { status: 504, body: '' } }],
	])('ends a run whose every request fails: %s', async (name, fault) => {
		const organization = `dead-${name.replace(' ', '-')}`;
		control(organization).faults([{ ...fault, times: 100_000 }]);

		const { items, requests } = await harness.runNode({
			organization,
			items: people(1000),
			parameters: getIt({ maxWait: 0.004, timeout: 0.1 }),
			nodeSettings: onward,
		});

		expect(items).toHaveLength(1000);
		expect(items[999].json.error).toContain(
			"Nothing but failures has come for longer than 'Give Up After' in Options allows (0.004 minutes)",
		);
		expect(requests.length).toBeLessThan(1000);
	});

	it.each<[string, Fault]>([
		['answered', { method: 'PATCH', drop: 'beforeWrite' }],
		['admitted', { method: 'PATCH', respond: tooMany() }],
	])('ends a run whose reads work and whose writes are not %s', async (name, fault) => {
		const organization = `read-only-${name}`;
		control(organization).reset({ people: 200 });
		control(organization).faults([{ ...fault, times: 100_000 }]);

		const { items, requests } = await harness.runNode({
			organization,
			items: people(200),
			parameters: update(byItsEmail, values({ phone: '1' }), {
				options: { maxWait: 0.01, timeout: 0.1 },
			}),
			nodeSettings: onward,
		});

		expect(items.filter(({ json }) => json.error)).toHaveLength(200);
		expect(items[199].json.error).toContain("'Give Up After' in Options allows");
		expect(requests.filter(({ path }) => path.includes('byEmail')).length).toBeLessThan(100);
	});

	it('at 0 does not end the run for a long Retry-After', async () => {
		const organization = 'at-once-long';
		control(organization).reset({ people: 3 });
		control(organization).faults([{ path: 'person-000001', respond: tooMany(600) }]);
		const stop = new AbortController();
		let isOver = false;

		const running = harness
			.runNode({
				organization,
				items: people(3),
				parameters: getIt({ maxWait: 0, maxConcurrency: 1 }),
				nodeSettings: onward,
				signal: stop.signal,
			})
			.finally(() => (isOver = true));
		await until(() =>
			control(organization)
				.requests()
				.some(({ status }) => status === 429),
		);
		await pause(500);

		// The other items wait as Adobe asks.
		expect(isOver).toBe(false);
		stop.abort();
		await running;
	});

	it('at 0 means no wait: a refusal fails its item, and the run goes on', async () => {
		control('at-once').reset({ people: 5 });
		control('at-once').faults([{ path: 'person-000002', respond: tooMany() }]);

		const { items, requests } = await harness.runNode({
			organization: 'at-once',
			items: people(5),
			parameters: getIt({ maxWait: 0 }),
			nodeSettings: onward,
		});

		expect(items.map(({ json }) => json.error !== undefined)).toEqual([
			...[false, true, false, false, false],
		]);
		expect(items[1].json.error).toContain('too many requests');
		expect(requests).toHaveLength(5);
	});

	it('at 0 does not repeat a lost request either', async () => {
		control('at-once-lost').faults([{ drop: 'beforeWrite' }]);

		const { items, requests } = await harness.runNode({
			organization: 'at-once-lost',
			items: [{ email: amy.email }, { email: emailOf(1) }],
			parameters: getIt({ maxWait: 0 }),
			nodeSettings: onward,
		});

		expect(items[0].json.error).toContain('No connection to Adobe Campaign');
		expect(asked(requests)).toEqual(['GET', 'GET']);
	});
});

describe('Timeout', () => {
	const slow = (times: number): Fault[] => [{ times, delayMs: 30_000 }];
	const run = async (organization: string, times: number) => {
		control(organization).reset({ people: 1 });
		control(organization).faults(slow(times));
		return await timeOf(
			harness.runNode({
				organization,
				items: people(1),
				parameters: getIt({ timeout: 0.3 }),
			}),
		);
	};

	it('ends a request that takes longer, which is sent again', async () => {
		const { items, requests, took } = await run('slow-once', 1);

		expect(items).toHaveLength(1);
		expect(requests).toHaveLength(2);
		expect(took).toBeLessThan(20_000);
	});

	it('is an error when every attempt takes longer', async () => {
		const { error, took } = await run('slow', 9);

		expect(error?.message).toBe('Adobe Campaign did not answer in time');
		expect(error?.description).toContain("'Timeout' in Options allows (0.3 seconds)");
		// Five times 0.3 seconds and short pauses; the answers would have taken half a minute each.
		expect(took).toBeLessThan(20_000);
	});

	it.each([
		['timeout', 'Timeout'],
		['maxWait', 'Give Up After'],
	])('%s that is not a number is refused before any request', async (name, label) => {
		const { error, requests } = await harness.runNode({
			organization: 'no-number',
			parameters: get(by('email', 'amy.dakota@example.com'), { options: { [name]: 'soon' } }),
		});

		expect(error?.message).toContain(`'${label}' in Options is not a number`);
		expect(requests).toEqual([]);
	});

	it.each(['byte', 'blanks'] as const)(
		'ends an answer that never becomes complete: %s',
		async (trickle) => {
			const organization = `trickle-${trickle}`;
			control(organization).faults([{ times: 99, trickle }]);
			const flights = watchFlights(organization);

			const { error } = await harness.runNode({
				organization,
				items: [{ email: amy.email }],
				parameters: getIt({ timeout: 0.7, maxWait: 0.02 }),
			});

			expect(error?.message).toBe('Adobe Campaign did not answer in time');
			expect(error?.description).toContain(
				"Campaign took longer than 'Timeout' in Options allows (0.7 seconds)",
			);
			// Nothing goes on arriving.
			await until(() => flights.length > 0 && flights.every(({ end }) => end < Infinity));
		},
	);

	it('does not end an answer that is complete in time, however late it begins', async () => {
		control('slow-start').faults([{ delayMs: 400 }]);

		const { items } = await harness.runNode({
			organization: 'slow-start',
			items: [{ email: amy.email }],
			parameters: getIt({ timeout: 20 }),
		});

		expect(items[0].json.email).toBe(amy.email);
	});
});

/** Makes the system's clock one that the test can set. */
function adjustableClock() {
	const now = nodeDate.now.bind(nodeDate);
	let offset = 0;
	jest.spyOn(nodeDate, 'now').mockImplementation(() => now() + offset);
	return (ms: number) => (offset += ms);
}

describe('The system clock', () => {
	afterEach(() => jest.restoreAllMocks());

	it.each([
		['back by an hour', -3_600_000],
		['forward by a day', 86_400_000],
	])('may be set %s during a pause: this run goes on, and the next one, too', async (_, step) => {
		const organization = `clock-${step > 0}`;
		control(organization).reset({ people: 5 });
		control(organization).faults([{ skip: 1, respond: tooMany(1) }]);
		const set = adjustableClock();

		const running = harness.runNode({ organization, items: people(5), parameters: getIt() });
		await until(() =>
			control(organization)
				.requests()
				.some(({ status }) => status === 429),
		);
		set(step);
		const first = await running;
		set(-4000);
		const second = await harness.runNode({ organization, items: people(5), parameters: getIt() });

		expect(first.items.map(({ json }) => json.email)).toEqual(people(5).map(({ email }) => email));
		expect(second.items).toHaveLength(5);
	});
});
