import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

journey(
	'trigger signal: a signal of the workflow is chosen, its parameters filled in, and it is sent once in ten minutes',
	async ({ page, canvas, details }) => {
		const scene = await setScene('acme-signal');
		const node = campaignNode(await scene.credential(), {}, 1, 'adobeCampaign');
		await canvas.open((await scene.workflow(trigger(), node)).id);
		await canvas.openNode('Campaign');

		const { fields, output } = details;
		await details.choose('resource', 'Workflow');
		await details.choose('operation', 'Trigger Signal');
		await fields.emptyNotice("Enter the 'Workflow' first").waitFor();
		await details.write('workflow', 'weekly_digest');
		await fields.emptyNotice('Choose the signal first').waitFor();
		expect(await details.choose('signal', 'urgent')).toEqual(['signal1', 'urgent']);
		await fields.control('audience').waitFor();
		expect(await fields.labels()).toEqual(['audience', 'count', 'test']);
		await fields.write('audience', 'gold');
		await fields.write('count', '250');
		await fields.toggle('test');
		await details.execute();

		expect(await output.rows()).toEqual([
			expect.objectContaining({ triggered: 'true', workflow: 'weekly_digest', signal: 'urgent' }),
		]);
		const taken = await scene.records('signal');
		const parameters = { audience: 'gold', count: 250, test: true };
		expect(taken).toEqual([
			expect.objectContaining({ activity: 'urgent', source: 'n8n', parameters }),
		]);
		await output.showSchema();
		await pictureForReadme(page, 'trigger-signal', 1050);

		await details.execute();
		const { message, description } = await output.error();
		expect(message).toBe('Campaign takes no signal for this activity yet');
		expect(description).toContain('run the item again in ten minutes');
		expect(await scene.records('signal')).toEqual(taken);
	},
);

journey(
	'trigger signal: the only signal needs no choice, and its workflow is started for it',
	async ({ canvas, details }) => {
		const scene = await setScene('acme-signal-start');
		const parameters = { resource: 'workflow', operation: 'triggerSignal', workflow: 'WKF1' };
		const node = campaignNode(await scene.credential(), parameters, 1, 'adobeCampaign');
		await canvas.open((await scene.workflow(trigger(), node)).id);
		await canvas.openNode('Campaign');

		const { fields, output } = details;
		await fields.control('fileName').waitFor();
		expect(await fields.labels()).toEqual(['day', 'dryRun', 'fileName', 'rows']);
		await fields.writeDate('day', '2027-01-15 08:00:00');
		await fields.write('fileName', 'loyalty.csv');
		await fields.write('rows', '1200');
		await details.execute();
		expect((await output.error()).description).toContain("'Start If Stopped'");

		await details.addOption('Start If Stopped');
		await details.execute();
		expect(await output.rows()).toEqual([
			expect.objectContaining({ signal: 'signal1', startedWorkflow: 'true' }),
		]);
		expect(await scene.records('signal')).toEqual([
			expect.objectContaining({
				activity: 'signal1',
				parameters: expect.objectContaining({ fileName: 'loyalty.csv', rows: 1200 }) as unknown,
			}),
		]);
	},
);
