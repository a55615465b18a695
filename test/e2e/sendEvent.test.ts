import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

const zoe = 'zoe.brannstrom@example.com';
const CONFIRMATION = 'EVTorderConfirmation';
const RESET = 'EVTpasswordReset';

journey(
	'send event: the action is found, the form has the fields of the event, and the message is sent once',
	async ({ page, canvas, nodePanel, details }) => {
		const scene = await setScene('acme-send-event');
		const credential = await scene.credential();
		await canvas.openNew();
		await nodePanel.openFirst();
		await nodePanel.search('manual', 'Manual Trigger');
		await nodePanel.choose('Manual Trigger');
		await nodePanel.open();
		await nodePanel.search('adobe', 'Adobe Campaign');
		await nodePanel.choose('Adobe Campaign');
		await nodePanel.choose('Send transactional event');

		const { fields, output } = details;
		await details.chooseCredential(credential.name);
		await fields.emptyNotice("Enter the 'Event ID' first").waitFor();
		await details.write('eventId', CONFIRMATION);
		await details.write('email', zoe);
		await fields.control('productList').waitFor();
		expect(await fields.labels()).toEqual([
			'Delivery at',
			'First name',
			'Gift',
			'Language',
			'Order date',
			'Order number',
			'Products',
			'Total',
		]);
		const productList = [
			{ productName: 'Garden boots', productPrice: '89.90', quantity: 1 },
			{ productName: 'Gloves', productPrice: '20.00', quantity: 2 },
		];
		await fields.writeDate('deliveryAt', '2027-01-15 14:30:00');
		await fields.write('firstName', 'Zoe');
		await fields.toggle('gift');
		await fields.writeDate('orderDate', '2027-01-13 00:00:00');
		await fields.write('orderNumber', 'O-2001');
		await fields.writeJson('productList', productList);
		await fields.write('total', '129.9');
		for (const option of ['Require All Fields', 'Wait for Status']) await details.addOption(option);
		await details.execute();

		const [{ PKey, status }] = await output.rows();
		expect(status).toBe('processed');
		expect(await scene.records(CONFIRMATION)).toEqual([
			expect.objectContaining({
				PKey,
				email: zoe,
				ctx: {
					deliveryAt: expect.stringMatching(/^2027-01-15 /) as unknown,
					firstName: 'Zoe',
					gift: true,
					orderDate: '2027-01-13',
					orderNumber: 'O-2001',
					productList,
					total: 129.9,
				},
			}),
		]);
		await output.showSchema();
		await pictureForReadme(page, 'send-event', 1760);
	},
);

journey(
	'send event: one without fields says so, and the context can be given as JSON',
	async ({ canvas, details }) => {
		const scene = await setScene('acme-send-json');
		const parameters = { resource: 'event', operation: 'send', eventId: RESET, email: zoe };
		const node = campaignNode(await scene.credential(), parameters, 1, 'adobeCampaign');
		await canvas.open((await scene.workflow(trigger(), node)).id);
		await canvas.openNode('Campaign');

		const { fields, output } = details;
		await fields.emptyNotice('This event has no fields').waitFor();
		await details.execute();
		expect(await output.rows()).toEqual([expect.objectContaining({ eventId: RESET })]);
		expect(await scene.records(RESET)).toEqual([expect.objectContaining({ ctx: {} })]);

		await details.choose('specifyContext', 'Using JSON');
		await details.write('eventId', CONFIRMATION);
		await details.writeJson('contextJson', { ordernumber: 'O-2001' });
		await details.execute();
		const { message, description } = await output.error();
		expect(message).toContain("'ordernumber'");
		expect(description).toContain("'orderNumber'");
		expect(await scene.records(CONFIRMATION)).toEqual([]);
	},
);
