import { itemsOf, listExecutions, nextExecution } from '../../tools/realN8n/executions';
import { deactivateWorkflow } from '../../tools/realN8n/workflows';
import { eventually } from './eventually';
import { journey } from './journey';
import { ExecutionList } from './pages/executionList';
import { ScheduleTrigger } from './pages/scheduleTrigger';
import { setScene } from './scene';

journey(
	'schedule: a published workflow runs by itself after its first token has expired',
	async ({ page, canvas, nodePanel, details }) => {
		const scene = await setScene('acme-schedule');
		const credential = await scene.credential('oAuth2');
		const tokens = async () =>
			(await scene.requests('ims')).filter(({ status }) => status === 200).length;
		const tokensBefore = await tokens();

		await canvas.openNew();
		await nodePanel.openFirst();
		await nodePanel.search('schedule', 'Schedule Trigger');
		await nodePanel.choose('Schedule Trigger');
		await new ScheduleTrigger(page).runEverySecond();
		await details.close();
		await nodePanel.open();
		await nodePanel.search('adobe', 'Adobe Campaign Profile');
		await nodePanel.choose('Adobe Campaign Profile');
		await nodePanel.choose('Get profile');
		await details.chooseCredential(credential.name);
		await details.profile.enter('By Email', 'amy.dakota@example.com');
		await details.close();
		await canvas.executeWorkflow();
		await canvas.node('Get profile').getByTestId('canvas-node-status-success').waitFor();
		expect(await tokens()).toBe(tokensBefore + 1);

		await scene.faults([{ expireTokens: true }]);
		const id = await canvas.workflowId();
		const byHand = (await listExecutions(scene.rest, id)).map((run) => run.id);
		const executions = new ExecutionList(page);
		try {
			await canvas.publish();
			const run = await nextExecution(scene.rest, id, byHand);
			expect(run).toMatchObject({ mode: 'trigger', status: 'success' });
			expect(itemsOf(run, 'Get profile')).toEqual([expect.objectContaining({ firstName: 'Amy' })]);
		} finally {
			await deactivateWorkflow(scene.rest, id);
		}
		const statuses = (await scene.requests()).map(({ status }) => status);
		// The one that is sent again for n8n to renew the token is refused, too.
		expect(statuses.slice(0, 4)).toEqual([200, 401, 401, 200]);
		expect(await tokens()).toBe(tokensBefore + 2);

		await executions.open();
		await eventually(async () => {
			const states = await executions.states();
			expect(states.length).toBeGreaterThan(byHand.length);
			expect(states.filter((state) => !state.startsWith('Succeeded in '))).toEqual([]);
		});
	},
);
