/** n8n's Stop: nothing new is sent, no wait goes on, and the error says what may have been done. */
import type { INodeParameters } from 'n8n-workflow';

import { watchFlights } from '../flights';
import { amy, by, byItsEmail, get, people, update, upsert, values } from '../parameters';
import { scalePauses } from '../pauses';
import { oops, pause, tooMany, until } from '../requests';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

const getIt = (options: INodeParameters = {}) => get(byItsEmail, { options });

const onward = { onError: 'continueRegularOutput' } as const;

const isBusy = ({ status }: { status: number }) => status === 429 || status === 503;

describe('Stop', () => {
	/** n8n ends a stopped run at once; this waits until the node itself is done. */
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

	/** Stops a run of forty items as soon as something is so. */
	const stopOnce = async (
		isSo: () => boolean,
		organization: string,
		parameters: INodeParameters,
	) => {
		const executing = watchNode();
		const stop = new AbortController();
		const running = harness.runNode({
			organization,
			items: people(40),
			parameters,
			signal: stop.signal,
			nodeSettings: { onError: 'continueRegularOutput' },
		});
		await until(isSo);
		const stopped = performance.now();
		stop.abort();
		await running;
		await Promise.allSettled(executing.mock.results.map(({ value }) => value as unknown));
		return { stopped, took: performance.now() - stopped };
	};

	it('sends nothing new', async () => {
		control('stopped').reset({ people: 40, latencyMs: 150 });
		const flights = watchFlights('stopped');

		const { stopped } = await stopOnce(
			() => flights.length > 6,
			'stopped',
			getIt({ maxConcurrency: 3 }),
		);
		await pause(500);

		expect(flights.length).toBeLessThan(30);
		// Those that n8n had begun to send.
		expect(flights.filter(({ begin }) => begin > stopped).length).toBeLessThanOrEqual(3);
	});

	it.each([
		['Retry-After of the throttle', tooMany(30)],
		['a pause before a request is repeated', oops(503)],
	])('ends %s', async (_case, respond) => {
		// 20 seconds for the first one.
		scalePauses(40);
		const organization = `stopped-${respond.status}`;
		control(organization).reset({ people: 40, latencyMs: 20 });
		control(organization).faults([{ skip: 5, times: 1000, respond }]);
		const flights = watchFlights(organization);

		const { stopped, took } = await stopOnce(() => flights.some(isBusy), organization, getIt());
		await pause(300);

		expect(took).toBeLessThan(10_000);
		expect(flights.filter(({ begin }) => begin > stopped).length).toBeLessThanOrEqual(10);
	});
});

it('Stop ends the work on many items for one profile', async () => {
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

it('Stop ends a run whose items all fail without a request', async () => {
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

	// The timer went off during the run, so the run does not block the event loop.
	expect(ticks).toBeGreaterThanOrEqual(3);
});

it('Stop ends the wait for another execution that writes the same match value', async () => {
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

describe('Stop while a write is on its way', () => {
	it('names the items whose writes were on their way', async () => {
		const organization = 'stopped-many';
		control(organization).reset({ people: 3 });
		control(organization).faults([{ method: 'PATCH', times: 9, delayMs: 600_000 }]);
		const stop = new AbortController();

		const running = harness.runNode({
			organization,
			items: people(3),
			parameters: update(by('email', '={{ $json.email }}'), values({ phone: '1' })),
			signal: stop.signal,
		});
		await until(
			() =>
				control(organization)
					.requests()
					.filter(({ method }) => method === 'PATCH').length > 2,
		);
		stop.abort();
		const { error } = await running;

		expect(error?.description).toContain('It is not known whether the change was stored');
		expect(error?.description).toContain('items 1 to 2, which were on their way');
		expect(error?.description).not.toContain('Nothing was done');
	});
});
