import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox/server';
import { stopWatching, watchFlights } from './flights';
import { type Harness, startHarness } from './harness';
import { amy, by, emailOf, get, people, update, upsert, values } from './parameters';
import { shortenPauses } from './pauses';
import { asked, pause, tooMany, until } from './requests';

/** How long the node waits, for whom, and what ends it. */
shortenPauses();

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterEach(() => {
	stopWatching();
	jest.restoreAllMocks();
	tokenService().faults([]);
});

afterAll(async () => await harness.close());

jest.setTimeout(30_000);

const control = (organization: string) => harness.sandbox.organization(organization);
const tokenService = () => control('ims');

const byItsEmail = by('email', '={{ $json.email }}');
const getIt = (options: INodeParameters = {}) => get(byItsEmail, { options });
const onward = { onError: 'continueRegularOutput' } as const;

/** The system's clock, which somebody sets. */
function adjustableClock() {
	const now = Date.now.bind(Date);
	let offset = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + offset);
	return (ms: number) => (offset += ms);
}

describe('A clock that is set', () => {
	it.each([
		['back by an hour', -3_600_000],
		['forward by a day', 86_400_000],
	])('%s during a pause: the run goes on, and so does the next one', async (_, step) => {
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

describe('The token service', () => {
	/** A run whose token has run out after so many requests. */
	const expiring = async (
		organization: string,
		faults: Fault[],
		more: Partial<Parameters<Harness['runNode']>[0]> = {},
	) => {
		control(organization).reset({ people: 40 });
		tokenService().faults([]);
		await harness.runNode({
			organization,
			authentication: 'oAuth2',
			items: people(1),
			parameters: getIt(),
		});
		control(organization).faults([{ skip: 9, expireTokens: true }]);
		tokenService().faults(faults);
		return await harness.runNode({
			organization,
			authentication: 'oAuth2',
			items: people(40),
			parameters: update(byItsEmail, values({ phone: '={{ "555-" + $json.row }}' })),
			nodeSettings: onward,
			...more,
		});
	};

	it.each<[string, Fault]>([
		['reset', { drop: 'beforeWrite' }],
		['cut off after it was done', { drop: 'afterWrite' }],
		['answered by a gateway', { respond: { status: 502, body: '<html>Bad Gateway</html>' } }],
	])('is asked again when its connection is %s, and no item notices', async (name, fault) => {
		const organization = `renewal-${name.split(' ')[0]}`;

		const { items, requests } = await expiring(organization, [{ ...fault, times: 2 }]);

		expect(items.map(({ json }) => json.phone)).toEqual(people(40).map(({ row }) => `555-${row}`));
		const stored = requests.filter(({ method, status }) => method === 'PATCH' && status === 200);
		expect(stored).toHaveLength(40);
	});

	it('that fails the first time is asked by one item more, not by all', async () => {
		tokenService().faults([{ respond: { status: 500, body: '' } }]);

		const { items, tokenRequests } = await harness.runNode({
			organization: 'cold',
			authentication: 'oAuth2',
			credentials: harness.credentials('cold', 'oAuth2', {}),
			items: Array.from({ length: 20 }, () => ({ email: amy.email })),
			parameters: getIt(),
		});

		expect(items).toHaveLength(20);
		expect(tokenRequests).toHaveLength(2);
	});

	it('is told as a network failure when it cannot be reached at all', async () => {
		const { error, requests } = await harness.runNode({
			organization: 'token-nowhere',
			authentication: 'oAuth2',
			credentials: harness.credentials('token-nowhere', 'oAuth2', {
				accessTokenUrl: 'http://127.0.0.1:1/token',
			}),
			parameters: get(by('email', amy.email)),
		});

		expect(error?.message).toBe("No connection to Adobe's token service");
		expect(error?.description).toContain('Your credential need not be wrong');
		expect(error?.description).toContain('ECONNREFUSED');
		expect(error?.description).not.toContain("'Client Secret'");
		expect(requests).toEqual([]);
	});

	it.each(['initial', 'renewed'])(
		'that never answers has no longer than Timeout: %s',
		async (token) => {
			const options = { timeout: 0.3, maxWait: 0.02 };
			const silent = [{ times: 99, delayMs: 600_000 }];
			const organization = `token-silent-${token}`;
			tokenService().faults(silent);
			const begin = performance.now();

			const { items, requests } =
				token === 'renewed'
					? await expiring(organization, silent, { parameters: getIt(options) })
					: await harness.runNode({
							organization,
							authentication: 'oAuth2',
							items: [{ email: amy.email }],
							parameters: getIt(options),
							nodeSettings: onward,
						});

			const failed = items.filter(({ json }) => json.error);
			expect(failed.length).toBeGreaterThan(0);
			for (const { json } of failed) {
				expect(json.error).toContain("Adobe's token service did not answer in time");
				expect(json.error).toMatch(
					/The token service took longer than 'Timeout'|Nothing but failures has come for longer than 'Give Up After'/,
				);
			}
			expect(requests.filter(({ status }) => status === 200).length).toBeLessThan(20);
			expect(performance.now() - begin).toBeLessThan(20_000);
			tokenService().faults([]);
		},
	);

	it('that never answers is not waited for after Stop', async () => {
		tokenService().faults([{ times: 9, delayMs: 600_000 }]);
		const stop = new AbortController();
		const before = tokenService().requests().length;
		const running = harness.runNode({
			organization: 'token-stop',
			authentication: 'oAuth2',
			items: [{ email: amy.email }],
			parameters: getIt(),
			signal: stop.signal,
		});
		await until(() => tokenService().requests().length > before);
		stop.abort();

		expect((await running).error?.message).toBe('The run was stopped');
	});

	it.each(['403020', '403010'])(
		'is asked for a new token after 403 with %s, once',
		async (code) => {
			const organization = `expired-${code}`;
			const respond = { status: 403, body: `{"error_code":"${code}","message":"Oauth token"}` };
			const run = async () =>
				await harness.runNode({
					organization,
					authentication: 'oAuth2',
					items: [{ email: amy.email }],
					parameters: getIt(),
				});
			await run();

			control(organization).faults([{ times: 2, respond }]);
			const renewed = await run();
			expect(renewed.items[0].json.email).toBe(amy.email);
			expect(renewed.tokenRequests).toHaveLength(1);

			control(organization).faults([{ times: 99, respond }]);
			const refused = await run();
			expect(refused.error?.message).toMatch(/access token/);
			expect(refused.tokenRequests).toHaveLength(1);
			expect(refused.requests).toHaveLength(3);
		},
	);
});

describe('Timeout', () => {
	it.each(['byte', 'blanks'] as const)(
		'ends an answer that comes as %s without end',
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

	it('is not for what is complete in time, however late it begins', async () => {
		control('slow').faults([{ delayMs: 400 }]);

		const { items } = await harness.runNode({
			organization: 'slow',
			items: [{ email: amy.email }],
			parameters: getIt({ timeout: 20 }),
		});

		expect(items[0].json.email).toBe(amy.email);
	});
});

describe('Give Up After', () => {
	it.each<[string, Fault]>([
		['cut connections', { drop: 'beforeWrite' }],
		['timeouts', { delayMs: 600_000 }],
		['gateway timeouts', { respond: { status: 504, body: '' } }],
	])('ends a run that meets nothing but %s', async (name, fault) => {
		const organization = `dead-${name.replace(' ', '-')}`;
		control(organization).faults([{ ...fault, times: 100_000 }]);

		const { items, requests } = await harness.runNode({
			organization,
			items: people(2000),
			parameters: getIt({ maxWait: 0.01, timeout: 0.1 }),
			nodeSettings: onward,
		});

		expect(items).toHaveLength(2000);
		expect(items[1999].json.error).toContain(
			"Nothing but failures has come for longer than 'Give Up After' in Options allows (0.01 minutes)",
		);
		expect(requests.length).toBeLessThan(2000);
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

		// The others wait as Adobe asks.
		expect(isOver).toBe(false);
		stop.abort();
		await running;
	});

	it('at 0 means no waiting: one refusal costs one item and not the run', async () => {
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

	it('at 0 repeats no lost request either', async () => {
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

it('Stop ends the look through a long row of items for one profile', async () => {
	const stop = new AbortController();
	const running = harness.runNode({
		organization: 'one-profile',
		items: Array.from({ length: 20_000 }, (_, row) => ({ email: amy.email, row })),
		parameters: update(byItsEmail, values({ phone: '={{ $json.row }}' })),
		signal: stop.signal,
	});
	await until(() => control('one-profile').requests().length > 0);
	stop.abort();

	expect((await running).error?.message).toMatch(/^The run was stopped/);
	expect(control('one-profile').requests().length).toBeLessThan(20);
});

it('Stop ends the run of one whose items all fail without a request', async () => {
	const stop = new AbortController();
	let ticks = 0;
	const watch = setInterval(() => {
		ticks += 1;
		if (ticks === 3) stop.abort();
	}, 5);

	await harness.runNode({
		organization: 'all-wrong',
		items: Array.from({ length: 3000 }, (_, row) => ({ email: `nobody ${row}` })),
		parameters: getIt(),
		nodeSettings: onward,
		signal: stop.signal,
	});
	clearInterval(watch);

	// The event loop had its turns all the while.
	expect(ticks).toBeGreaterThanOrEqual(3);
});

it('Stop ends waiting for the turn of another execution', async () => {
	const organization = 'turn';
	control(organization).faults([{ method: 'GET', times: 9, delayMs: 600_000 }]);
	const stops = [new AbortController(), new AbortController()];
	const runs = stops.map(
		async ({ signal }) =>
			await harness.runNode({
				organization,
				parameters: upsert({ matchValue: 'x@example.com' }, values({ phone: '1' })),
				signal,
			}),
	);
	await until(() => control(organization).requests().length > 0);
	stops[1].abort();

	expect((await runs[1]).error?.message).toBe('The run was stopped');
	stops[0].abort();
	await runs[0];
});
