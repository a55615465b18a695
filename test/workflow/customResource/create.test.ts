import type { Fault } from '../../../sandbox/server';
import { autoMap, create, formField, values } from '../parameters';
import { asked, bodies, messages, methods, oops, profileCalls, writes } from '../requests';
import { useHarness } from '../suite';
import { calls, invoices, node, orders, shops, tags } from './resources';

const { harness, control, amyIn } = useHarness();

const FORM = [
	formField('order_number'),
	formField('amount', 'number'),
	formField('channel', 'options', { options: [{ name: 'Web', value: 'web' }] }),
	formField('Order_Date', 'dateTime'),
	formField('shippedAt', 'dateTime'),
	formField('customerID'),
	formField('SENT'),
	formField('paid', 'boolean'),
	formField('cusProfilelink'),
	formField('cusProductlink'),
];

describe.each(['created', 'created-v8'])('Create of a record, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const keyOf = (kind: string, number = 0) => control(organization).records(kind)[number].PKey;

	it('POSTs once, to where the list found the resource, with fields as they are spelled', async () => {
		const sent = {
			...{ order_number: 'O-2001', amount: 129.9, channel: 'web', customerID: '08757' },
			...{ SENT: 'false', paid: false },
		};
		const answered = {
			...sent,
			PKey: '@A1',
			cusProfilelink: { PKey: '@p' },
			cusProductlink: { PKey: '@q' },
		};
		const respond = { status: 201, body: JSON.stringify(answered) };
		control(organization).faults([{ method: 'POST', respondAfterWrite: respond }]);
		const { items, requests, hints, error } = await harness.runNode({
			organization,
			node,
			parameters: create(orders, values(sent, FORM)),
		});

		expect(error?.message).toBeUndefined();
		expect(calls(requests)).toEqual([
			'POST profileAndServicesExt/cusOrder',
			'GET profileAndServicesExt/resourceType/cusOrder',
		]);
		expect(bodies(requests)).toEqual([sent]);
		expect(items[0].json).toEqual(answered);
		expect(hints).toEqual([]);
		expect(control(organization).records('cusOrder')[4]).toMatchObject(sent);
	});

	it('sends links by PKey, and dates as days and moments', async () => {
		const profile = amyIn(organization).PKey;
		const product = keyOf('cusProduct');
		const { items, requests, error } = await harness.runNode({
			organization,
			node,
			parameters: create(
				orders,
				values(
					{
						Order_Date: '2026-04-01T23:30:00',
						shippedAt: '2026-04-02T10:00:00Z',
						cusProfilelink: profile,
						cusProductlink: product,
					},
					FORM,
				),
			),
		});

		expect(error?.message).toBeUndefined();
		expect(asked(requests)).toEqual(['metadata', 'POST']);
		expect(bodies(requests)).toEqual([
			{
				Order_Date: '2026-04-01',
				shippedAt: '2026-04-02 10:00:00.000Z',
				cusProfilelink: { PKey: profile },
				cusProductlink: { PKey: product },
			},
		]);
		expect(items[0].json).toMatchObject({
			...{ Order_Date: '2026-04-01', shippedAt: '2026-04-02 10:00:00.000Z' },
			...{ cusProfilelink: { PKey: profile }, cusProductlink: { PKey: product } },
		});
	});

	it('keeps numbers and switches in text fields as they are written', async () => {
		const { requests, items } = await harness.runNode({
			organization,
			node,
			items: [{ customerID: '00012', SENT: 'false' }],
			parameters: create(
				orders,
				values({ customerID: '={{ $json.customerID }}', SENT: '={{ $json.SENT }}' }, []),
			),
		});

		expect(bodies(requests)).toEqual([{ customerID: '00012', SENT: 'false' }]);
		expect(items[0].json).toMatchObject({ customerID: '00012', SENT: 'false' });
	});

	it('takes values of other steps in the form that each field has', async () => {
		const { requests } = await harness.runNode({
			organization,
			node,
			items: [
				{ Order_Date: '31.12.2025', channel: 'Store', paid: 'yes', amount: '12.50', SENT: 'false' },
			],
			parameters: create(orders, autoMap()),
		});

		expect(bodies(requests)).toEqual([
			{ Order_Date: '2025-12-31', channel: 'store', paid: true, amount: 12.5, SENT: 'false' },
		]);
	});

	it.each([
		[orders, { Order_Date: '03/04/2026' }],
		[orders, { channel: 'fax' }],
		[orders, { paid: 'perhaps' }],
		[orders, { amount: 'much' }],
		[orders, { cusProfilelink: 'amy.dakota@example.com' }],
		[orders, { SENT: '={{ false }}' }],
		[orders, { orderNumberOfShop: 'O-1' }],
		[orders, { acsId: 'x' }],
		[tags, { created: '2020-01-01' }],
		[shops, { title: 'x' }],
	])(
		'refuses a value that its field does not take, before a write: %j %j',
		async (where, value) => {
			const { error, requests } = await harness.runNode({
				organization,
				node,
				parameters: create(where, values(value, [])),
			});

			expect(error).toBeDefined();
			expect(writes(requests)).toEqual([]);
		},
	);

	it('maps two columns that differ only in spelling to two fields, and leaves a third one alone', async () => {
		const content = Object.fromEntries(
			['CREATED', 'SENT', 'sent', 'tag'].map((name) => [name, { type: 'string', label: name }]),
		);
		const body = JSON.stringify({ content });
		control(organization).faults([
			{ path: 'resourceType/cusTag', respond: { status: 200, body } },
			{ method: 'POST', respond: { status: 201, body: '{"PKey":"@A1"}' } },
		]);
		const { requests } = await harness.runNode({
			organization,
			node,
			items: [
				{ tag: 'autumn', SENT: 'true', sent: '10.05.2021', Sent: 'x', created: '2020-01-01' },
			],
			parameters: create(tags, autoMap()),
		});

		expect(bodies(requests)).toEqual([{ tag: 'autumn', SENT: 'true', sent: '10.05.2021' }]);
	});

	it('has a field of its own that is called as one of Campaign elsewhere', async () => {
		const { requests, items } = await harness.runNode({
			organization,
			node,
			items: [{ tag: 'autumn', CREATED: '10.05.2021', created: '2020-01-01' }],
			parameters: create(tags, autoMap()),
		});

		expect(bodies(requests)).toEqual([{ tag: 'autumn', CREATED: '10.05.2021' }]);
		expect(items[0].json).toMatchObject({ tag: 'autumn', CREATED: '10.05.2021' });
	});

	it('reads a record with an empty link once a run, and finds it', async () => {
		const { items, requests, hints } = await harness.runNode({
			organization,
			node,
			parameters: create(orders, values({ order_number: 'O-2002' })),
		});

		expect(calls(requests)).toEqual([
			'POST profileAndServicesExt/cusOrder',
			'GET profileAndServicesExt/resourceType/cusOrder',
			'GET profileAndServicesExt/cusOrder/@',
		]);
		expect(items[0].json).toMatchObject({ order_number: 'O-2002', cusProfilelink: null });
		expect(hints).toEqual([]);
	});

	it('does not store a hidden record again when n8n tries the node again', async () => {
		const { error, requests } = await harness.runNode({
			organization,
			node,
			parameters: create(invoices, values({ invoice_number: 'I-9' })),
			nodeSettings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(error?.message).toContain('An earlier try of this execution has stored this record');
		expect(methods(requests).filter((method) => method === 'POST')).toHaveLength(1);
		expect(control(organization).records('cusInvoice')).toHaveLength(4);
	});

	it('tells of a record that was stored and is hidden, once and for all', async () => {
		const { items, error, requests } = await harness.runNode({
			organization,
			node,
			parameters: create(invoices, values({ invoice_number: 'I-9' })),
		});

		const [hidden] = control(organization).records('cusInvoice').slice(3);
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'The record was stored, but Campaign hides it: a record that it must belong to is missing',
		);
		expect(error?.description).toContain('Do not create it again.');
		expect(error?.description).toContain("'cusOrderlink'");
		expect(error?.description).toContain(hidden.PKey);
		expect(methods(requests)).toEqual(['POST', 'GET', 'GET']);
	});

	it('does not look at a record whose link is set', async () => {
		const order = keyOf('cusOrder', 3);
		const { items, requests } = await harness.runNode({
			organization,
			node,
			parameters: create(invoices, values({ invoice_number: 'I-9', cusOrderlink: order })),
		});

		expect(profileCalls(requests)).toEqual(['POST']);
		expect(items[0].json).toMatchObject({ cusOrderlink: { PKey: order } });
	});

	it('puts a record out that exists, with a hint, when it cannot be read back', async () => {
		const organizationControl = control(organization);
		organizationControl.faults([
			{ method: 'GET', times: 50, respond: { status: 403, body: 'No' } },
		]);
		const { items, hints, requests } = await harness.runNode({
			organization,
			node,
			parameters: create(invoices, values({ invoice_number: 'I-9' })),
		});

		expect(items).toHaveLength(1);
		expect(messages(hints)).toEqual([
			'A new record could not be read back: it is not known whether Campaign shows it',
		]);
		expect(writes(requests)).toHaveLength(1);
	});

	it('refuses a unique value that is taken, and creates the other items', async () => {
		const { items, errorItems } = await harness.runNode({
			organization,
			node,
			items: ['O-1', 'O-1001', 'O-2'].map((order_number) => ({ order_number })),
			parameters: create(orders, autoMap([formField('order_number')])),
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		expect(items.map(({ json }) => json.order_number)).toEqual(['O-1', 'O-2']);
		expect(errorItems[0].json.error).toContain(
			organization.endsWith('-v8')
				? 'Campaign refused the request [item 1]'
				: 'Another record already has this key [item 1]',
		);
		expect(control(organization).records('cusOrder')).toHaveLength(6);
	});

	it.each<[string, Fault, number]>([
		['lost before the write', { drop: 'beforeWrite' }, 0],
		['lost after the write', { drop: 'afterWrite' }, 1],
		['504 after the write', { respondAfterWrite: oops(504) }, 1],
	])('is not sent again when it is unclear whether it was done: %s', async (_case, fault, more) => {
		control(organization).faults([{ method: 'POST', ...fault }]);
		const { error, requests } = await harness.runNode({
			organization,
			node,
			parameters: create(shops, values({ shop_code: 'S-9' })),
		});

		expect(error?.description).toMatch(/^The record may exist now\. Look for it with 'Get Many'/);
		expect(methods(requests)).toEqual(['POST']);
		expect(control(organization).records('cusShop')).toHaveLength(3 + more);
	});

	it('reports what was not stored as a hint', async () => {
		const respond = { status: 201, body: '{"PKey":"@A1","City":"Other"}' };
		control(organization).faults([{ method: 'POST', respondAfterWrite: respond }]);
		const { items, hints } = await harness.runNode({
			organization,
			node,
			parameters: create(shops, values({ City: 'Albany' })),
		});

		expect(items[0].json.PKey).toBe('@A1');
		expect(messages(hints)).toEqual([
			"Campaign created the record, but did not store 'City' as sent",
		]);
	});
});
