import { ext, upsert } from '../workflow/parameters';
import { journey } from './journey';
import { campaignNode, itemNode, setScene, trigger } from './scene';

const olga = 'olga.outlet@example.com';

journey(
	'create or update: a filter with two parameters finds no profile first, and the created one in the second run',
	async ({ canvas, details }) => {
		const scene = await setScene('acme-match-filter');
		const row = {
			email: olga,
			'Store format': 'Outlet',
			'Card code': 'K-17',
			'First name': 'Olga',
		};
		const node = campaignNode(await scene.credential(), upsert(ext, { matchValue: '' }), 2);
		const workflow = await scene.workflow(trigger(), itemNode(row), node);
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');
		const { fields, output } = details;
		await details.choose('matchBy', 'Custom Filter');
		await details.choose('filterName', 'By identification key (byidentification_key)');
		await details.choose('filterParameter', 'category_parameter');
		await details.write('matchValue', 'outlet');
		await details.addEntry('filterParameters');
		await details.choose('name', 'crm_id_parameter');
		await details.write('value', 'K-17');
		await fields.mapAutomatically();
		await details.executePrevious();
		await details.execute();

		expect(await output.rows()).toEqual([
			expect.objectContaining({ operation: 'created', email: olga, cusCardCode: 'K-17' }),
		]);
		await details.execute();
		await output.panel().getByText('updated', { exact: true }).waitFor();
		const { PKey } = await scene.profile(olga);
		expect(await output.rows()).toEqual([
			expect.objectContaining({ operation: 'updated', PKey, cusCardCode: 'K-17' }),
		]);
	},
);
