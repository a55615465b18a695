import { eventually } from './eventually';
import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

const FOR_GOOD = 'The record was deleted in Campaign for good, without a dry run';

journey(
	'custom resource: one is chosen, a record found by its filter and updated, and another one created',
	async ({ page, canvas, details }) => {
		const scene = await setScene('acme-orders');
		const node = campaignNode(await scene.credential(), {}, 1, 'adobeCampaign');
		await canvas.open((await scene.workflow(trigger(), node)).id);
		await canvas.openNode('Campaign');

		const { customResource, fields, output } = details;
		await details.choose('resource', 'Custom Resource');
		await details.choose('operation', 'Create or Update');
		await fields.emptyNotice("Choose 'Custom Resource' first").waitFor();
		expect(await customResource.pick('order', 'Orders (cusOrder)')).toEqual(['Orders (cusOrder)']);
		expect(await details.choose('filterName', 'By order number (byOrderNumber)')).toEqual([
			'By ACS ID (byAcsId)',
			'By channel (byChannel)',
			'By identification key (byidentification_key)',
			'By order number (byOrderNumber)',
		]);
		const parameter = 'order_number_parameter';
		expect(await details.choose('filterParameter', parameter)).toEqual([parameter]);
		await details.write('matchValue', 'O-1002');
		const offered = await fields.add('Sent');
		expect(offered).toEqual(expect.arrayContaining(['Order date', 'CRM ID', 'Profile (PKey)']));
		await fields.write('SENT', 'true');
		await fields.add('Order date');
		await fields.writeDate('Order_Date', '2027-01-13 00:00:00');
		await fields.add('Channel');
		await fields.choose('channel', 'Phone');
		await details.execute();
		const written = { SENT: 'true', Order_Date: '2027-01-13', channel: 'phone' };
		expect(await output.rows()).toEqual([
			expect.objectContaining({ operation: 'updated', order_number: 'O-1002', ...written }),
		]);
		await output.showSchema();
		await pictureForReadme(page, 'custom-resource', 1250);

		await details.write('matchValue', 'O-2001');
		await details.execute();
		await eventually(async () =>
			expect(await output.rows()).toEqual([expect.objectContaining({ operation: 'created' })]),
		);
		const stored = (await scene.records('cusOrder')).map((order) => order.order_number);
		expect(stored).toEqual(['O-1001', 'O-1002', 'O-1003', 'O-1004', 'O-2001']);
		expect(await scene.records('cusOrder')).toContainEqual(
			expect.objectContaining({ order_number: 'O-1002', crm_id: '000042', ...written }),
		);
	},
);

journey(
	'custom resource: Delete says what else may be deleted, and Dry Run shows the links',
	async ({ page, canvas, details }) => {
		const scene = await setScene('acme-delete-order');
		const orders = await scene.records('cusOrder');
		const { PKey } = orders[0];
		const named = async () =>
			(await scene.records('cusProduct')).find(({ productName }) => productName === 'Garden boots');
		const boots = await named();
		const node = campaignNode(
			await scene.credential(),
			{
				resource: 'customResource',
				operation: 'delete',
				customResource: { __rl: true, mode: 'name', value: 'cusOrder' },
			},
			1,
			'adobeCampaign',
		);
		await canvas.open((await scene.workflow(trigger(), node)).id);
		await canvas.openNode('Campaign');

		const { record, output } = details;
		await page.getByTestId('ndv').getByText('Campaign may delete linked records, too').waitFor();
		await record.enter('By ID', PKey);
		await details.addOption('Dry Run');
		await details.execute();
		expect(await output.rows()).toEqual([
			expect.objectContaining({
				deleted: 'false',
				order_number: 'O-1001',
				cusProductlink: boots?.PKey,
			}),
		]);
		expect(await scene.records('cusOrder')).toEqual(orders);

		await details.toggle('dryRun');
		await details.execute();
		await output.hint(FOR_GOOD).waitFor();
		expect(await output.rows()).toEqual([{ deleted: 'true', PKey }]);
		expect(await scene.records('cusOrder')).toEqual(orders.slice(1));
		expect(await named()).toBeUndefined();
	},
);
