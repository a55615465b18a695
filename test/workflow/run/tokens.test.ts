/** Adobe's token service, and tokens that expire during a run. */
import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/server';
import { peakOf, watchFlights } from '../flights';
import type { Harness } from '../harness';
import { amy, by, byItsEmail, get, people, update, values } from '../parameters';
import { until } from '../requests';
import { useHarness } from '../suite';
import { withoutTokenLock } from '../tokenLock';

const { harness, control } = useHarness();

const tokenService = () => control('ims');

const getIt = (options: INodeParameters = {}) => get(byItsEmail, { options });

const onward = { onError: 'continueRegularOutput' } as const;

afterEach(() => tokenService().faults([]));

describe('The token service', () => {
	/** A run whose token expires with its tenth request. */
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
	])('is asked again when its connection is %s, and every item succeeds', async (name, fault) => {
		const organization = `renewal-${name.split(' ')[0]}`;

		const { items, requests } = await expiring(organization, [{ ...fault, times: 2 }]);

		expect(items.map(({ json }) => json.phone)).toEqual(people(40).map(({ row }) => `555-${row}`));
		const stored = requests.filter(({ method, status }) => method === 'PATCH' && status === 200);
		expect(stored).toHaveLength(40);
	});

	it('that fails once is asked once more, not once for each item', async () => {
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

	it('that cannot be reached is an error of the network, not of the credential', async () => {
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
		'that never answers is given up after Timeout: %s',
		async (token) => {
			const options = { timeout: 1, maxWait: 0.02 };
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

describe('A token service that is busy', () => {
	it.each([429, 503, 500])('is asked again: %s', async (status) => {
		tokenService().faults([{ respond: { status, body: 'busy' } }]);
		const organization = `token-busy-${status}`;

		const { items, tokenRequests } = await harness.runNode({
			organization,
			authentication: 'oAuth2',
			credentials: harness.credentials(organization, 'oAuth2', {}),
			parameters: get(by('email', amy.email)),
		});

		expect(items[0].json.email).toBe(amy.email);
		expect(tokenRequests).toHaveLength(2);
	});

	it('is an error that does not blame the credential when it stays busy', async () => {
		tokenService().faults([{ times: 9, respond: { status: 500, body: '' } }]);

		const { error } = await harness.runNode({
			organization: 'token-down',
			authentication: 'oAuth2',
			credentials: harness.credentials('token-down', 'oAuth2', {}),
			parameters: get(by('email', amy.email)),
		});
		tokenService().faults([]);

		expect(error?.message).toBe("Adobe's token service is not available at the moment");
	});

	it('is not asked again for every item when it stays busy', async () => {
		const { faults } = tokenService();
		faults([{ times: 1000, respond: { status: 500, body: '' } }]);

		const { items, tokenRequests } = await harness.runNode({
			organization: 'token-down-many',
			authentication: 'oAuth2',
			credentials: harness.credentials('token-down-many', 'oAuth2', {}),
			items: Array.from({ length: 40 }, (_, row) => ({ email: `person-${row}@example.com` })),
			parameters: get(by('email', '={{ $json.email }}')),
			nodeSettings: { onError: 'continueRegularOutput' },
		});
		faults([]);

		expect(items).toHaveLength(40);
		for (const { json } of items) expect(json.error).toContain('token service is not available');
		// Five times for each of those that were on their way, at most.
		expect(tokenRequests.length).toBeGreaterThan(5);
		expect(tokenRequests.length).toBeLessThanOrEqual(60);
	});
});

describe.each([
	['in n8n 2', () => {}],
	['in n8n 1', withoutTokenLock],
])('Three executions at once, %s', (version, prepare) => {
	beforeEach(prepare);
	afterEach(() => jest.restoreAllMocks());

	const nameOf = (name: string) => `three-${name}-${version.slice(-1)}`;

	/** Updates sixty people, ten at a time. */
	const execution = async (organization: string, from: number, signal?: AbortSignal) =>
		await harness.runNode({
			organization,
			authentication: 'oAuth2',
			items: people(180).slice(from, from + 60),
			parameters: update(byItsEmail, values({ phone: '={{ "555-" + $json.row }}' })),
			nodeSettings: onward,
			signal,
		});

	const three = async (organization: string) => {
		const before = tokenService().requests().length;
		const runs = await Promise.all(
			[0, 60, 120].map(async (from) => await execution(organization, from)),
		);
		return { runs, fetched: tokenService().requests().length - before };
	};

	/** The addresses of the changes that Campaign has accepted. */
	const storedIn = (organization: string) =>
		control(organization)
			.requests()
			.filter(({ method, status }) => method === 'PATCH' && status === 200)
			.map(({ path }) => path);

	/** The token service answers so late that all thirty requests have been refused by then. */
	const LATE: Fault = { delayMs: 500 };

	const refusedIn = (organization: string) =>
		control(organization)
			.requests()
			.filter(({ status }) => status === 401);

	/** A token is stored, and Campaign has 180 people. */
	const prepared = async (name: string) => {
		const organization = nameOf(name);
		control(organization).reset({ people: 180, latencyMs: 30 });
		await harness.runNode({
			organization,
			authentication: 'oAuth2',
			items: people(1),
			parameters: getIt(),
		});
		return organization;
	};

	const phones = people(180).map(({ row }) => `555-${row}`);

	it('renew a token with one request while thirty requests are on their way, and no change is stored twice', async () => {
		const organization = await prepared('renewed');
		control(organization).faults([{ skip: 150, expireTokens: true }]);
		tokenService().faults([LATE]);
		const flights = watchFlights(organization);

		const { runs, fetched } = await three(organization);

		// Thirty, where the computer keeps up.
		// More than one of them has at a time.
		expect(peakOf(flights)).toBeGreaterThan(10);
		expect(fetched).toBe(1);
		expect(refusedIn(organization).length).toBeGreaterThan(15);
		// The one that renews it is refused twice.
		expect(refusedIn(organization).length).toBeLessThanOrEqual(31);
		expect(runs.flatMap(({ items }) => items.map(({ json }) => json.phone))).toEqual(phones);
		expect(storedIn(organization)).toHaveLength(180);
		expect(new Set(storedIn(organization)).size).toBe(180);
	});

	it('fetch the first token with one request, and are not one after the other', async () => {
		const organization = nameOf('cold');
		control(organization).reset({ people: 180, latencyMs: 30 });
		tokenService().faults([LATE]);
		const flights = watchFlights(organization);

		const { runs, fetched } = await three(organization);

		expect(fetched).toBe(1);
		// More than one of them has at a time.
		expect(peakOf(flights)).toBeGreaterThan(10);
		expect(runs.flatMap(({ items }) => items.map(({ json }) => json.phone))).toEqual(phones);
	});

	it.each([
		['the token service refuses', 'unissued', 'Adobe does not accept the client secret'],
		[
			'Campaign refuses the new token, too',
			'unaccepted',
			'The access token is wrong or has expired',
		],
	])(
		'end with the same error when %s, after one request for a token',
		async (_name, name, message) => {
			const organization = await prepared(name);
			const body =
				'{"error":"invalid_client","error_description":"invalid client_secret parameter"}';
			const isUnissued = name === 'unissued';
			control(organization).faults([
				isUnissued
					? { skip: 150, expireTokens: true }
					: { skip: 150, times: 999, respond: { status: 401, body: '{"error_code":"401013"}' } },
			]);
			tokenService().faults([isUnissued ? { times: 99, respond: { status: 400, body } } : LATE]);

			const { runs, fetched } = await three(organization);

			expect(fetched).toBe(1);
			for (const { items } of runs) {
				const errors = items.map(({ json }) => json.error).filter(Boolean);
				expect(errors.length).toBeGreaterThan(10);
				for (const error of errors) expect(error).toContain(message);
			}
		},
	);

	it('go on when the one that fetches the token is stopped: the next one fetches it', async () => {
		const organization = await prepared('stopped');
		const stop = new AbortController();
		control(organization).faults([{ skip: 25, expireTokens: true }]);
		tokenService().faults([{ delayMs: 2000 }]);
		const before = tokenService().requests().length;

		const stopped = execution(organization, 0, stop.signal);
		await until(() => tokenService().requests().length > before);
		const others = Promise.all([60, 120].map(async (from) => await execution(organization, from)));
		// Ten, the first of them again, and one of the others.
		await until(() => refusedIn(organization).length > 11);
		stop.abort();

		expect((await stopped).status).toBe('canceled');
		expect((await others).flatMap(({ items }) => items.map(({ json }) => json.phone))).toEqual(
			phones.slice(60),
		);
		expect(tokenService().requests().length - before).toBeLessThanOrEqual(2);
		const { length } = storedIn(organization);
		expect(new Set(storedIn(organization)).size).toBe(length);
	});
});
