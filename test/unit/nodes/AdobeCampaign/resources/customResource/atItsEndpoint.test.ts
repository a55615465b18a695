import { customResource } from '../../../../../../nodes/AdobeCampaign/resources/customResource';
import { create } from '../../../../../../nodes/AdobeCampaign/resources/customResource/create.operation';
import { get } from '../../../../../../nodes/AdobeCampaign/resources/customResource/get.operation';
import { getAll } from '../../../../../../nodes/AdobeCampaign/resources/customResource/getAll.operation';
import { errorOf, ok, shortenPauses, type Reply } from '../../campaign';
import {
	EXT,
	FIELDS,
	INVALID,
	MISSING,
	open,
	OTHER,
	readOf,
	UNSERVED,
} from './customResourceScene';

shortenPauses();

const RECORD = ok({ PKey: '@a', order_number: 'O-1' });
const AT_EXT = `GET ${EXT}/cusOrder/@a`;
const AT_OTHER = `GET ${OTHER}/cusOrder/@a`;
const METADATA_EXT = `GET ${EXT}/resourceType/cusOrder`;
const METADATA_OTHER = `GET ${OTHER}/resourceType/cusOrder`;

/** No endpoint serves or lists the resource. */
const NOWHERE = { [METADATA_EXT]: UNSERVED, [METADATA_OTHER]: UNSERVED };

const TYPED = { customResource: { mode: 'name', value: 'cusOrder' } };

describe('A resource that was chosen from the list', () => {
	it('is not looked for', async () => {
		const { item, asked, hints } = open({ [AT_EXT]: RECORD });

		expect(await get.run(item, readOf(get))).toMatchObject({ PKey: '@a' });
		expect(asked).toEqual([AT_EXT]);
		expect(hints()).toEqual([]);
	});

	it('is followed once when it has moved', async () => {
		const { itemOf, asked, hints } = open({
			[AT_EXT]: UNSERVED,
			[METADATA_OTHER]: FIELDS,
			[AT_OTHER]: RECORD,
		});

		for (const index of [0, 1, 2]) {
			expect(await get.run(itemOf(index), readOf(get))).toMatchObject({ PKey: '@a' });
		}
		expect(asked).toEqual([AT_EXT, METADATA_OTHER, AT_OTHER, AT_OTHER, AT_OTHER]);
		expect(hints()).toEqual([
			`The custom resource 'cusOrder' is served at ${OTHER} now, and no longer at ${EXT}. Choose it anew in 'Custom Resource': that saves a request.`,
		]);
	});

	it('is followed to the first endpoint as to the second', async () => {
		const { item, hints } = open({
			[AT_OTHER]: UNSERVED,
			[METADATA_EXT]: FIELDS,
			[AT_EXT]: RECORD,
		});
		const customResource = { mode: 'list', value: `${OTHER}/cusOrder` };

		expect(await get.run(item, readOf(get, { customResource }))).toMatchObject({ PKey: '@a' });
		expect(hints()[0]).toContain(`is served at ${EXT} now`);
	});

	it('is looked for once for items at the same time', async () => {
		const { itemOf, asked } = open({
			[AT_EXT]: UNSERVED,
			[METADATA_OTHER]: FIELDS,
			[AT_OTHER]: RECORD,
		});
		await Promise.all(
			[0, 1, 2, 3, 4].map(async (index) => await get.run(itemOf(index), readOf(get))),
		);

		expect(asked.filter((one) => one === METADATA_OTHER)).toHaveLength(1);
		expect(asked.filter((one) => one === AT_OTHER)).toHaveLength(5);
	});

	it('is not looked for again for each key that is none', async () => {
		const { itemOf, asked, hints } = open({ [AT_EXT]: INVALID });
		for (const index of [0, 1, 2]) {
			const error = await errorOf(get.run(itemOf(index), readOf(get)) as Promise<unknown>);
			expect(error.message).toBe('This custom resource has no record with this PKey');
		}

		expect(asked).toEqual([AT_EXT, AT_EXT, AT_EXT]);
		expect(hints()).toEqual([]);
	});

	it('is not looked for when a record is missing, or Campaign refuses otherwise', async () => {
		for (const reply of [MISSING, { status: 403, body: 'No' }, { status: 500, body: 'No' }]) {
			const { item, asked } = open({ [AT_EXT]: reply });
			await errorOf(get.run(item, readOf(get)) as Promise<unknown>);

			expect(asked).toEqual([AT_EXT]);
		}
	});

	it('is looked for again after a look that failed', async () => {
		const { itemOf, asked } = open({
			[AT_EXT]: UNSERVED,
			[METADATA_OTHER]: [{ status: 403, body: '{"error_code":"403024"}' }, FIELDS],
			[AT_OTHER]: RECORD,
		});
		const error = await errorOf(get.run(itemOf(0), readOf(get)) as Promise<unknown>);

		expect(error.message).toBe('Adobe refused access');
		expect(await get.run(itemOf(1), readOf(get))).toMatchObject({ PKey: '@a' });
		expect(asked.filter((one) => one === METADATA_OTHER)).toHaveLength(2);
	});

	it('is written once after it has moved', async () => {
		const { item, written } = open({
			[`POST ${EXT}/cusOrder`]: UNSERVED,
			[METADATA_OTHER]: FIELDS,
			[`POST ${OTHER}/cusOrder`]: { status: 201, body: { PKey: '@n', order_number: 'O-1' } },
		});

		expect(await create.run(item, readOf(create))).toMatchObject({ PKey: '@n' });
		expect(written()).toHaveLength(2);
	});

	it('gives the error of the other endpoint when that refuses, too', async () => {
		const { item } = open({ [AT_EXT]: UNSERVED, [METADATA_OTHER]: FIELDS, [AT_OTHER]: MISSING });
		const error = await errorOf(get.run(item, readOf(get)) as Promise<unknown>);

		expect(error.message).toBe('The record was not found');
	});
});

describe('A resource whose name was typed', () => {
	it.each<[string, Reply, string[]]>([
		['at the first endpoint', FIELDS, [METADATA_EXT, AT_EXT, AT_EXT]],
		['at the second', UNSERVED, [METADATA_EXT, METADATA_OTHER, AT_OTHER, AT_OTHER]],
	])('is looked for once a run: %s', async (_case, atExt, expected) => {
		const { itemOf, asked } = open({
			[METADATA_EXT]: atExt,
			[METADATA_OTHER]: FIELDS,
			[AT_EXT]: RECORD,
			[AT_OTHER]: RECORD,
		});
		for (const index of [0, 1]) await get.run(itemOf(index), readOf(get, TYPED));

		expect(asked).toEqual(expected);
	});

	it('is refused for each item in its own name, with four requests in all', async () => {
		const listed = ok({ apiName: 'resourceType', cusorder: { help: 'Orders' }, profile: {} });
		const { itemOf, asked } = open(
			{ ...NOWHERE, [`GET ${EXT}/`]: listed },
			{ items: [{}, {}, {}] },
		);
		const errors = await Promise.all(
			[0, 1, 2].map(
				async (index) =>
					await errorOf(get.run(itemOf(index), readOf(get, TYPED)) as Promise<unknown>),
			),
		);

		expect(errors.map(({ message }) => message)).toEqual(
			[0, 1, 2].map((index) => `Campaign has no custom resource 'cusOrder' [item ${index}]`),
		);
		for (const { description } of errors) {
			expect(description).toMatch(/^Did you mean 'cusorder'\? Its name begins with 'cus'/);
		}
		expect([...asked].sort()).toEqual(
			[METADATA_EXT, METADATA_OTHER, `GET ${EXT}/`, `GET ${OTHER}/`].sort(),
		);
	});

	it.each([
		['cusorder', 'cusOrder'],
		['cusOrders', 'cusOrder'],
		['cusorders', 'cusOrder'],
		['cus_Order', 'cusOrder'],
		['cusOrder', 'cusOrders'],
		['cusShop', undefined],
		['cusOrderLine', undefined],
	])('%s is meant for %s', async (typed, meant) => {
		const listed = ok({ apiName: 'resourceType', [meant ?? 'cusOrder']: {} });
		const metadata = [EXT, OTHER].map((family) => `GET ${family}/resourceType/${typed}`);
		const unserved = Object.fromEntries(metadata.map((one) => [one, UNSERVED]));
		const { item } = open({ ...unserved, [`GET ${EXT}/`]: listed });
		const input = readOf(get, { customResource: { mode: 'name', value: typed } });
		const { description } = await errorOf(get.run(item, input) as Promise<unknown>);

		if (meant) expect(description).toContain(`Did you mean '${meant}'?`);
		else expect(description).not.toContain('Did you mean');
	});

	it.each<[string, Reply]>([
		['it is forbidden', { status: 403, body: '{"error_code":"403024"}' }],
		['Campaign fails', { status: 500, body: 'No' }],
	])('is not looked for elsewhere when %s', async (_case, reply) => {
		const { item, asked } = open({ [METADATA_EXT]: reply, [METADATA_OTHER]: FIELDS });
		const { message } = await errorOf(get.run(item, readOf(get, TYPED)) as Promise<unknown>);

		expect(message).not.toContain('no custom resource');
		expect(asked).toEqual([METADATA_EXT]);
	});
});

it('Two resources of one run have memories of their own', async () => {
	const { itemOf, instance } = open({ [AT_EXT]: RECORD, [`GET ${EXT}/cusInvoice/@a`]: RECORD });
	const customResource = { mode: 'list', value: `${EXT}/cusInvoice` };
	await get.run(itemOf(0), readOf(get));
	await get.run(itemOf(1), readOf(get, { customResource }));

	expect(Object.fromEntries(instance.families)).toEqual({ cusOrder: EXT, cusInvoice: EXT });
	const keys = [readOf(get), readOf(get, { customResource })].map((input) =>
		get.recordKey?.(input),
	);
	expect(keys).toEqual([
		{ way: 'PKey', key: 'cusOrder @a' },
		{ way: 'PKey', key: 'cusInvoice @a' },
	]);
	expect(getAll.recordKey).toBeUndefined();
});

it('The words for the form are those of any custom resource', () => {
	expect(customResource.defaultOperation).toBe('getAll');
	expect(customResource.operations.map(({ value }) => value)).toEqual([
		...['count', 'create', 'upsert', 'delete', 'get', 'getAll', 'update'],
	]);
});
