/** Confirm Together: many changes are confirmed with one list of what was changed last, and no verdict is weaker for it. */
import type { INodeParameters } from 'n8n-workflow';

import type { Fault, ReceivedRequest, Settings } from '../../../sandbox/server';
import { peakOf, watchFlights } from '../flights';
import { by, emailOf, ext, get, people, update, upsert, values } from '../parameters';
import { scalePauses } from '../pauses';
import { messages, oops, tooMany, until } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored } = useHarness();

const onward = { onError: 'continueRegularOutput' } as const;

const USELESS = /^'Confirm Together' in Options was of no use/;

/** Profiles of an organization by PKey, each with a phone of its own to be written. */
const rows = (organization: string) =>
	stored(organization).map(({ PKey }, row) => ({ PKey, phone: `555-${row}` }));

const phone = values({ phone: '={{ $json.phone }}' });

const together = (options: INodeParameters = {}) => ({
	options: { confirmTogether: true, ...options },
});

const byKey = (...changes: INodeParameters[]) =>
	update(by('id', '={{ $json.PKey }}'), phone, ...changes);

const isList = ({ method, path }: ReceivedRequest) =>
	method === 'GET' && /\/profile\?.*_order=/.test(path);
const isRead = ({ method, path }: ReceivedRequest) =>
	method === 'GET' && /\/profile\/@[^/?]+$/.test(path);
const isPatch = ({ method }: ReceivedRequest) => method === 'PATCH';

/** How many of each. */
const counted = (requests: ReceivedRequest[]) => ({
	patches: requests.filter(isPatch).length,
	lists: requests.filter(isList).length,
	reads: requests.filter(isRead).length,
});

/** Updates so many people; the list does not begin before all are waiting, as with the real pause. */
async function updateAll(
	organization: string,
	count: number,
	{
		settings = {},
		faults = [],
		options = {},
		parameters = [],
	}: {
		settings?: Partial<Settings>;
		faults?: Fault[];
		options?: INodeParameters;
		parameters?: INodeParameters[];
	} = {},
) {
	scalePauses(1 / 100, { together: 60_000 });
	control(organization).reset({ people: count, ...settings });
	control(organization).faults(faults);
	return await harness.runNode({
		organization,
		items: rows(organization),
		parameters: byKey(together(options), ...parameters),
		nodeSettings: onward,
	});
}

const phonesOf = (items: Array<{ json: { phone?: unknown } }>) =>
	items.map(({ json }) => json.phone);

const expectAllDone = (organization: string, items: Array<{ json: { phone?: unknown } }>) => {
	const wanted = items.map((_item, row) => `555-${row}`);
	expect(phonesOf(items)).toEqual(wanted);
	expect(stored(organization).map((one) => one.phone)).toEqual(wanted);
};

describe('Confirm Together: the number of requests', () => {
	it('is at most 1.1 for each of a thousand updates', async () => {
		const organization = 'thousand';
		const { items, hints, requests } = await updateAll(organization, 1000);

		expectAllDone(organization, items);
		expect(hints).toEqual([]);
		expect(requests.length).toBeLessThanOrEqual(1100);
		expect(counted(requests)).toEqual({ patches: 1000, lists: 20, reads: 1 });
	});

	it('is two for each without the option', async () => {
		const organization = 'without';
		const { requests } = await updateAll(organization, 60, { options: { confirmTogether: false } });

		expect(counted(requests)).toEqual({ patches: 60, lists: 0, reads: 60 });
	});

	it.each<[string, Partial<Settings>]>([
		['refuses to sort', { sortableFields: [] }],
		['sorts too slowly', { slowSortRows: 10 }],
		['ignores the order', { orderIgnored: true }],
	])('is one list more than without it where Campaign %s', async (name, settings) => {
		const organization = `useless-${name.replaceAll(' ', '-')}`;
		const { items, hints, requests } = await updateAll(organization, 120, { settings });

		expectAllDone(organization, items);
		expect(counted(requests)).toEqual({ patches: 120, lists: 1, reads: 120 });
		expect(messages(hints)).toEqual([expect.stringMatching(USELESS)]);
	});

	it('is as low with Max Concurrency 50', async () => {
		const organization = 'fifty';
		const { items, requests } = await updateAll(organization, 300, {
			settings: { latencyMs: 30 },
			options: { maxConcurrency: 50 },
		});

		expectAllDone(organization, items);
		expect(counted(requests)).toMatchObject({ patches: 300, lists: 6 });
		expect(counted(requests).reads).toBeLessThanOrEqual(10);
	});

	it('is two for a single update, without a list', async () => {
		const { requests } = await updateAll('single', 1);

		expect(counted(requests)).toEqual({ patches: 1, lists: 0, reads: 1 });
	});
});

describe('Confirm Together: the output', () => {
	it('is the record as a read of it alone has it', async () => {
		const organization = 'same';
		control(organization).reset({ people: 60 });
		const [north] = control(organization).records('orgUnitBase');
		for (const { PKey } of stored(organization).slice(0, 7)) {
			control(organization).put({ PKey, orgUnit: { PKey: north.PKey }, cusNote: 'x'.repeat(200) });
		}
		scalePauses(1 / 100, { together: 60_000 });
		const items = rows(organization);
		const { items: updated, requests } = await harness.runNode({
			organization,
			items,
			parameters: byKey(ext, together()),
		});
		const { items: read } = await harness.runNode({
			organization,
			items,
			parameters: get(by('id', '={{ $json.PKey }}'), ext, { simplify: false }),
		});

		expect(updated.map(({ json }) => json)).toEqual(read.map(({ json }) => json));
		expect(updated.filter(({ json }) => json.orgUnit !== null)).toHaveLength(7);
		// One more for the unit, which is null in most records.
		expect(counted(requests)).toMatchObject({ patches: 60, lists: 2 });
		expect(counted(requests).reads).toBeLessThanOrEqual(2);
	});

	it('has the verdicts of a read alone in Add Confirmation Report', async () => {
		const { items } = await updateAll('reported', 10, { options: { confirmationReport: true } });

		expect(items.map(({ json }) => json.confirmation)).toEqual(
			items.map((_item, row) => ({
				status: 'applied',
				reads: 1,
				fields: [{ field: 'phone', sent: `555-${row}`, stored: `555-${row}`, verdict: 'applied' }],
			})),
		);
	});
});

describe('Confirm Together: a value that is not stored', () => {
	it('fails its item after three reads, and no other', async () => {
		const { items, requests } = await updateAll('lost', 20, {
			faults: [{ method: 'PATCH', skip: 4, discardWrite: true }],
		});
		const errors = items.filter(({ json }) => json.error !== undefined);

		expect(errors).toHaveLength(1);
		expect(String(errors[0].json.error)).toContain("did not store 'phone' as sent");
		// The row, and two reads alone; one more proves that rows are whole.
		expect(counted(requests)).toEqual({ patches: 20, lists: 1, reads: 3 });
	});

	it('is read alone again when the list was older than the write', async () => {
		const { items, requests } = await updateAll('stale', 100, {
			// The first list proves that lists are not old.
			faults: [{ path: '_order', skip: 1, staleRead: true }],
			options: { confirmationReport: true },
		});
		const reads = items.map(({ json }) => (json.confirmation as { reads: number }).reads);

		expectAllDone('stale', items);
		expect(counted(requests)).toEqual({ patches: 100, lists: 2, reads: 51 });
		expect(reads.filter((count) => count === 2)).toHaveLength(50);
	});

	it('that the server rewrote by a rule is normalized, after one read', async () => {
		scalePauses(1 / 100, { together: 60_000 });
		control('rewritten').reset({ people: 20 });
		const { items, requests } = await harness.runNode({
			organization: 'rewritten',
			items: rows('rewritten'),
			parameters: update(
				by('id', '={{ $json.PKey }}'),
				values({ firstName: '={{ "zoe " + $json.phone }}' }),
				together({ confirmationReport: true }),
			),
		});

		expect(items.map(({ json }) => json.confirmation)).toEqual(
			items.map(() => expect.objectContaining({ status: 'normalized', reads: expect.any(Number) })),
		);
		expect(counted(requests).lists).toBe(1);
	});
});

describe('Confirm Together: a list that cannot be used', () => {
	const cases: Array<[string, Fault]> = [
		['is refused', { path: '_order', respond: { status: 500, body: 'XTK' } }],
		['is not allowed', { path: '_order', respond: { status: 403, body: 'No rights' } }],
		['is not found', { path: '_order', respond: { status: 404 } }],
		['is too much', { path: '_order', respond: oops(503) }],
		['is lost', { path: '_order', drop: 'beforeWrite' }],
		['is a page of a proxy', { path: '_order', respond: { status: 200, body: '<html></html>' } }],
		['is empty', { path: '_order', respond: { status: 200, body: '{"content":[]}' } }],
		['is not whole', { path: '_order', respond: { status: 200, body: '{"content":[{"PKey":' } }],
		['is older than the changes', { path: '_order', staleRead: true }],
	];

	it.each(cases)('because it %s ends the attempt of the run', async (name, fault) => {
		const organization = `unusable-${cases.findIndex(([one]) => one === name)}`;
		const { items, hints, requests } = await updateAll(organization, 120, {
			faults: [{ ...fault, times: 1 }],
		});

		expectAllDone(organization, items);
		expect(counted(requests)).toEqual({ patches: 120, lists: 1, reads: 120 });
		expect(messages(hints)).toEqual([expect.stringMatching(USELESS)]);
	});

	it('because rows lack a field ends the attempt of the run', async () => {
		const organization = 'shorter';
		control(organization).reset({ people: 60 });
		const now = new Date().toISOString().replace('T', ' ');
		const content = rows(organization).map(({ PKey, phone: number }) => ({
			...stored(organization).find((one) => one.PKey === PKey),
			phone: number,
			lastModified: now,
			email: undefined,
		}));
		control(organization).faults([
			{ path: '_order', respond: { status: 200, body: JSON.stringify({ content }) } },
		]);
		scalePauses(1 / 100, { together: 60_000 });
		const { items, requests } = await harness.runNode({
			organization,
			items: rows(organization),
			parameters: byKey(together()),
		});

		expectAllDone(organization, items);
		expect(counted(requests)).toEqual({ patches: 60, lists: 1, reads: 60 });
		expect(items.every(({ json }) => typeof json.email === 'string')).toBe(true);
	});

	it('because the gateway is busy is asked for again', async () => {
		const organization = 'busy';
		const { items, hints, requests } = await updateAll(organization, 100, {
			faults: [{ path: '_order', times: 2, respond: tooMany() }],
		});

		expectAllDone(organization, items);
		expect(hints).toEqual([]);
		expect(counted(requests)).toEqual({ patches: 100, lists: 4, reads: 1 });
	});

	it('because Give Up After is over leaves each to a read alone', async () => {
		const organization = 'given-up';
		const { items, requests } = await updateAll(organization, 60, {
			faults: [{ path: '_order', times: 99, respond: tooMany() }],
			options: { maxWait: 0 },
		});

		expectAllDone(organization, items);
		expect(counted(requests)).toEqual({ patches: 60, lists: 1, reads: 60 });
	});

	it('because others changed as many records reads alone what is not on it', async () => {
		const organization = 'crowded';
		scalePauses(1 / 100, { together: 60_000 });
		control(organization).reset({ people: 1000 });
		const all = rows(organization);
		const run = async (begin: number, end: number) =>
			await harness.runNode({
				organization,
				items: all.slice(begin, end),
				parameters: byKey(together()),
			});
		const runs = await Promise.all([run(0, 150), run(150, 300), run(300, 450), run(450, 600)]);

		const numbers = runs.flatMap(({ items }) => phonesOf(items));
		expect(numbers).toEqual(all.slice(0, 600).map((one) => one.phone));
		expect(counted(control(organization).requests()).reads).toBeLessThan(600);
	});

	it('because others changed all that it has ends the attempt', async () => {
		const organization = 'imported';
		control(organization).reset({ people: 400 });
		// An import may write any future: it stays at the top.
		control(organization).touch({ count: 200, from: 200, lastModified: '2100-01-01T00:00:00Z' });
		scalePauses(1 / 100, { together: 60_000 });
		const { items, requests } = await harness.runNode({
			organization,
			items: rows(organization).slice(0, 60),
			parameters: byKey(together()),
		});

		expect(phonesOf(items)).toEqual(
			rows(organization)
				.slice(0, 60)
				.map((one) => one.phone),
		);
		expect(counted(requests)).toEqual({ patches: 60, lists: 1, reads: 60 });
	});
});

describe('Confirm Together: instances', () => {
	it.each<[string, Partial<Settings>]>([
		['give a profile another PKey with each change', { rotatePkeys: true }],
		['wrap a single record', { wrapSingle: true }],
		['give fewer rows than they are asked for', { longestPage: 90 }],
		['print links in another way', { linkHost: 'none' }],
	])('that %s', async (name, settings) => {
		const organization = `instance-${name.replaceAll(' ', '-')}`;
		const { items, requests } = await updateAll(organization, 100, { settings });

		expectAllDone(organization, items);
		expect(counted(requests)).toEqual({ patches: 100, lists: 2, reads: 1 });
	});

	it('that show a change in lists later end the attempt', async () => {
		const organization = 'late';
		const { items, requests } = await updateAll(organization, 100, {
			settings: { visibleAfterMs: 600_000 },
		});

		expectAllDone(organization, items);
		expect(counted(requests)).toEqual({ patches: 100, lists: 1, reads: 100 });
	});

	it('of v8 confirm the same', async () => {
		const organization = 'together-v8';
		const { items, requests } = await updateAll(organization, 60);

		expectAllDone(organization, items);
		expect(counted(requests)).toEqual({ patches: 60, lists: 2, reads: 1 });
	});

	it('that answer a change with nothing read each alone', async () => {
		const organization = 'empty-answers-v8';
		const { items, requests } = await updateAll(organization, 60, {
			faults: [{ method: 'PATCH', times: 60, respondAfterWrite: { status: 204 } }],
		});

		expectAllDone(organization, items);
		expect(counted(requests)).toEqual({ patches: 60, lists: 0, reads: 60 });
	});
});

describe('Confirm Together: Create or Update', () => {
	it('confirms those that exist together, and needs no read for new ones', async () => {
		const organization = 'upserted';
		control(organization).reset({ people: 60 });
		scalePauses(1 / 100, { together: 60_000 });
		const items = people(70).map(({ email, row }) => ({ email, phone: `555-${row}` }));
		const run = await harness.runNode({
			organization,
			items,
			parameters: upsert(phone, together()),
		});

		expect(phonesOf(run.items)).toEqual(items.map((one) => one.phone));
		expect(run.items.filter(({ json }) => json.operation === 'updated')).toHaveLength(60);
		expect(counted(run.requests)).toMatchObject({ patches: 60, lists: 2, reads: 1 });
	});

	it('of two executions that want the same records in another order does not hang', async () => {
		const organization = 'crossed';
		control(organization).reset({ people: 4, latencyMs: 5 });
		scalePauses(1 / 100, { together: 100 });
		const items = people(4).map(({ email, row }) => ({ email, phone: `555-${row}` }));
		const run = async (rowsOfRun: typeof items) =>
			await harness.runNode({
				organization,
				items: rowsOfRun,
				parameters: upsert(phone, together({ maxConcurrency: 1 })),
			});
		const runs = await Promise.all([run(items), run([...items].reverse())]);

		for (const { items: done } of runs) expect(done).toHaveLength(4);
	});
});

describe('Confirm Together: the items of a run', () => {
	it('for one profile are done one after another, in their order', async () => {
		const organization = 'one-profile';
		control(organization).reset({ people: 1 });
		scalePauses(1 / 100, { together: 60_000 });
		const [{ PKey }] = stored(organization);
		const items = Array.from({ length: 20 }, (_, row) => ({ PKey, phone: `555-${row}` }));
		const run = await harness.runNode({ organization, items, parameters: byKey(together()) });

		expect(phonesOf(run.items)).toEqual(items.map((one) => one.phone));
		expect(counted(run.requests)).toEqual({ patches: 20, lists: 0, reads: 20 });
	});

	it('that name profiles in different ways wait for each other', async () => {
		const organization = 'ways';
		control(organization).reset({ people: 40 });
		scalePauses(1 / 100, { together: 60_000 });
		const items = rows(organization).map((one, row) => ({
			phone: one.phone,
			who: row % 20 < 10 ? one.PKey : emailOf(row + 1),
		}));
		const run = await harness.runNode({
			organization,
			items,
			parameters: update(by('id', '={{ $json.who }}'), phone, together()),
		});

		expectAllDone(organization, run.items);
	});

	it('that reach one profile by different names see their own values', async () => {
		const organization = 'renamed';
		control(organization).reset({ people: 3 });
		scalePauses(1 / 100, { together: 60_000 });
		const items = [
			{ who: emailOf(1), email: 'new@example.com', phone: '555-0' },
			{ who: emailOf(2), email: emailOf(2), phone: '555-1' },
			{ who: 'new@example.com', email: 'newer@example.com', phone: '555-2' },
			{ who: emailOf(3), email: emailOf(3), phone: '555-3' },
		];
		const run = await harness.runNode({
			organization,
			items,
			parameters: update(
				by('email', '={{ $json.who }}'),
				values({ email: '={{ $json.email }}', phone: '={{ $json.phone }}' }),
				together({ maxConcurrency: 1 }),
			),
			nodeSettings: onward,
		});

		expect(run.items.map(({ json }) => json.error)).toEqual(items.map(() => undefined));
		expect(phonesOf(run.items)).toEqual(items.map((one) => one.phone));
	});

	it('are in flight one at a time with Max Concurrency 1', async () => {
		const organization = 'one-at-a-time';
		const flights = watchFlights(organization);
		const { items, requests } = await updateAll(organization, 100, {
			options: { maxConcurrency: 1 },
		});

		expectAllDone(organization, items);
		expect(counted(requests)).toEqual({ patches: 100, lists: 2, reads: 1 });
		expect(peakOf(flights)).toBe(1);
	});

	it('are read alone as many at a time as Max Concurrency says', async () => {
		const organization = 'few-at-a-time';
		control(organization).reset();
		const flights = watchFlights(organization);
		const { items } = await updateAll(organization, 60, {
			settings: { sortableFields: [], latencyMs: 5 },
			options: { maxConcurrency: 2 },
		});

		expectAllDone(organization, items);
		// Two read alone, while two others go on for a moment.
		expect(peakOf(flights)).toBeLessThanOrEqual(4);
	});

	it('that wait are confirmed when another one ends the run', async () => {
		const organization = 'ended';
		control(organization).reset({ people: 20 });
		scalePauses(1 / 100, { together: 60_000 });
		const items = rows(organization).map((one, row) => ({
			...one,
			phone: row === 10 ? 'undefined' : one.phone,
		}));
		const { error } = await harness.runNode({
			organization,
			items,
			parameters: byKey(together()),
		});

		expect(error?.description).toMatch(/^Done: items 0 to 9\b/m);
		expect(error?.description).not.toContain('which were on their way');
	});

	it('do not wait for others longer than the pause', async () => {
		const organization = 'slow-others';
		control(organization).reset({ people: 3 });
		control(organization).faults([{ method: 'PATCH', skip: 2, delayMs: 6000 }]);
		scalePauses(1 / 100, { together: 1500 });
		const { items, requests } = await harness.runNode({
			organization,
			items: rows(organization),
			parameters: byKey(together()),
		});

		expectAllDone(organization, items);
		const order = requests.map((request) => (isList(request) ? 'list' : request.method));
		expect(order).toEqual(['PATCH', 'PATCH', 'PATCH', 'GET', 'list', 'GET']);
	});
});

describe('Confirm Together: Stop', () => {
	it('ends the wait for others, and says that the change was accepted', async () => {
		const organization = 'stopped';
		control(organization).reset({ people: 3 });
		control(organization).faults([{ method: 'PATCH', skip: 2, delayMs: 600_000 }]);
		scalePauses(1 / 100, { together: 600_000 });
		const stop = new AbortController();
		const running = harness.runNode({
			organization,
			items: rows(organization),
			parameters: byKey(together()),
			signal: stop.signal,
		});
		await until(() => control(organization).requests().filter(isPatch).length > 2);
		stop.abort();
		const { error } = await running;

		expect(`${error?.message} ${error?.description}`).toContain('The run was stopped');
		expect(control(organization).requests().filter(isList)).toEqual([]);
	});

	it('ends a list that is on its way', async () => {
		const organization = 'stopped-list';
		control(organization).reset({ people: 5 });
		control(organization).faults([{ path: '_order', delayMs: 600_000 }]);
		scalePauses(1 / 100, { together: 60_000 });
		const stop = new AbortController();
		const running = harness.runNode({
			organization,
			items: rows(organization),
			parameters: byKey(together()),
			signal: stop.signal,
			nodeSettings: onward,
		});
		await until(() => control(organization).requests().some(isList));
		stop.abort();
		await running;

		expect(counted(control(organization).requests()).reads).toBe(1);
	});
});
