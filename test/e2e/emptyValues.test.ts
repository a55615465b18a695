import { journey } from './journey';
import { campaignNode, itemNode, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

const amy = 'amy.dakota@example.com';

journey(
	'empty values: a sheet’s empty cell changes nothing, until "Empty Values" says that it clears',
	async ({ page, canvas, details }) => {
		const scene = await setScene('acme-empty-values');
		const row = { 'First name': '', Phone: '3301020304', last_name: 'Dakota-Hill', Remark: '' };
		const parameters = {
			operation: 'update',
			profile: { __rl: true, mode: 'email', value: amy },
		};
		const node = campaignNode(await scene.credential(), parameters, 2);
		const workflow = await scene.workflow(trigger(), itemNode(row), node);
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');
		const { fields, output } = details;
		await fields.mapAutomatically();
		await details.executePrevious();
		await details.execute();

		const written = { phone: '3301020304', lastName: 'Dakota-Hill' };
		expect(await output.rows()).toEqual([
			expect.objectContaining({ firstName: 'Amy', ...written }),
		]);
		await output
			.hint(
				"Columns that were taken for a field: 'First name' for firstName, 'Phone' for phone, 'last_name' for lastName",
			)
			.waitFor();
		expect(await scene.profile(amy)).toMatchObject({ firstName: 'Amy', ...written });

		await details.addOption('Empty Values');
		expect(await details.choose('emptyValues', 'Clear the Field')).toEqual([
			'Clear the Field',
			'Leave It Alone',
		]);
		await details.execute();
		await output.panel().getByText('2 notes on this run').waitFor();
		expect(await output.openNotes()).toBe('1 updated. 2 notes on this run');
		await output.hint("Fields that were cleared: 'First name'").waitFor();
		await pictureForReadme(page, 'hints', 1150);
		expect(await output.rows()).toEqual([
			expect.objectContaining({ firstName: 'empty', ...written }),
		]);
		const sent = (await scene.requests()).filter(({ method }) => method === 'PATCH');
		expect(sent.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
			written,
			{ firstName: '', ...written },
		]);
	},
);
