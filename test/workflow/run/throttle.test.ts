/** How many requests the node sends at a time, and when it pauses, while Campaign refuses some of them. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/server';
import { type Flight, peakOf, watchFlights } from '../flights';
import { autoMap, by, byItsEmail, get, people, update, values } from '../parameters';
import { atCalls, oops, tooMany } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored } = useHarness();

const getIt = (options: INodeParameters = {}) => get(byItsEmail, { options });

const isBusy = ({ status }: { status: number }) => status === 429 || status === 503;

describe('Campaign admits five requests at a time:', () => {
	it('a hundred items succeed with few refusals', async () => {
		control('five').reset({ people: 100, latencyMs: 30, maxInFlight: 5 });

		const { items, error, requests } = await harness.runNode({
			organization: 'five',
			items: people(100),
			parameters: getIt(),
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.email)).toEqual(people(100).map(({ email }) => email));
		// Five of the first ten, and few more.
		expect(requests.filter(isBusy).length).toBeLessThanOrEqual(15);
	});

	it('the node comes back to that number and stays near it', async () => {
		control('recover').reset({ people: 120, latencyMs: 40, maxInFlight: 5 });
		const flights = watchFlights('recover');

		await harness.runNode({
			organization: 'recover',
			items: people(120),
			parameters: getIt({ maxConcurrency: 20 }),
		});

		const admitted = flights.filter((flight) => !isBusy(flight));
		expect(peakOf(admitted.slice(-40))).toBeGreaterThanOrEqual(4);
		expect(peakOf(flights.slice(-40))).toBeLessThanOrEqual(10);
	});
});

describe('Retry-After', () => {
	it('pauses all executions for that organization, and no other', async () => {
		for (const name of ['asked', 'not-asked']) control(name).reset({ people: 60, latencyMs: 20 });
		control('asked').faults([{ skip: 12, respond: tooMany(3) }]);
		const asked = watchFlights('asked');
		const others = watchFlights('not-asked');
		const run = async (organization: string) =>
			await harness.runNode({ organization, items: people(60), parameters: getIt() });

		const runs = await Promise.all([run('asked'), run('asked'), run('not-asked')]);

		expect(runs.map(({ items }) => items.length)).toEqual([60, 60, 60]);
		const refused = asked.find(isBusy);
		const since = refused?.end ?? NaN;
		// Requests that n8n had begun to send before the answer was read still arrive.
		const inThePause = ({ begin }: Flight) => begin > since + 800 && begin < since + 2950;
		expect(asked.filter(inThePause)).toEqual([]);
		expect(asked.filter(({ begin }) => begin > since + 2950).length).toBeGreaterThan(20);
		expect(others.filter(({ begin }) => begin > since && begin < since + 2950)).not.toEqual([]);
	});
});

describe('Twelve answers 503 in a row', () => {
	it('fail no item, and every change is written once', async () => {
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

describe('One request in ten is disturbed, and the token expires:', () => {
	const DISTURBANCES: Fault[] = [
		{ respond: tooMany() },
		{ respond: oops(503) },
		{ respond: oops(504) },
		{ drop: 'beforeWrite' },
		{ drop: 'afterWrite' },
	];

	/** Faults at random for one call in ten; with one of them the token expires. */
	const disturbed = (seed: number, count: number): Fault[] => {
		const random = seeded(seed);
		const calls = [...Array(count).keys()].filter(() => random() < 0.1);
		const faults = atCalls(calls, () => DISTURBANCES[Math.floor(random() * DISTURBANCES.length)]);
		const expiring = Math.floor(faults.length / 4);
		return faults.with(expiring, { skip: faults[expiring].skip, expireTokens: true });
	};

	it('four hundred updates are stored and confirmed, each once', async () => {
		control('updated').reset({ people: 400 });
		control('updated').faults(disturbed(7, 2000));

		const { items, error, hints, requests } = await harness.runNode({
			organization: 'updated',
			authentication: 'oAuth2',
			items: stored('updated').map(({ PKey }, row) => ({ PKey, row })),
			parameters: update(
				by('id', '={{ $json.PKey }}'),
				values({ phone: '={{ "555-" + $json.row }}' }),
				{ options: { confirmationReport: true } },
			),
		});

		expect(error).toBeUndefined();
		expect(items).toHaveLength(400);
		const reports = items.map(({ json }) => json.confirmation as IDataObject);
		expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(['applied']));
		expect(hints).toEqual([]);
		const profiles = stored('updated');
		expect(profiles.map(({ phone }) => phone)).toEqual(profiles.map((_, row) => `555-${row}`));
		expect(items.map(({ json }) => json.PKey)).toEqual(profiles.map(({ PKey }) => PKey));
		const disturbances = requests.filter(({ status }) => status === 0 || status > 400);
		expect(disturbances.length / requests.length).toBeGreaterThan(0.08);
		expect(requests.some(({ status }) => status === 401)).toBe(true);
	});

	it('no profile is created twice, and the error of an item says when its profile may exist', async () => {
		control('created').faults(disturbed(11, 1000));
		const emails = Array.from({ length: 300 }, (_, row) => `new-${row}@example.com`);

		const { items, errorItems } = await harness.runNode({
			organization: 'created',
			authentication: 'oAuth2',
			items: emails.map((email) => ({ email })),
			parameters: { operation: 'create', endpoint: 'profileAndServices', ...autoMap() },
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		const emailsStored = stored('created').map(({ email }) => String(email));
		const times = (email: string) => emailsStored.filter((one) => one === email).length;
		expect(items.length + errorItems.length).toBe(300);
		expect(items.map(({ json }) => times(String(json.email)))).toEqual(items.map(() => 1));
		for (const { json } of errorItems) {
			const mayExist = String(json.error).includes('may exist now');
			expect([0, mayExist ? 1 : 0]).toContain(times(String(json.email)));
		}
		const failedButStored = errorItems.filter(({ json }) => times(String(json.email)) === 1);
		expect(failedButStored.length).toBeGreaterThan(0);
		expect(errorItems.length).toBeLessThan(60);
	});
});
