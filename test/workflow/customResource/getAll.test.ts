import type { INodeParameters } from 'n8n-workflow';

import { getAll, inResource } from '../parameters';
import { useHarness } from '../suite';
import { calls, filterNameIn, node, orders, shops } from './resources';

const { harness, control, amyIn } = useHarness();

describe.each(['listed', 'listed-v8'])('Get Many of records, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const run = async (...changes: INodeParameters[]) =>
		await harness.runNode({ organization, node, parameters: getAll(...changes) });
	const numbers = ({ items }: Awaited<ReturnType<typeof run>>) =>
		items.map(({ json }) => json.order_number);

	it('lists all records, each flat', async () => {
		const result = await run(orders);

		expect(numbers(result)).toEqual(['O-1001', 'O-1002', 'O-1003', 'O-1004']);
		expect(calls(result.requests)).toEqual(['GET profileAndServicesExt/cusOrder']);
		expect(result.items[0].json).toMatchObject({ cusProfilelink: amyIn(organization).PKey });
		expect(result.items[0].json).not.toHaveProperty('href');
		for (const { json } of result.items) {
			expect(Object.values(json).filter((value) => typeof value === 'object' && value)).toEqual([]);
		}
	});

	it('outputs whole records without Simplify', async () => {
		const { items } = await run(orders, { simplify: false });

		expect(items[0].json).toMatchObject({ cusProfilelink: { PKey: amyIn(organization).PKey } });
		expect(items[0].json).toHaveProperty('href');
	});

	it('follows the pages by their links, with a limit or to the end', async () => {
		for (let number = 0; number < 60; number++) {
			control(organization).put({ shop_code: `T-${number}` }, 'cusShop');
		}
		const all = await run(shops, { returnAll: true, options: { pageSize: 25 } });
		const some = await run(shops, { limit: 30, options: { pageSize: 25 } });

		expect(all.items).toHaveLength(63);
		expect(new Set(all.items.map(({ json }) => json.shop_code)).size).toBe(63);
		expect(some.items).toHaveLength(30);
		expect(some.requests).toHaveLength(2);
	});

	it('orders the records', async () => {
		const options = { orderBy: 'Order_Date', orderDirection: 'desc' };
		const result = await run(orders, { options });

		expect(numbers(result).slice(0, 3)).toEqual(['O-1003', 'O-1002', 'O-1001']);
	});

	it('says that a field cannot be sorted by', async () => {
		const { error } = await run(orders, { options: { orderBy: 'customerID' } });

		expect(error?.message).toBe(
			organization.endsWith('-v8')
				? 'Campaign refused the request'
				: "Campaign cannot sort or search by 'customerID'",
		);
	});

	it('outputs only the fields that are chosen, in their spelling', async () => {
		const { items } = await run(orders, {
			limit: 1,
			options: { fields: ['Order_Date', 'customerID', 'SENT'] },
		});

		expect(items[0].json).toEqual({ Order_Date: '2024-03-01', customerID: '08757', SENT: 'true' });
	});

	it('lists what a filter finds', async () => {
		const result = await run(orders, {
			filterBy: 'customFilter',
			filterName: filterNameIn(organization, 'Channel'),
			filterParameters: { parameter: [{ name: '_parameter', value: 'web' }] },
		});

		expect(numbers(result)).toEqual(['O-1001', 'O-1003']);
	});

	it('lists a resource that is found by its name at the second endpoint', async () => {
		const { items } = await run(inResource('cusTag'));

		expect(items.map(({ json }) => [json.tag, json.CREATED])).toEqual([
			['spring', '2021-05-10'],
			['Spring', '10.05.2021'],
			['garden', ''],
		]);
	});
});
