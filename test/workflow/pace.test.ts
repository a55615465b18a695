import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault, ScriptedAnswer } from '../../sandbox/server';
import { type Flight, peakOf, stopWatching, watchFlights } from './flights';
import { type Harness, startHarness } from './harness';
import { autoMap, by, get, people, update, values } from './parameters';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterEach(stopWatching);

afterAll(async () => await harness.close());

jest.setTimeout(20_000);

const control = (organization: string) => harness.sandbox.organization(organization);

const byItsEmail = by('email', '={{ $json.email }}');
const getIt = (options: INodeParameters = {}) => get(byItsEmail, { options });

const tooMany = (retryAfter?: number): ScriptedAnswer => ({
	status: 429,
	body: '{"error_code":"429050","message":"Too many requests"}',
	...(retryAfter !== undefined && { headers: { 'Retry-After': String(retryAfter) } }),
});
const oops = (status: number): ScriptedAnswer => ({
	status,
	body: `{"code":${status}, "message":"Oops. Something went wrong. Check your URI and try again."}\n`,
});

const isBusy = ({ status }: { status: number }) => status === 429 || status === 503;

/** Faults at these calls; one does not count the calls that those before it in the list have hit. */
const at = (calls: number[], faultOf: () => Fault): Fault[] =>
	calls.map((call, before) => ({ ...faultOf(), skip: call - before }));

/** Milliseconds. */
const timeOf = async <T>(running: Promise<T>) => {
	const begin = performance.now();
	const result = await running;
	return { ...result, took: performance.now() - begin };
};

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

describe('A tenant that admits five at a time', () => {
	it('gets a hundred items without a failure, and refuses few', async () => {
		control('five').reset({ people: 100, latencyMs: 30, maxInFlight: 5 });

		const { items, error, requests } = await harness.runNode({
			organization: 'five',
			items: people(100),
			parameters: getIt(),
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.email)).toEqual(people(100).map(({ email }) => email));
		// Five of the first ten, and hardly one more.
		expect(requests.filter(isBusy).length).toBeLessThanOrEqual(15);
	});

	it('is not used less than it admits for long', async () => {
		control('recover').reset({ people: 120, latencyMs: 40, maxInFlight: 5 });
		const flights = watchFlights('recover');

		await harness.runNode({
			organization: 'recover',
			items: people(120),
			parameters: getIt({ maxConcurrency: 20 }),
		});

		const admitted = flights.filter((flight) => !isBusy(flight));
		expect(peakOf(admitted.slice(-40))).toBeGreaterThanOrEqual(4);
		expect(peakOf(flights.slice(-40))).toBeLessThanOrEqual(8);
	});
});

describe('Retry-After', () => {
	it('holds for all executions on that tenant, and for no other', async () => {
		for (const name of ['asked', 'not-asked']) control(name).reset({ people: 60, latencyMs: 20 });
		control('asked').faults([{ skip: 12, respond: tooMany(2) }]);
		const asked = watchFlights('asked');
		const others = watchFlights('not-asked');
		const run = async (organization: string) =>
			await harness.runNode({ organization, items: people(60), parameters: getIt() });

		const runs = await Promise.all([run('asked'), run('asked'), run('not-asked')]);

		expect(runs.map(({ items }) => items.length)).toEqual([60, 60, 60]);
		const refused = asked.find(isBusy);
		const since = refused?.end ?? NaN;
		// What n8n had in hand before the answer was read still arrives.
		const inTheBreak = ({ begin }: Flight) => begin > since + 800 && begin < since + 1950;
		expect(asked.filter(inTheBreak)).toEqual([]);
		expect(asked.filter(({ begin }) => begin > since + 1950).length).toBeGreaterThan(20);
		expect(others.filter(({ begin }) => begin > since + 2000)).toEqual([]);
	});
});

describe('A burst of 503', () => {
	it('fails nothing and writes everything once', async () => {
		control('burst').reset({ people: 40, latencyMs: 10 });
		control('burst').faults([{ method: 'PATCH', skip: 3, times: 12, respond: oops(503) }]);

		const { items, error, requests } = await harness.runNode({
			organization: 'burst',
			items: people(40),
			parameters: update(byItsEmail, values({ phone: '={{ "555-" + $json.row }}' })),
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.phone)).toEqual(people(40).map(({ row }) => `555-${row}`));
		const patches = requests.filter(({ method }) => method === 'PATCH');
		expect(patches.filter(({ status }) => status === 200)).toHaveLength(40);
		expect(patches.filter(isBusy)).toHaveLength(12);
	});
});

describe('When patience is at an end', () => {
	it.each([
		['without Retry-After', tooMany(), 503],
		['with it', tooMany(1), 429],
	])('the whole run gives up and says so, once it waited: %s', async (name, respond) => {
		const organization = `impatient-${name.split(' ').join('-')}`;
		control(organization).reset({ people: 40 });
		control(organization).faults([{ skip: 1, times: 1000, respond }]);

		const { items, requests, took } = await timeOf(
			harness.runNode({
				organization,
				items: people(40),
				parameters: getIt({ maxWait: 0.05, maxConcurrency: 5 }),
				nodeSettings: { onError: 'continueRegularOutput' },
			}),
		);

		expect(items).toHaveLength(40);
		expect(items[0].json.error).toBeUndefined();
		for (const { json } of items.slice(1)) {
			expect(json.error).toContain("longer than 'Give Up After' in Options allows (0.05 minutes)");
		}
		expect(took).toBeLessThan(15_000);
		expect(took).toBeGreaterThan(1000);
		// The others were not even sent.
		const asked = new Set(requests.map(({ path }) => path));
		expect(asked.size).toBeLessThan(12);
	});

	it('a run that stops on errors says it, too', async () => {
		control('impatient-stop').faults([{ times: 1000, respond: oops(503) }]);

		const { error } = await harness.runNode({
			organization: 'impatient-stop',
			items: people(3),
			parameters: getIt({ maxWait: 0 }),
		});

		expect(error?.message).toContain('(0 of 3 items were done)');
		expect(error?.description).toContain("'Give Up After' in Options allows (0 minutes)");
	});

	it('with one profile it is, too, while others are served', async () => {
		control('impatient-delete').reset({ people: 3 });
		const [first] = control('impatient-delete').profiles();
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

	it('is the run’s own affair: the next one is served', async () => {
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

	it('refusals in between that are followed by an answer do not add up', async () => {
		control('now-and-then').reset({ people: 30, latencyMs: 20 });
		const calls = [3, 6, 9, 12, 15, 18, 21, 24];
		control('now-and-then').faults(at(calls, () => ({ respond: oops(503) })));

		const { error, took } = await timeOf(
			harness.runNode({
				organization: 'now-and-then',
				items: people(30),
				parameters: getIt({ maxWait: 0.03, maxConcurrency: 1 }),
			}),
		);

		expect(error).toBeUndefined();
		// Together they waited for longer than the run may wait at a time.
		expect(took).toBeGreaterThan(1800);
	});
});

describe('Timeout', () => {
	const slow = (times: number): Fault[] => [{ times, delayMs: 3000 }];
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
		expect(took).toBeLessThan(2900);
	});

	it('is told when it happens each time', async () => {
		const { error, took } = await run('slow', 9);

		expect(error?.message).toBe('Adobe Campaign did not answer in time');
		expect(error?.description).toContain("'Timeout' in Options allows (0.3 seconds)");
		// Five times 0.3 seconds, and pauses of at most 7.5; it would have been answered after three each.
		expect(took).toBeLessThan(13_000);
	});

	it.each([
		['timeout', 'Timeout'],
		['maxWait', 'Give Up After'],
	])('%s that is no number is refused before anything is sent', async (name, label) => {
		const { error, requests } = await harness.runNode({
			organization: 'no-number',
			parameters: get(by('email', 'amy.dakota@example.com'), { options: { [name]: 'soon' } }),
		});

		expect(error?.message).toContain(`'${label}' in Options is not a number`);
		expect(requests).toEqual([]);
	});
});

describe("n8n's Stop", () => {
	/** The engine gives its run up at once; this is when the node is done. */
	const watchNode = () => {
		const type = harness.engine.package.nodeTypes.getByNameAndVersion(
			'n8n-nodes-adobe-campaign.adobeCampaignProfile',
		);
		return jest.spyOn(
			Object.getPrototypeOf(type) as { execute: () => Promise<unknown> },
			'execute',
		);
	};

	afterEach(() => jest.restoreAllMocks());

	const stopAfter = async (organization: string, ms: number, parameters: INodeParameters) => {
		const executing = watchNode();
		const stop = new AbortController();
		const running = harness.runNode({
			organization,
			items: people(40),
			parameters,
			signal: stop.signal,
			nodeSettings: { onError: 'continueRegularOutput' },
		});
		await pause(ms);
		const stopped = performance.now();
		stop.abort();
		await running;
		await Promise.allSettled(executing.mock.results.map(({ value }) => value as unknown));
		return { stopped, took: performance.now() - stopped };
	};

	it('starts nothing new', async () => {
		control('stopped').reset({ people: 40, latencyMs: 150 });
		const flights = watchFlights('stopped');

		const { stopped } = await stopAfter('stopped', 600, getIt({ maxConcurrency: 3 }));
		await pause(500);

		expect(flights.length).toBeGreaterThan(0);
		expect(flights.length).toBeLessThan(30);
		expect(flights.filter(({ begin }) => begin > stopped + 250)).toEqual([]);
	});

	it.each([
		['Retry-After of the throttle', tooMany(30)],
		['a pause before a request is repeated', oops(503)],
	])('ends %s', async (_case, respond) => {
		const organization = `stopped-${respond.status}`;
		control(organization).reset({ people: 40, latencyMs: 20 });
		control(organization).faults([{ skip: 5, times: 1000, respond }]);
		const flights = watchFlights(organization);

		const { stopped, took } = await stopAfter(organization, 2500, getIt());
		await pause(300);

		expect(took).toBeLessThan(1500);
		expect(flights.filter(isBusy).length).toBeGreaterThan(0);
		expect(flights.filter(({ begin }) => begin > stopped + 250)).toEqual([]);
	});
});

/** Numbers from 0 to 1, the same ones each time: mulberry32. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

describe('With a tenth of the requests disturbed and a token that expires on the way', () => {
	const DISTURBANCES: Fault[] = [
		{ respond: tooMany() },
		{ respond: oops(503) },
		{ respond: oops(504) },
		{ drop: 'beforeWrite' },
		{ drop: 'afterWrite' },
	];

	/** One in ten of so many calls, by chance; the token expires with one of them. */
	const disturbed = (seed: number, count: number): Fault[] => {
		const random = seeded(seed);
		const calls = [...Array(count).keys()].filter(() => random() < 0.1);
		const faults = at(calls, () => DISTURBANCES[Math.floor(random() * DISTURBANCES.length)]);
		const expiring = Math.floor(faults.length / 4);
		return faults.with(expiring, { skip: faults[expiring].skip, expireTokens: true });
	};

	it('a thousand updates arrive, each one is confirmed, and no profile comes twice', async () => {
		control('thousand').reset({ people: 1000 });
		control('thousand').faults(disturbed(7, 5000));

		const { items, error, hints, requests } = await harness.runNode({
			organization: 'thousand',
			authentication: 'oAuth2',
			items: control('thousand')
				.profiles()
				.map(({ PKey }, row) => ({ PKey, row })),
			parameters: update(
				by('id', '={{ $json.PKey }}'),
				values({ phone: '={{ "555-" + $json.row }}' }),
				{ options: { confirmationReport: true } },
			),
		});

		expect(error).toBeUndefined();
		expect(items).toHaveLength(1000);
		const reports = items.map(({ json }) => json.confirmation as IDataObject);
		expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(['applied']));
		expect(hints).toEqual([]);
		const stored = control('thousand').profiles();
		expect(stored.map(({ phone }) => phone)).toEqual(stored.map((_, row) => `555-${row}`));
		expect(items.map(({ json }) => json.PKey)).toEqual(stored.map(({ PKey }) => PKey));
		const disturbances = requests.filter(({ status }) => status === 0 || status > 400);
		expect(disturbances.length / requests.length).toBeGreaterThan(0.08);
		expect(requests.some(({ status }) => status === 401)).toBe(true);
	}, 240_000);

	it('no profile is created twice, and an item that failed says when its profile may exist', async () => {
		control('created').faults(disturbed(11, 1000));
		const emails = Array.from({ length: 300 }, (_, row) => `new-${row}@example.com`);

		const { items, errorItems } = await harness.runNode({
			organization: 'created',
			authentication: 'oAuth2',
			items: emails.map((email) => ({ email })),
			parameters: { operation: 'create', endpoint: 'profileAndServices', ...autoMap() },
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		const stored = control('created')
			.profiles()
			.map(({ email }) => String(email));
		const times = (email: string) => stored.filter((one) => one === email).length;
		expect(items.length + errorItems.length).toBe(300);
		expect(items.map(({ json }) => times(String(json.email)))).toEqual(items.map(() => 1));
		for (const { json } of errorItems) {
			const mayExist = String(json.error).includes('may exist now');
			expect([0, mayExist ? 1 : 0]).toContain(times(String(json.email)));
		}
		const failedButStored = errorItems.filter(({ json }) => times(String(json.email)) === 1);
		expect(failedButStored.length).toBeGreaterThan(0);
		expect(errorItems.length).toBeLessThan(60);
	}, 40_000);
});
