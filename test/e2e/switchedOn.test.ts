import type { IDataObject } from 'n8n-workflow';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { WorkflowFile } from '../../tools/engine/workflow';
import { amy, by, update, values } from '../workflow/parameters';
import { eventually } from './eventually';
import { type Editor, journey } from './journey';
import { campaignNode, type Scene, setScene, trigger } from './scene';

const folder = mkdtempSync(join(tmpdir(), 'switched-'));
afterAll(() => rmSync(folder, { recursive: true }));

const optionsIn = ({ nodes }: Pick<WorkflowFile, 'nodes'>) =>
	nodes.find(({ name }) => name === 'Campaign')?.parameters.options;

/** Opens a workflow whose node updates Amy's first name, which is new, and her phone, which is not. */
async function openUpdate(scene: Scene, { canvas, details }: Editor): Promise<string> {
	const { phone } = await scene.profile(amy.email);
	const node = campaignNode(
		await scene.credential(),
		update(by('email', amy.email), values({ firstName: 'Amelia', phone })),
	);
	const { id } = await scene.workflow(trigger(), node);
	await canvas.open(id);
	await canvas.openNode('Campaign');
	await details.parameter('confirmUpdate').waitFor();
	return id;
}

/** What was sent to change something. */
const writes = async (scene: Scene) =>
	(await scene.requests())
		.filter(({ method }) => method !== 'GET')
		.map(({ method, body }) => [method, body && (JSON.parse(body) as unknown)]);

/** Switches of "Options", as the form shows them. */
async function shown({ details }: Editor): Promise<IDataObject> {
	await details.parameter('dryRun').waitFor();
	return {
		dryRun: await details.isOn('dryRun'),
		onlyChanged: await details.isOn('onlyChanged'),
		confirmationReport: await details.isOn('confirmationReport'),
	};
}

journey('switches: an option is on when it is added', async (editor) => {
	const { details } = editor;
	const { output } = details;
	const scene = await setScene('acme-switched-on');
	await openUpdate(scene, editor);

	await details.addOption('Dry Run');
	await details.execute();
	expect(await output.rows()).toEqual([expect.objectContaining({ dryRun: 'true' })]);
	expect(await writes(scene)).toEqual([]);

	await details.toggle('dryRun');
	await details.addOption('Add Confirmation Report');
	await details.execute();
	await output.panel().getByText(amy.email).waitFor();
	expect(await output.rows()).toEqual([
		expect.objectContaining({ confirmation: expect.stringContaining('status:applied') as unknown }),
	]);
	expect(await writes(scene)).toHaveLength(1);

	await details.addOption('Only Changed Fields');
	await details.execute();
	await output.panel().getByText('updated', { exact: true }).waitFor();
	expect(await output.rows()).toEqual([expect.objectContaining({ updated: 'false' })]);
	expect(await writes(scene)).toHaveLength(1);
});

journey(
	'switches: on stays on and off stays off, saved and opened again, exported and imported',
	async (editor) => {
		const { canvas, details } = editor;
		const scene = await setScene('acme-switches-kept');
		const id = await openUpdate(scene, editor);
		for (const option of ['Dry Run', 'Only Changed Fields', 'Add Confirmation Report']) {
			await details.addOption(option);
		}
		const on = { dryRun: true, onlyChanged: true, confirmationReport: true };
		expect(await shown(editor)).toEqual(on);
		await details.toggle('confirmationReport');
		const chosen = { ...on, confirmationReport: false };
		await details.close();
		await eventually(async () => expect(optionsIn(await scene.stored(id))).toEqual(chosen));

		await canvas.reload();
		await canvas.openNode('Campaign');
		expect(await shown(editor)).toEqual(chosen);
		await details.close();

		const file = join(folder, 'workflow.json');
		await canvas.exportTo(file);
		expect(optionsIn(JSON.parse(readFileSync(file, 'utf8')) as WorkflowFile)).toEqual(chosen);
		await canvas.openNew();
		await canvas.importFrom(file);
		await canvas.openNode('Campaign');
		expect(await shown(editor)).toEqual(chosen);
		await details.execute();
		expect(await details.output.rows()).toEqual([expect.objectContaining({ dryRun: 'true' })]);
		expect(await writes(scene)).toEqual([]);

		await details.toggle('dryRun');
		await details.execute();
		await details.output.panel().getByText(amy.email).waitFor();
		const [updated] = await details.output.rows();
		expect(updated).toMatchObject({ updated: 'true', firstName: 'Amelia' });
		expect(updated).not.toHaveProperty('confirmation');
		expect(await writes(scene)).toEqual([['PATCH', { firstName: 'Amelia' }]]);
		await details.close();
		const imported = await canvas.workflowId();
		await eventually(async () => {
			const now = optionsIn(await scene.stored(imported));
			expect(now).toEqual({ ...chosen, dryRun: false });
		});
	},
);
