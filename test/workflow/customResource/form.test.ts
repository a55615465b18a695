import type { INodeParameters } from 'n8n-workflow';

import { getAll, inResource } from '../parameters';
import { useHarness } from '../suite';
import { calls, filterNameIn, node, orders } from './resources';

const { harness, control } = useHarness();

describe.each(['form', 'form-v8'])('The form of a custom resource, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const search = async (typed?: string) =>
		(
			await harness.searchList(
				'searchCustomResources',
				{ organization, node, parameters: getAll(orders) },
				typed,
			)
		).results;
	const lists = (more: INodeParameters) => ({
		organization,
		node,
		parameters: { operation: 'getAll', ...more } as INodeParameters,
	});
	const asked = () => calls(control(organization).requests());

	it('lists the custom resources of both endpoints, and nothing else, by label', async () => {
		const results = await search();

		expect(results).toEqual([
			{ name: 'Invoices (cusInvoice)', value: 'profileAndServicesExt/cusInvoice' },
			{ name: 'Loyalty cards (cusLoyalty)', value: 'profileAndServicesExt/cusLoyalty' },
			{ name: 'Orders (cusOrder)', value: 'profileAndServicesExt/cusOrder' },
			{ name: 'Products (cusProduct)', value: 'profileAndServicesExt/cusProduct' },
			{ name: 'Shops (cusShop)', value: 'customResources/cusShop' },
			{ name: 'Tags (cusTag)', value: 'customResources/cusTag' },
		]);
		expect(asked().sort()).toEqual(['GET customResources/', 'GET profileAndServicesExt/']);
	});

	it.each([
		['order', ['profileAndServicesExt/cusOrder']],
		[' LOYALTY', ['profileAndServicesExt/cusLoyalty']],
		['cusS', ['customResources/cusShop']],
		['nothing', []],
	])('finds %j', async (typed, values) => {
		expect((await search(typed)).map(({ value }) => value)).toEqual(values);
	});

	it('lists what one endpoint has when the other one does not list', async () => {
		control(organization).reset({ customResourcesListable: false });
		expect((await search()).map(({ value }) => String(value).split('/')[0])).toEqual(
			Array(4).fill('profileAndServicesExt'),
		);
		control(organization).reset({ extListable: false });
		expect((await search()).map(({ value }) => String(value).split('/')[0])).toEqual(
			Array(2).fill('customResources'),
		);
	});

	it('says that the instance lists none', async () => {
		control(organization).reset({ extListable: false, customResourcesListable: false });

		await expect(search()).rejects.toMatchObject({
			message: 'Campaign does not list its custom resources',
			description: expect.stringContaining("Choose 'By Name'") as string,
		});
	});

	it('says why when it is not allowed to list them', async () => {
		const respond = { status: 403, body: '{"error_code":"403024","message":"Forbidden"}' };
		control(organization).faults([{ times: 9, respond }]);

		await expect(search()).rejects.toThrow('Adobe refused access');
	});

	it.each(['profileAndServicesExt/cusOrder', 'cusOrder'])(
		'shows the fields of %s in their spelling',
		async (value) => {
			const setting = lists({ ...inResource(value), operation: 'create' });
			const { fields } = await harness.mapFields('mapFields', setting);

			const types = Object.fromEntries(fields.map(({ id, type }) => [id, type]));
			expect(types).toEqual({
				...{ order_number: 'string', amount: 'number', channel: 'options', paid: 'boolean' },
				...{ Order_Date: 'dateTime', shippedAt: 'dateTime', customerID: 'string' },
				...{ SENT: 'string', status: 'string', category: 'string', crm_id: 'string' },
				...{ cusProfilelink: 'string', cusProductlink: 'string' },
			});
			expect(asked()).toEqual(['GET profileAndServicesExt/resourceType/cusOrder']);
		},
	);

	it.each([
		['profileAndServicesExt/cusOrder', 1],
		['customResources/cusOrder', 2],
		['cusOrder', 1],
	])('lists fields, filters and parameters of %s', async (value, requests) => {
		const where = inResource(value);
		const fields = await harness.loadOptions('getFields', lists(where));

		expect(asked()).toHaveLength(requests);
		expect(fields.map((one) => one.value)).toEqual(
			expect.arrayContaining(['Order_Date', 'acsId', 'customerID', 'cusProfilelink']),
		);
		const sortable = await harness.loadOptions('getSortableFields', lists(where));
		expect(sortable.map((one) => one.value).sort()).toEqual(
			['Order_Date', 'amount', 'created', 'lastModified', 'order_number'].sort(),
		);
		const filters = await harness.loadOptions('getFilters', lists(where));
		expect(filters.map((one) => one.value)).toEqual(
			expect.arrayContaining(
				['OrderNumber', 'identification_key', 'AcsId', 'Channel'].map((name) =>
					filterNameIn(organization, name),
				),
			),
		);
		const filterName = filterNameIn(organization, 'identification_key');
		const parameters = await harness.loadOptions(
			'getFilterParameters',
			lists({ ...where, filterBy: 'customFilter', filterName }),
		);
		expect(parameters.map((one) => one.value)).toEqual(['category_parameter', 'crm_id_parameter']);
	});

	it('shows the fields of one that moved, and of one at the second endpoint', async () => {
		control(organization).reset({ movedResources: ['cusOrder'] });
		for (const value of ['profileAndServicesExt/cusOrder', 'cusOrder', 'cusShop']) {
			const setting = lists({ ...inResource(value), operation: 'create' });
			const { fields } = await harness.mapFields('mapFields', setting);

			expect(fields.length).toBeGreaterThan(4);
		}
	});

	it('shows only its own fields where nothing was ticked', async () => {
		const setting = lists({ ...inResource('customResources/cusTag'), operation: 'create' });
		const { fields } = await harness.mapFields('mapFields', setting);

		expect(fields.map(({ id }) => id).sort()).toEqual(['CREATED', 'SENT', 'tag']);
	});

	it.each(['', 'service', 'profileAndServices/service'])(
		'says without a request what to choose first: %j',
		async (value) => {
			const setting = lists({
				resource: 'customResource',
				customResource: { __rl: true, mode: 'list', value },
			});
			for (const method of ['getFields', 'getFilters', 'getSortableFields']) {
				await expect(harness.loadOptions(method, setting)).rejects.toThrow(
					"Choose 'Custom Resource' first",
				);
			}
			expect(await harness.mapFields('mapFields', setting)).toEqual({
				fields: [],
				emptyFieldsNotice: expect.stringContaining("Choose 'Custom Resource' first") as unknown,
			});
			expect(asked()).toEqual([]);
		},
	);

	it('says of a name that is nowhere which one is meant', async () => {
		await expect(harness.loadOptions('getFields', lists(inResource('cusorder')))).rejects.toThrow(
			/Campaign has no custom resource 'cusorder'.*Did you mean 'cusOrder'\?/,
		);
	});
});
