import { itemsOf, listExecutions, nextExecution } from '../../tools/realN8n/executions';
import { pollEvery } from '../../tools/realN8n/pollTimes';
import { deactivateWorkflow, saveNodes } from '../../tools/realN8n/workflows';
import { eventually } from './eventually';
import { journey } from './journey';
import { ExecutionList } from './pages/executionList';
import { node, setScene } from './scene';
import { pictureForReadme } from './screenshots';
import { problemOfPublication } from './watching';

const name = 'Adobe Campaign Profile';
const added = 'On profile created or updated';

journey(
	'trigger: found beside the node, set to a filter, tried, and published',
	async ({ page, canvas, nodePanel, details }) => {
		const scene = await setScene('acme-trigger');
		const credential = await scene.credential();
		await canvas.openNew();
		await nodePanel.openFirst();
		await nodePanel.search('adobe', name);
		expect(await nodePanel.entry(`${name}( Trigger)?`).count()).toBe(1);
		await nodePanel.choose(name);
		const offered = ['On profile created', added, 'On profile updated'];
		for (const event of offered) await nodePanel.entry(event).waitFor();
		await nodePanel.unfoldActions('Get profile');
		await nodePanel.choose(added);

		const { output } = details;
		await details.chooseCredential(credential.name);
		await details.choose('endpoint', 'Standard and Custom Fields');
		expect(await details.choose('askBy', 'Custom Filter')).toEqual(['Custom Filter', 'Order']);
		await details.choose('filterName', 'By last modified from (byModifiedFrom)');
		expect(await details.choose('filterParameter', 'modifiedfrom_parameter')).toEqual([
			'modifiedfrom_parameter',
		]);
		await scene.put({ email: 'ann@example.com', firstName: 'Ann' });
		await details.execute();
		const [newest] = await output.rows();
		expect(newest).toMatchObject({ event: 'created', email: 'ann@example.com', firstName: 'Ann' });
		await output.showSchema();
		await pictureForReadme(page, 'trigger', 1000);
		await details.close();

		const id = await canvas.workflowId();
		// The editor lets nobody ask more often than once a minute.
		const pollTimes = pollEvery(3);
		await saveNodes(scene.rest, id, (one) => ({
			...one,
			parameters: { ...one.parameters, pollTimes },
		}));
		await canvas.open(id);
		const byHand = (await listExecutions(scene.rest, id)).map((run) => run.id);
		try {
			await canvas.publish();
			expect(await problemOfPublication(scene.rest, id)).toBe('');
			await scene.put({ email: 'bob@example.com', firstName: 'Bob' });
			const run = await nextExecution(scene.rest, id, byHand);
			const [trigger] = (await scene.stored(id)).nodes;
			expect(itemsOf(run, trigger.name)).toEqual([
				expect.objectContaining({ event: 'created', email: 'bob@example.com' }),
			]);
		} finally {
			await deactivateWorkflow(scene.rest, id);
		}
		const executions = new ExecutionList(page);
		await executions.open();
		await eventually(async () => {
			const [state] = await executions.states();
			expect(state).toMatch(/^Succeeded in /);
		});
	},
);

journey(
	'trigger: a Campaign that cannot sort is explained when it is tried and when it is published',
	async ({ page, canvas, details }) => {
		const scene = await setScene('acme-trigger-unsorted');
		await scene.settings({ sortableFields: [] });
		const credential = await scene.credential();
		const { id } = await scene.workflow(
			node(0, 'n8n-nodes-adobe-campaign.adobeCampaignProfileTrigger', 'New Profile', {
				parameters: { authentication: 'accessToken', event: 'created', askBy: 'order' },
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			}),
		);
		const words = "Your Campaign cannot sort profiles by 'Last modified'";
		await canvas.open(id);
		await canvas.openNode('New Profile');
		await details.execute();
		expect(await details.output.error()).toEqual({
			message: words,
			description: expect.stringContaining("'Find Changes By' = 'Custom Filter'") as unknown,
		});
		await details.close();

		await canvas.publishInVain();
		try {
			expect(await problemOfPublication(scene.rest, id)).toContain(words);
			await page.getByText('Workflow could not be published').waitFor();
			await page.getByText("'Find Changes By' = 'Custom Filter'").waitFor();
		} finally {
			await deactivateWorkflow(scene.rest, id);
		}
	},
);
