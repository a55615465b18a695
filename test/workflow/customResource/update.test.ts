import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { autoMap, clearing, formField, record, report, update, values } from '../parameters';
import { asked, bodies, messages, writes } from '../requests';
import { useHarness } from '../suite';
import { calls, firstOrder, invoices, node, orders, shops } from './resources';

const { harness, control } = useHarness();

describe.each(['changed', 'changed-v8'])('Update of a record, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const stored = (kind = 'cusOrder') => control(organization).records(kind);
	const run = async (...changes: INodeParameters[]) =>
		await harness.runNode({ organization, node, parameters: update(...changes) });
	const first = () => record('id', stored()[0].PKey);

	it('sends one change and confirms it, in two requests', async () => {
		const { items, requests, hints } = await run(
			orders,
			first(),
			values({ status: ' returned\u200b', SENT: 'false', customerID: '00042' }),
			report,
		);

		expect(calls(requests)).toEqual([
			'PATCH profileAndServicesExt/cusOrder/@',
			'GET profileAndServicesExt/cusOrder/@',
		]);
		expect(bodies(requests)).toEqual([{ status: 'returned', SENT: 'false', customerID: '00042' }]);
		expect(items[0].json).toMatchObject({
			...{ status: 'returned', SENT: 'false', customerID: '00042' },
			confirmation: { status: 'applied', reads: 1 },
		});
		expect(hints).toEqual([]);
	});

	it('counts what Campaign cuts as its rule, and says so', async () => {
		const { items, hints } = await run(
			orders,
			first(),
			values({ category: 'x'.repeat(40) }),
			report,
		);

		expect(items[0].json.confirmation).toMatchObject({ status: 'normalized' });
		expect(messages(hints)).toHaveLength(1);
	});

	it.each([
		['error', 0],
		['warn', 1],
	])('takes a change that was lost as told: %s', async (onMismatch, outputs) => {
		control(organization).faults([{ method: 'PATCH', discardWrite: true }]);
		const { items, error, hints } = await run(orders, first(), values({ status: 'returned' }), {
			options: { onMismatch, confirmationReport: true },
		});

		expect(items).toHaveLength(outputs);
		expect(`${error?.message ?? ''}${messages(hints).join('')}`).toContain("'status'");
		if (outputs > 0) expect(items[0].json.confirmation).toMatchObject({ status: 'different' });
	});

	it('says which field is not in the answer', async () => {
		const body = JSON.stringify({ PKey: stored()[0].PKey, order_number: 'O-1001' });
		control(organization).faults([{ method: 'GET', times: 9, respond: { status: 200, body } }]);
		const { error } = await run(orders, first(), values({ status: 'returned' }));

		expect(error?.message).toContain("'status'");
	});

	it('clears text, dates, choices and numbers', async () => {
		const names = ['status', 'amount', 'Order_Date', 'channel'];
		const empty = Object.fromEntries(names.map((name) => [name, '={{ "" }}']));
		const { items, error } = await run(orders, first(), values(empty, []), clearing);

		expect(error?.message).toBeUndefined();
		expect(items[0].json).toMatchObject({ status: '', Order_Date: '', channel: '', amount: 0 });
	});

	it('counts a number as cleared that reads as empty text', async () => {
		const body = JSON.stringify({ PKey: stored()[0].PKey, amount: '' });
		const form = [formField('amount', 'number')];
		control(organization).faults([{ method: 'GET', respond: { status: 200, body } }]);
		const { items, error } = await run(
			orders,
			first(),
			values({ amount: '={{ "[clear]" }}' }, form),
			report,
		);

		expect(error?.message).toBeUndefined();
		expect(items[0].json.confirmation).toMatchObject({ status: 'applied' });
	});

	it('writes back what Get returned without changing anything', async () => {
		const before = stored()[0];
		const { error } = await harness.runNode({
			organization,
			node,
			items: [{ json: { ...before } as IDataObject }],
			parameters: update(orders, record('id', '={{ $json.PKey }}'), autoMap()),
		});

		expect(error?.message).toBeUndefined();
		expect(stored()[0]).toMatchObject({ ...before, lastModified: expect.any(String) as string });
	});

	it('is chosen by acsId: three requests more in the first item', async () => {
		const { items, requests } = await run(
			orders,
			record('acsId', firstOrder.acsId),
			values({ status: 'returned' }),
		);

		expect(items[0].json).toMatchObject({ order_number: 'O-1001', status: 'returned' });
		expect(asked(requests).slice(-3)).toEqual(['GET', 'PATCH', 'GET']);
		expect(requests).toHaveLength(5);
	});

	it('is chosen by its href', async () => {
		const { items } = await run(
			orders,
			record('url', String(stored()[1].href)),
			values({ status: 'returned' }),
		);

		expect(items[0].json).toMatchObject({ order_number: 'O-1002' });
	});

	it('writes nothing with Dry Run, and says what would be', async () => {
		const { items, requests } = await run(
			orders,
			first(),
			values({ status: 'returned', channel: 'web' }),
			{ options: { dryRun: true } },
		);

		expect(writes(requests)).toEqual([]);
		expect(items[0].json).toMatchObject({
			dryRun: true,
			fields: [{ field: 'status', now: 'shipped', wouldBe: 'returned' }, { field: 'channel' }],
		});
	});

	it('sends only what differs, when asked for', async () => {
		const { items, requests } = await run(
			orders,
			first(),
			values({ status: 'shipped', category: 'winter' }),
			{ options: { onlyChanged: true } },
		);

		expect(bodies(requests)).toEqual([{ category: 'winter' }]);
		expect(items[0].json).toMatchObject({ updated: true });
	});

	it('refuses a record that was changed since, and one that does not say when', async () => {
		for (const [where, kind] of [
			[orders, 'cusOrder'],
			[shops, 'cusShop'],
		] as const) {
			const { error, requests } = await run(
				where,
				record('id', stored(kind)[0].PKey),
				values({ [kind === 'cusOrder' ? 'status' : 'City']: 'x' }),
				{ options: { ifUnmodifiedSince: '2001-01-01T00:00:00Z' } },
			);

			expect(error?.message).toContain('The record was changed in the meantime');
			expect(writes(requests)).toEqual([]);
		}
	});

	it('refuses a hidden record in words that may explain it', async () => {
		const { PKey } = control(organization).put({ invoice_number: 'I-9' }, 'cusInvoice');
		const { error } = await run(
			invoices,
			record('id', PKey),
			values({ total: '1' }, [formField('total', 'number')]),
		);

		expect(error?.message).toBe('The record was not found');
		expect(error?.description).toContain('Campaign also hides a record');
	});

	it('reads the list of the other endpoint once a run for records that are none', async () => {
		const { errorItems, requests } = await harness.runNode({
			organization,
			node,
			items: Array.from({ length: 30 }, () => ({})),
			parameters: update(orders, record('id', '@none'), values({ status: 'x' })),
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		expect(errorItems).toHaveLength(30);
		const elsewhere = calls(requests).filter((call) => call.includes('customResources'));
		expect(elsewhere.length).toBeLessThanOrEqual(1);
	});
});
