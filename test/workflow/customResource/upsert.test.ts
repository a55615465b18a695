import type { INodeParameters } from 'n8n-workflow';

import { autoMap, formField, report, upsert, upsertRecord, values } from '../parameters';
import { bodies, methods, profileCalls, writes } from '../requests';
import { useHarness } from '../suite';
import { calls, filterNameIn, firstOrder, invoices, node, orders, shops } from './resources';

const { harness, control } = useHarness();

describe.each(['upserted', 'upserted-v8'])(
	'Create or Update of a record, in %s',
	(organization) => {
		beforeEach(() => control(organization).reset());

		const stored = (kind = 'cusOrder') => control(organization).records(kind);
		const byNumber = (...changes: INodeParameters[]) =>
			upsertRecord(
				filterNameIn(organization, 'OrderNumber'),
				'order_number_parameter',
				orders,
				...changes,
			);
		const byKey = (...changes: INodeParameters[]) =>
			upsertRecord(
				filterNameIn(organization, 'identification_key'),
				'category_parameter',
				orders,
				{
					filterParameters: {
						parameter: [{ name: 'crm_id_parameter', value: '={{ $json.crm }}' }],
					},
				},
				...changes,
			);
		const byAcsId = (...changes: INodeParameters[]) =>
			upsert(orders, { matchBy: 'acsId', matchValue: '={{ $json.key }}' }, ...changes);

		const run = async (parameters: INodeParameters, ...items: Array<Record<string, unknown>>) =>
			await harness.runNode({
				organization,
				node,
				items: items as Parameters<typeof harness.runNode>[0]['items'],
				parameters,
				nodeSettings: { onError: 'continueErrorOutput' },
			});
		const errorOf = (result: Awaited<ReturnType<typeof run>>) =>
			String(result.errorItems[0]?.json.error);

		it('updates the record that the filter finds, and confirms it', async () => {
			const [{ PKey }] = stored();
			const { items, requests } = await run(byNumber(values({ status: 'returned' }), report), {
				key: 'O-1001',
			});

			expect(items[0].json).toMatchObject({
				...{ operation: 'updated', PKey, status: 'returned' },
				confirmation: { status: 'applied', fields: [{ field: 'status', verdict: 'applied' }] },
			});
			expect(profileCalls(requests).slice(-3)).toEqual(['GET', 'PATCH', 'GET']);
			expect(stored()).toHaveLength(4);
		});

		it('creates the record that none is, with the field that the parameter is named after', async () => {
			const { items, requests, errorItems } = await run(byNumber(values({ status: 'new' })), {
				key: 'O-3001',
			});

			expect(errorItems).toEqual([]);
			expect(items[0].json).toMatchObject({ operation: 'created', order_number: 'O-3001' });
			expect(bodies(requests)).toEqual([{ status: 'new', order_number: 'O-3001' }]);
			expect(stored()).toHaveLength(5);
		});

		it('finds by the same filter exactly what it created', async () => {
			const parameters = byKey(values({ status: '={{ $json.status }}' }));
			await run(parameters, { key: 'spring', crm: '777', status: 'a' });
			const again = await run(parameters, { key: 'spring', crm: '777', status: 'b' });

			expect(again.items[0].json).toMatchObject({
				...{ operation: 'updated', category: 'spring', crm_id: '777', status: 'b' },
			});
			expect(stored()).toHaveLength(5);
		});

		it('recognises a record by two parameters, of which each alone would be another one', async () => {
			const { items } = await run(
				byKey(values({ status: 'x' })),
				{ key: 'spring', crm: '123456' },
				{ key: 'spring', crm: '000042' },
				{ key: 'autumn', crm: '123456' },
				{ key: 'autumn', crm: '000042' },
			);

			expect(items.map(({ json }) => json.operation)).toEqual([
				'updated',
				'updated',
				'updated',
				'created',
			]);
			expect(
				stored()
					.map(({ order_number }) => order_number)
					.slice(0, 3),
			).toEqual(['O-1001', 'O-1002', 'O-1003']);
			expect(stored()[4]).toMatchObject({ category: 'autumn', crm_id: '000042' });
		});

		it('makes one record of the same new value twice in a run', async () => {
			const { items } = await run(
				byNumber(values({ status: '={{ $json.status }}' })),
				{ key: 'O-3001', status: 'a' },
				{ key: 'O-3001', status: 'b' },
			);

			expect(items.map(({ json }) => json.operation)).toEqual(['created', 'updated']);
			expect(stored().slice(4)).toMatchObject([{ order_number: 'O-3001', status: 'b' }]);
		});

		it.each([
			['', 'x'],
			['  ', 'x'],
			[null, 'x'],
			[undefined, 'x'],
			['\u200b', 'x'],
			['spring', ''],
			['spring', ' \n'],
			['spring', null],
			['spring', undefined],
		])('refuses the key %j with %j without any request', async (key, crm) => {
			const result = await run(byKey(values({ status: 'x' })), { key, crm });

			expect(result.errorItems).toHaveLength(1);
			expect(errorOf(result)).toMatch(/ is empty|has no value/);
			expect(result.requests).toEqual([]);
		});

		it.each(['', '  ', null])('refuses the acsId %j without any request', async (key) => {
			const result = await run(byAcsId(values({ status: 'x' })), { key });

			expect(errorOf(result)).toContain("'Match Value' is empty");
			expect(result.requests).toEqual([]);
		});

		it('refuses a parameter too few, which would find another record', async () => {
			const filterName = filterNameIn(organization, 'identification_key');
			const parameters = upsertRecord(
				filterName,
				'category_parameter',
				orders,
				values({ status: 'x' }),
			);
			const result = await run(parameters, { key: 'autumn' });

			expect(errorOf(result)).toContain(
				`The filter '${filterName}' also looks at 'crm_id_parameter'`,
			);
			expect(writes(result.requests)).toEqual([]);
		});

		it('writes nothing when several records match', async () => {
			const parameters = upsertRecord(
				filterNameIn(organization, 'Channel'),
				'_parameter',
				orders,
				values({ status: 'x' }),
			);
			const result = await run(parameters, { key: 'web' });

			expect(errorOf(result)).toContain('Several records match, and nothing was written');
			expect(writes(result.requests)).toEqual([]);
		});

		it('changes the record with an acsId', async () => {
			const { items, requests } = await run(
				byAcsId(values({ status: 'returned' })),
				{ key: firstOrder.acsId },
				{ key: stored()[1].acsId },
			);

			expect(items.map(({ json }) => [json.operation, json.order_number, json.status])).toEqual([
				['updated', 'O-1001', 'returned'],
				['updated', 'O-1002', 'returned'],
			]);
			// Two a run to find the filter, then three an item.
			expect(requests).toHaveLength(8);
		});

		it.each(['createOrUpdate', 'createOnly', 'updateOnly'])(
			'creates no record for an acsId that none has: %s',
			async (mode) => {
				const parameters = byAcsId(values({ status: 'x' }), { options: { mode } });
				const result = await run(parameters, { key: '0e2c61a8-5d1c-4a43-9f0e-6b1de2f9c0aa' });

				expect(errorOf(result)).toMatch(
					/^No record (?:has this acsId|matches), and nothing was written/,
				);
				expect(writes(result.requests)).toEqual([]);
			},
		);

		it('says that a filter for acsId is missing, and writes nothing', async () => {
			const parameters = upsert(
				shops,
				{ matchBy: 'acsId', matchValue: firstOrder.acsId },
				values({ City: 'Rome' }),
			);
			const result = await run(parameters, {});

			expect(errorOf(result)).toContain("'cusShop' has no filter that finds a record by acsId");
			expect(writes(result.requests)).toEqual([]);
		});

		it('tells of a hidden record, and does not create it again for the next item', async () => {
			const parameters = upsertRecord(
				filterNameIn(organization, 'InvoiceNumber'),
				'invoice_number_parameter',
				invoices,
				values({ total: '5' }, [formField('total', 'number')]),
			);
			const result = await run(parameters, { key: 'I-9' }, { key: 'I-9' });

			expect(result.items).toEqual([]);
			expect(errorOf(result)).toContain('The record was stored, but Campaign hides it');
			expect(result.errorItems[1].json.error).toContain(
				'An earlier item with the same match value may have created this record',
			);
			expect(methods(writes(result.requests))).toEqual(['POST']);
			expect(stored('cusInvoice')).toHaveLength(4);
		});

		it('asks no more for a record whose link is set', async () => {
			const [, , , { PKey }] = stored();
			const parameters = upsertRecord(
				filterNameIn(organization, 'InvoiceNumber'),
				'invoice_number_parameter',
				invoices,
				values({ cusOrderlink: PKey }),
			);
			const { items, requests } = await run(parameters, { key: 'I-9' });

			expect(items[0].json).toMatchObject({ operation: 'created', cusOrderlink: { PKey } });
			expect(calls(requests)).not.toContain('GET profileAndServicesExt/cusInvoice/@');
		});

		it('says that a hidden record of an earlier run has the key', async () => {
			control(organization).put({ invoice_number: 'I-9' }, 'cusInvoice');
			const parameters = upsertRecord(
				filterNameIn(organization, 'InvoiceNumber'),
				'invoice_number_parameter',
				invoices,
				values({ total: '5' }, [formField('total', 'number')]),
			);
			const result = await run(parameters, { key: 'I-9' });

			expect(errorOf(result)).toContain(
				organization.endsWith('-v8')
					? 'Campaign refused the request'
					: 'Another record already has this key',
			);
			expect(stored('cusInvoice')).toHaveLength(4);
		});

		it('does not mix the records of different resources in one run', async () => {
			const both = (resource: string) => ({
				resource: 'customResource',
				customResource: { __rl: true, mode: 'list', value: resource },
			});
			const { items, errorItems } = await harness.runNode({
				organization,
				node,
				items: ['profileAndServicesExt/cusOrder', 'profileAndServicesExt/cusProduct'].flatMap(
					(name) =>
						[1, 2].map(() => ({
							...{ name, key: 'SAME' },
							[name.endsWith('Order') ? 'order_number' : 'product_code']: 'SAME',
							filter: filterNameIn(
								organization,
								name.endsWith('Order') ? 'OrderNumber' : 'ProductCode',
							),
							parameter: name.endsWith('Order')
								? 'order_number_parameter'
								: 'product_code_parameter',
						})),
				),
				parameters: upsertRecord(
					'={{ $json.filter }}',
					'={{ $json.parameter }}',
					both('={{ $json.name }}'),
					autoMap(),
				),
				nodeSettings: { onError: 'continueErrorOutput' },
			});

			expect(errorItems.map(({ json }) => json.error)).toEqual([]);
			expect(items.map(({ json }) => json.operation)).toEqual([
				'created',
				'updated',
				'created',
				'updated',
			]);
			expect(stored().slice(4)).toHaveLength(1);
			expect(stored('cusProduct').slice(3)).toHaveLength(1);
		});
	},
);
