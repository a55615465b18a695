import { journey } from './journey';
import { campaignNode, itemNode, setScene, trigger } from './scene';

journey(
	'error output: an item that fails goes there with its input',
	async ({ page, canvas, details }) => {
		const scene = await setScene('acme-error-output');
		const node = campaignNode(
			await scene.credential(),
			{ profile: { __rl: true, mode: 'email', value: '={{ $json.email }}' } },
			2,
		);
		const item = itemNode({ email: 'nobody@example.com', order: 'A-17' });
		const workflow = await scene.workflow(trigger(), item, node);
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');
		await details.openSettings();
		await details.choose('onError', 'Continue (using error output)');
		await details.close();
		await canvas.executeWorkflow();
		await canvas.node('Campaign').getByTestId('canvas-node-status-success').waitFor();

		await canvas.openNode('Campaign');
		await details.output.branch('Error').click();
		expect(await details.output.rows()).toEqual([
			{
				email: 'nobody@example.com',
				order: 'A-17',
				error: expect.stringMatching(/^No profile has this e-mail/) as unknown,
			},
		]);
		await page.keyboard.press('Escape');
	},
);
