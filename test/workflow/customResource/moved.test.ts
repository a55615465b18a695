import type { INodeParameters } from 'n8n-workflow';

import { count, create, getAll, inResource, record, remove, update, values } from '../parameters';
import { get, upsertRecord } from '../parameters';
import { messages, writes } from '../requests';
import { useHarness } from '../suite';
import { calls, filterNameIn, firstOrder, node, orders } from './resources';

const { harness, control } = useHarness();

const MOVED = [
	"The custom resource 'cusOrder' is served at customResources now, and no longer at profileAndServicesExt. Choose it anew in 'Custom Resource': that saves a request.",
];

describe.each(['moved', 'moved-v8'])('A resource that has moved, in %s', (organization) => {
	beforeEach(() => control(organization).reset({ movedResources: ['cusOrder'] }));

	const stored = () => control(organization).records('cusOrder');
	const first = () => record('id', stored()[0].PKey);
	const run = async (parameters: INodeParameters, ...items: Array<Record<string, string>>) =>
		await harness.runNode({ organization, node, items, parameters });

	it.each<[string, () => INodeParameters, string]>([
		['Get', () => get(orders, first()), 'GET'],
		['Get Many', () => getAll(orders), 'GET'],
		['Count', () => count(orders), 'GET'],
		['Update', () => update(orders, first(), values({ status: 'x' })), 'PATCH'],
		['Delete', () => remove(orders, first()), 'DELETE'],
		['Create', () => create(orders, values({ status: 'x' })), 'POST'],
	])('%s follows once, and tells it', async (_name, parametersOf, method) => {
		const { items, requests, hints, error } = await run(parametersOf(), {});

		expect(error?.message).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		expect(messages(hints)).toEqual(expect.arrayContaining(MOVED));
		const made = calls(requests);
		expect(made[0]).toMatch(new RegExp(`^${method} profileAndServicesExt/cusOrder`));
		expect(made[1]).toBe('GET customResources/resourceType/cusOrder');
		expect(made[2]).toMatch(new RegExp(`^${method} customResources/cusOrder`));
		expect(made.slice(1).filter((call) => call.includes('Ext'))).toEqual([]);
		expect(control(organization).commits().length).toBe(
			method === 'GET' ? 0 : method === 'DELETE' ? 2 : 1,
		);
	});

	it('Create or Update, and a record by acsId, follow, too', async () => {
		const upserted = await run(
			upsertRecord(
				filterNameIn(organization, 'OrderNumber'),
				'order_number_parameter',
				orders,
				values({ status: 'x' }),
			),
			{ key: 'O-1001' },
			{ key: 'O-9' },
		);
		const got = await run(get(orders, record('acsId', firstOrder.acsId)), {});

		expect(upserted.items.map(({ json }) => json.operation)).toEqual(['updated', 'created']);
		expect(stored()).toHaveLength(5);
		expect(got.items[0].json).toMatchObject({ order_number: 'O-1001' });
		expect(messages(got.hints)).toEqual(MOVED);
	});

	it('is found for five items at the same time, and each is written once', async () => {
		const { items, requests, hints } = await harness.runNode({
			organization,
			node,
			items: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => ({ number: `N-${number}` })),
			parameters: create(orders, values({ order_number: '={{ $json.number }}' }), {
				options: { maxConcurrency: 5 },
			}),
		});

		expect(items.map(({ json }) => json.order_number)).toEqual(
			[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => `N-${number}`),
		);
		expect(stored()).toHaveLength(14);
		expect(control(organization).commits()).toHaveLength(10);
		const made = calls(requests);
		expect(made.filter((call) => call.includes('resourceType')).length).toBeLessThanOrEqual(2);
		const lost = made.filter((call) => call.startsWith('POST profileAndServicesExt'));
		// Those that began before the first answer.
		expect(lost.length).toBeLessThanOrEqual(5);
		expect(writes(requests)).toHaveLength(10 + lost.length);
		expect(messages(hints)[0]).toMatch(
			/^The custom resource 'cusOrder' is served at customResources now/,
		);
	});

	it('that is chosen by name costs nothing more, and tells nothing', async () => {
		const { requests, hints } = await run(getAll(inResource('cusOrder')), {});

		expect(calls(requests)).toEqual([
			'GET profileAndServicesExt/resourceType/cusOrder',
			'GET customResources/resourceType/cusOrder',
			'GET customResources/cusOrder',
		]);
		expect(hints).toEqual([]);
	});

	it('back is found, too', async () => {
		control(organization).reset();
		const { items, hints } = await run(getAll(inResource('customResources/cusOrder')), {});

		expect(items).toHaveLength(4);
		expect(messages(hints)[0]).toContain('served at profileAndServicesExt now');
	});

	it('in the middle of a run is followed, and followed back', async () => {
		control(organization).reset();
		const respond = {
			status: 404,
			body: 'Unsupported endpoint (endpoint=cusOrder). Error rc=-2003',
		};
		control(organization).faults([{ method: 'PATCH', skip: 1, respond }]);
		const { items, errorItems, requests } = await harness.runNode({
			organization,
			node,
			items: stored().map(({ PKey }) => ({ PKey })),
			parameters: update(orders, record('id', '={{ $json.PKey }}'), values({ status: 'x' }), {
				options: { maxConcurrency: 1 },
			}),
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		// The other endpoint does not have it: the error is that of the first.
		expect(items).toHaveLength(3);
		expect(errorItems[0].json.error).toContain('Campaign has no such custom resource');
		expect(calls(requests).filter((call) => call.includes('customResources'))).toEqual([
			'GET customResources/resourceType/cusOrder',
		]);
	});
});

describe.each(['unknown', 'unknown-v8'])('A resource that is nowhere, in %s', (organization) => {
	it('is refused once looked for at the other endpoint, and written nowhere', async () => {
		control(organization).reset();
		const nowhere = inResource('profileAndServicesExt/cusNothing');
		for (const parameters of [
			create(nowhere, values({ x: 'y' })),
			update(nowhere, record('id', '@a'), values({ x: 'y' })),
			remove(nowhere, record('id', '@a')),
			getAll(nowhere),
		]) {
			const { error, requests } = await harness.runNode({ organization, node, parameters });

			expect(error?.message).toBe('Campaign has no such custom resource');
			expect(calls(requests)).toHaveLength(2);
			expect(calls(requests)[1]).toBe('GET customResources/resourceType/cusNothing');
		}
		expect(control(organization).commits()).toEqual([]);
	});

	it.each([
		[503, '{"error_code":"503000","message":"Busy"}', 'Adobe Campaign is not available'],
		[500, '<html><body>Oops</body></html>', ''],
	])('is not said of one whose look-up fails with %i %s', async (status, body, message) => {
		control(organization).reset({ movedResources: ['cusOrder'] });
		control(organization).faults([
			{ path: 'customResources/resourceType', times: 500, respond: { status, body } },
		]);
		const { error, requests } = await harness.runNode({
			organization,
			node,
			parameters: getAll(orders, { options: { maxWait: 0 } }),
		});

		expect(error?.message).toContain(message);
		expect(error?.message).not.toBe('Campaign has no such custom resource');
		expect(calls(requests)).not.toContain('GET customResources/cusOrder');
	});
});
