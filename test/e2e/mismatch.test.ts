import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

journey(
	'If a Value Was Not Stored: a value that was not stored is an error, or with "Warn" a hint',
	async ({ page, canvas, details }) => {
		const scene = await setScene('acme-mismatch');
		const node = campaignNode(await scene.credential(), {
			operation: 'update',
			profile: { __rl: true, mode: 'email', value: 'amy.dakota@example.com' },
		});
		const workflow = await scene.workflow(trigger(), node);
		await scene.faults([{ method: 'PATCH', times: 2, discardWrite: true }]);
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');

		const { fields, output } = details;
		await fields.add('Phone');
		await fields.write('phone', '3301020304');
		await details.execute();
		const { message, description } = await output.error();
		expect(message).toBe("Campaign accepted the update, but did not store 'Phone' as sent");
		expect(description).toContain("'If a Value Was Not Stored'");
		await pictureForReadme(page, 'mismatch-error');

		await details.addOption('If a Value Was Not Stored');
		await details.choose('onMismatch', 'Warn');
		await details.execute();
		await output.hint("did not store 'Phone' as sent").waitFor();
		expect(await output.rows()).toEqual([expect.objectContaining({ phone: '3301020300' })]);
		await output.showSchema();
		await pictureForReadme(page, 'mismatch-hint');
	},
);
