import type { INode } from 'n8n-workflow';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { WorkflowFile } from '../../tools/engine/workflow';
import { eventually } from './eventually';
import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';

const folder = mkdtempSync(join(tmpdir(), 'exported-'));
afterAll(() => rmSync(folder, { recursive: true }));

journey('export and import: nothing of the node is lost', async ({ canvas, details }) => {
	const scene = await setScene('acme-export');
	const credential = await scene.credential();
	const node = campaignNode(credential, { operation: 'update' });
	const original = await scene.workflow(trigger(), node);
	await canvas.open(original.id);
	await canvas.openNode('Campaign');
	await details.profile.pick('amy', 'Amy Dakota');
	await details.fields.add('Phone');
	await details.fields.write('phone', '3301020304');
	await details.fields.add('Location: City');
	await details.fields.write('location.city', 'Lyon');
	await details.close();

	const file = join(folder, 'workflow.json');
	await canvas.exportTo(file);
	await canvas.openNew();
	await canvas.importFrom(file);
	await canvas.openNode('Campaign');
	expect(await details.profile.shown()).toBe('Amy Dakota (amy.dakota@example.com)');
	expect(await details.credential()).toBe(credential.name);
	expect(await details.fields.shown('location.city')).toBe('Lyon');
	await details.execute();
	expect(await details.output.rows()).toEqual([expect.objectContaining({ phone: '3301020304' })]);
	expect((await scene.profile('amy.dakota@example.com')).location).toMatchObject({ city: 'Lyon' });
	await details.close();

	const id = await canvas.workflowId();
	expect(id).not.toBe(original.id);
	const exported = JSON.parse(readFileSync(file, 'utf8')) as WorkflowFile;
	await eventually(async () => {
		const imported = await scene.stored(id);
		expect(imported.nodes.map(kept)).toEqual(exported.nodes.map(kept));
		expect(imported.connections).toEqual(exported.connections);
	});
});

/** What has to survive; n8n gives an imported node another place and id. */
const kept = ({ name, type, typeVersion, parameters, credentials }: INode) => {
	return { name, type, typeVersion, parameters, credentials };
};
