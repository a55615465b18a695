import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

journey(
	'get many: a filter of the instance is chosen with its parameters, and an order',
	async ({ page, canvas, details }) => {
		const scene = await setScene('acme-get-many');
		const node = campaignNode(await scene.credential(), {
			operation: 'getAll',
			endpoint: 'profileAndServicesExt',
			limit: 5,
			options: { fields: ['firstName', 'lastName', 'cusPoints'], orderDirection: 'desc' },
		});
		const workflow = await scene.workflow(trigger(), node);
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');

		const { output } = details;
		await details.choose('filterBy', 'Custom Filter');
		const filters = await details.choose('filterName', 'By loyalty tier (byLoyaltyTier)');
		expect(filters).toContain('By customer ID (byCustomerId)');
		await details.addEntry('filterParameters');
		expect(await details.choose('name', 'loyaltytier_parameter')).toEqual([
			'loyaltytier_parameter',
		]);
		await details.write('value', 'gold');
		await details.addOption('Order By Name or ID');
		const orders = await details.choose('orderBy', 'Loyalty points (cusPoints)');
		expect(orders).toContain('Email (email)');
		expect(orders).not.toContain('Gender (gender)');
		await details.execute();
		const points = (await output.rows()).map(({ cusPoints }) => Number(cusPoints));
		expect(points).toHaveLength(5);
		expect(points).toEqual([...points].sort((a, b) => b - a));
		await pictureForReadme(page, 'get-many', 1400);

		await details.choose('filterName', 'By customer ID (byCustomerId)');
		expect(await details.choose('name', 'customerid_parameter')).toEqual(['customerid_parameter']);
		await details.write('value', 'C-1001');
		await details.execute();
		await output.panel().getByText('Dakota').waitFor();
		expect(await output.rows()).toEqual([
			expect.objectContaining({ firstName: 'Amy', lastName: 'Dakota', cusPoints: '120' }),
		]);
		const lists = (await scene.requests()).filter(({ path }) => path.includes('/profile/by'));
		expect(lists.map(({ path }) => new URL(path, scene.sandboxUrl).search)).toEqual([
			expect.stringMatching(/loyaltytier_parameter=gold.*_order=cusPoints(\+|%20)desc/) as unknown,
			expect.stringContaining('customerid_parameter=C-1001') as unknown,
		]);
	},
);
