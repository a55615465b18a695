import type { INodeParameters } from 'n8n-workflow';

import { count, getAll, inResource } from '../parameters';
import { useHarness } from '../suite';
import { calls, filterNameIn, node, orders } from './resources';

const { harness, control } = useHarness();

describe.each(['counted', 'counted-v8'])('Count of records, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const run = async (...changes: INodeParameters[]) =>
		await harness.runNode({ organization, node, parameters: count(...changes) });
	const by = (filterName: string, ...parameters: Array<{ name: string; value: string }>) => ({
		filterBy: 'customFilter',
		filterName: filterNameIn(organization, filterName),
		filterParameters: { parameter: parameters },
	});

	it.each([
		['profileAndServicesExt/cusOrder', 4],
		['profileAndServicesExt/cusInvoice', 3],
		['customResources/cusShop', 3],
	])('says how many there are of %s', async (where, total) => {
		const { items, requests } = await run(inResource(where));

		expect(items.map(({ json }) => json)).toEqual([{ count: total }]);
		expect(calls(requests)[0]).toBe(`GET ${where}`);
		expect(requests.length).toBeLessThanOrEqual(2);
		expect(requests[0].path).toContain('_lineCount=1');
	});

	it.each<[string, Array<{ name: string; value: string }>, number]>([
		['Channel', [{ name: '_parameter', value: 'web' }], 2],
		['OrderNumber', [{ name: 'order_number_parameter', value: 'O-9' }], 0],
		[
			'identification_key',
			[
				{ name: 'category_parameter', value: 'spring' },
				{ name: 'crm_id_parameter', value: '000042' },
			],
			1,
		],
	])('counts what the filter %s finds with %j', async (name, parameters, total) => {
		const { items } = await run(orders, by(name, ...parameters));

		expect(items[0].json).toEqual({ count: total });
	});

	it('leaves out hidden records, as a list does', async () => {
		control(organization).put({ invoice_number: 'I-9' }, 'cusInvoice');
		const invoices = inResource('cusInvoice');
		const listed = await harness.runNode({
			organization,
			node,
			parameters: getAll(invoices, { returnAll: true }),
		});

		expect((await run(invoices)).items[0].json).toEqual({ count: 3 });
		expect(listed.items).toHaveLength(3);
	});

	it('refuses a filter that the resource does not have', async () => {
		const { error } = await run(orders, by('Nothing', { name: 'x', value: 'y' }));

		expect(error?.message).toContain(
			organization.endsWith('-v8') ? 'Campaign refused the request' : 'filter',
		);
	});
});
