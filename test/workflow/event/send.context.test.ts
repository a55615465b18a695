/** 'Context' of a transactional event: what the form and JSON give, and what the event takes. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { context, formField, orderEvent, send } from '../parameters';
import { bodies, messages, methods, REFUSED } from '../requests';
import { useHarness } from '../suite';
import { ctx, METADATA, node } from './messages';

const { harness, control } = useHarness();

const email = 'ines@example.com';

/** The fields of the event as the form stores them. */
const FORM = [
	formField('AC_language'),
	formField('deliveryAt', 'dateTime'),
	formField('firstName'),
	formField('gift', 'boolean'),
	formField('orderDate', 'dateTime'),
	formField('orderNumber'),
	formField('productList', 'array'),
	formField('total', 'number'),
];

const ALL_FIELDS = {
	...{ AC_language: 'en', deliveryAt: '2099-12-24T18:00:00', firstName: 'Ines' },
	...{ gift: true, orderDate: '2026-11-01', orderNumber: 'O-1', total: 12.5 },
	productList: [{ productName: 'Boots' }],
};

const json = (contextJson: unknown) => ({ contextJson }) as unknown as INodeParameters;

const requireAll: INodeParameters = { options: { requireAllFields: true } };

describe.each(['context', 'context-v8'])('The context of a message, in %s,', (organization) => {
	beforeEach(() => control(organization).reset());

	const sendItem = async (item: object, ...changes: INodeParameters[]) =>
		await harness.runNode({
			organization,
			node,
			items: [{ json: { email, ...item } as IDataObject }],
			timezone: 'Europe/Paris',
			parameters: send(...changes),
		});

	/** The contexts that were sent. */
	const sent = (run: Awaited<ReturnType<typeof sendItem>>) => {
		expect(run.error?.message).toBeUndefined();
		return bodies(run.requests).map((body) => body.ctx);
	};

	it('is filled in by hand, with expressions, each value by the type of its field', async () => {
		const run = await sendItem(
			{ order: { number: ' O-2 ', lines: [{ productName: 'Boots', quantity: '2' }] } },
			context(
				{
					firstName: 'Ines',
					gift: '={{ "no" }}',
					orderNumber: '={{ $json.order.number }}',
					deliveryAt: '2099-12-24T18:00:00',
					orderDate: '2026-11-01T00:00:00',
					productList: '={{ $json.order.lines }}',
					total: '={{ "3" }}',
					AC_language: null,
				},
				FORM,
			),
		);

		expect(sent(run)).toEqual([
			{
				firstName: 'Ines',
				gift: false,
				orderNumber: 'O-2',
				deliveryAt: '2099-12-24 17:00:00.000Z',
				orderDate: '2026-11-01',
				productList: [{ productName: 'Boots', quantity: 2 }],
				total: 3,
			},
		]);
		expect(run.hints).toEqual([]);
	});

	it('without a value of its own for a field of the form names the field', async () => {
		const run = await sendItem({}, context({ firstName: 'Ines', total: 3, gift: false }, FORM));

		expect(sent(run)).toEqual([{ firstName: 'Ines', total: 3, gift: false }]);
		expect(messages(run.hints)).toEqual([
			"Fields of the event that were sent without a value: 'deliveryAt', 'orderDate', 'orderNumber', 'productList'",
		]);
	});

	it('has what stands in a field of the form that is not shown left out', async () => {
		const form = FORM.map((field) => (field.id === 'gift' ? { ...field, removed: true } : field));
		const run = await sendItem({}, context({ firstName: 'Ines', gift: false }, form));

		expect(sent(run)).toEqual([{ firstName: 'Ines' }]);
	});

	it('is mapped automatically from the columns of the item, and nothing else is', async () => {
		const item = {
			...ctx,
			'Order number': 'O-3',
			orderNumber: undefined,
			Discount: '3',
			ordernr: 'x',
		};
		for (const form of [FORM, []]) {
			control(organization).reset();
			const run = await sendItem(item, context(null, form));

			expect(sent(run)).toEqual([{ ...ctx, orderNumber: 'O-3' }]);
			expect(messages(run.hints).join('\n')).toContain("'Order number' for orderNumber");
		}
	});

	it.each<[string, unknown]>([
		['text', '={{ JSON.stringify($json.ctx) }}'],
		['a fixed text', JSON.stringify({ ...ctx, gift: false })],
		['an object', '={{ $json.ctx }}'],
	])('is JSON as %s', async (_case, given) => {
		expect(sent(await sendItem({ ctx }, json(given)))).toEqual([ctx]);
	});

	it.each<[string, unknown]>([
		['an empty text', ''],
		['an empty object', '{}'],
		['nothing', '={{ undefined }}'],
		['blanks', '  '],
	])('of an event without fields is empty: %s', async (_case, given) => {
		const run = await sendItem({}, json(given), { eventId: 'EVTpasswordReset' });

		expect(sent(run)).toEqual([{}]);
		expect(run.hints).toEqual([]);
	});

	it('of an event without fields is empty in the form, too', async () => {
		for (const value of [{}, null]) {
			const run = await sendItem({}, { ...context(value), eventId: 'EVTpasswordReset' });
			expect(sent(run)).toEqual([{}]);
		}
	});

	it('has "", "3" and false in it as values', async () => {
		const given = { firstName: '', total: '3', gift: false, orderNumber: '   ' };

		const byJson = await sendItem({ ctx: given });
		const byForm = await sendItem({}, context(given, FORM));

		const wanted = [{ firstName: '', total: 3, gift: false, orderNumber: '' }];
		expect(sent(byJson)).toEqual(wanted);
		expect(sent(byForm)).toEqual(wanted);
	});

	it('counts a number and a date that are empty as missing', async () => {
		const run = await sendItem({ ctx: { ...ctx, total: '', orderDate: ' ', deliveryAt: null } });

		expect(sent(run)).toEqual([{ firstName: 'Ines', orderNumber: 'O-1', gift: false }]);
		expect(messages(run.hints)).toEqual([
			expect.stringContaining("'deliveryAt', 'orderDate', 'productList', 'total'"),
		]);
	});

	it('takes a list as JSON text, with the types of its fields', async () => {
		const productList = '[{ "productName": "Boots", "productPrice": 89, "quantity": "2" }, {}]';
		const run = await sendItem({}, context({ ...ctx, productList }, FORM));

		expect(sent(run)).toEqual([
			{ ...ctx, productList: [{ productName: 'Boots', productPrice: '89', quantity: 2 }, {}] },
		]);
	});

	it.each<[string, object, string, RegExp]>([
		[
			'a name in other letters',
			{ ...ctx, ordernumber: 'O-1' },
			"The value of 'ordernumber' in 'Context' cannot be sent",
			/^Nothing was sent\.\nThe event has no such field\. Did you mean 'orderNumber'\?$/,
		],
		[
			'a slip',
			{ ...ctx, fristName: 'Ines' },
			"The value of 'fristName' in 'Context' cannot be sent",
			/Did you mean 'firstName'\?$/,
		],
		[
			'another name',
			{ ...ctx, discount: 3 },
			"The value of 'discount' in 'Context' cannot be sent",
			/It has: deliveryAt, firstName, gift, AC_language, orderDate, orderNumber, productList, total\.$/,
		],
		[
			'two wrong values',
			{ total: 'many', gift: 'perhaps' },
			"The values of 'total', 'gift' in 'Context' cannot be sent",
			/\n'total': A number is needed.*\n'gift': True or false is needed/,
		],
		[
			'a text instead of a list',
			{ productList: 'Boots' },
			"The value of 'productList' in 'Context' cannot be sent",
			/A list of objects is needed/,
		],
		[
			'another name in a list',
			{ productList: '[{ "productName": "Boots" }, { "product": "Hat" }]' },
			"The value of 'productList' in 'Context' cannot be sent",
			/Entry 2 has 'product', which is none of 'productPrice', 'productName', 'quantity'/,
		],
		[
			'another type in a list',
			{ productList: '[{ "productName": "Boots", "quantity": "many" }]' },
			"The value of 'productList' in 'Context' cannot be sent",
			/'quantity' of entry 1: A number is needed/,
		],
		[
			'an expression that was not computed',
			{ firstName: '{{ $json.name }}' },
			"The value of 'firstName' in 'Context' cannot be sent",
			/It is an expression that was not computed/,
		],
	])('with %s is refused, and no message is sent', async (_case, given, message, advice) => {
		const { requests, error } = await sendItem({ ctx: given });

		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(advice);
		expect(methods(requests)).toEqual(['GET']);
	});

	it.each([['[1]'], ['"text"'], ['{ no json'], ['={{ [1] }}'], ['={{ 3 }}']])(
		'that is no object is refused without a request: %s',
		async (given) => {
			const { requests, error } = await sendItem({}, json(given));

			expect(error?.message).toBe("'Context (JSON)' is not an object");
			expect(requests).toEqual([]);
		},
	);

	it('sends nothing without all fields when they are required, but for the language', async () => {
		const { AC_language, ...others } = ALL_FIELDS;

		const without = await sendItem({ ctx }, requireAll);
		const withAll = await sendItem({ ctx: others }, requireAll);

		expect(AC_language).toBe('en');
		expect(without.error?.message).toBe(
			"'Context' has no value for 'deliveryAt', 'orderDate', 'productList'",
		);
		expect(without.error?.description).toContain("'Require All Fields' in Options is on");
		expect(methods(without.requests)).toEqual(['GET']);
		expect(sent(withAll)).toHaveLength(1);
	});

	it('goes out as it is given where the event is not described, with a hint', async () => {
		control(organization).reset({ eventMetadata: false });

		const run = await sendItem({ ctx: { ...ctx, total: '' } });

		expect(bodies(run.requests)).toEqual([{ email, ctx: { ...ctx, total: '' } }]);
		expect(messages(run.hints)).toEqual([
			`Campaign does not tell the fields of ${orderEvent}: 'Context' was not checked`,
		]);
	});

	it('is checked by the form that was stored where the event is not described any more', async () => {
		control(organization).reset({ eventMetadata: false });

		const good = await sendItem({}, context({ firstName: 'Ines', total: '3' }, FORM));
		const wrong = await sendItem({}, context({ firstName: 'Ines', total: '={{ "many" }}' }, FORM));

		expect(bodies(good.requests)).toEqual([{ email, ctx: { firstName: 'Ines', total: 3 } }]);
		expect(messages(good.hints).join()).not.toContain('not checked');
		expect(wrong.error?.description).toContain('A number is needed');
	});

	it('that was not computed is refused where the event is not described, too', async () => {
		control(organization).reset({ eventMetadata: false });

		const { requests, error } = await sendItem({ ctx: { firstName: '{{ $json.name }}' } });

		expect(error?.description).toContain('not computed');
		expect(methods(requests)).not.toContain('POST');
	});

	it('cannot be mapped automatically where nothing tells its fields', async () => {
		control(organization).reset({ eventMetadata: false });

		const { requests, error } = await sendItem(ctx, context(null));

		expect(error?.message).toBe("Campaign does not tell what 'Context' takes");
		expect(error?.description).toContain("'Using JSON'");
		expect(methods(requests)).not.toContain('POST');
	});

	it('does not go out unchecked when the description fails', async () => {
		control(organization).faults([{ ...METADATA, times: 10, respond: REFUSED }]);

		const { items, requests } = await harness.runNode({
			organization,
			node,
			items: [
				{ email, ctx },
				{ email, ctx },
			],
			parameters: send(),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items.map(({ json }) => json.error)).toEqual(
			[0, 1].map((index) =>
				expect.stringContaining(
					`Campaign refused the request for this event [item ${index}]. The fields of the event could not be read, and nothing was sent.`,
				),
			),
		);
		expect(methods(requests)).not.toContain('POST');
	});

	it('with Require All Fields an empty text is no value', async () => {
		const ctx = { ...ALL_FIELDS, firstName: ' ' };
		const { error, requests } = await sendItem({}, json(JSON.stringify(ctx)), requireAll);

		expect(error?.message).toContain("'Context' has no value for 'firstName'");
		expect(methods(requests)).toEqual(['GET']);
	});
});
