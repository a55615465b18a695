import type { INode } from 'n8n-workflow';

import { listExecutions, nextExecution } from '../../tools/realN8n/executions';
import { silent } from '../../tools/realN8n/progress';
import { type QueueMode, startQueueMode } from '../../tools/realN8n/queueMode';
import { activateWorkflow, createWorkflow } from '../../tools/realN8n/workflows';

const everySecond: INode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.scheduleTrigger',
	typeVersion: 1.2,
	position: [0, 0],
	parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } },
};

const lines: Record<string, string[]> = {};
let queue: QueueMode;

beforeAll(async () => {
	queue = await startQueueMode({
		report: silent,
		log: (line, name) => (lines[name] ??= []).push(line),
	});
}, 1_800_000);

afterAll(async () => await queue?.stop());

const byWorker = (id: string) => lines['worker 1'].join('\n').includes(`finished execution ${id} `);

test('queue mode: a worker executes, also after main was killed and another one took its place', async () => {
	const { rest } = queue.main;
	const workflow = { name: 'Every Second', nodes: [everySecond], connections: {} };
	const { id } = await createWorkflow(rest, workflow);
	await activateWorkflow(rest, id);

	const first = await nextExecution(rest, id);
	expect(first).toMatchObject({ mode: 'trigger', status: 'success' });
	expect(byWorker(first.id)).toBe(true);

	await queue.main.kill();
	const second = await queue.startMain();
	const known = (await listExecutions(second.rest, id)).map((execution) => execution.id);
	const next = await nextExecution(second.rest, id, known);
	expect(next).toMatchObject({ mode: 'trigger', status: 'success' });
	expect(byWorker(next.id)).toBe(true);

	const types = await second.rest.request<Array<{ name: string }>>('GET', '/types/nodes.json');
	const name = 'n8n-nodes-adobe-campaign.adobeCampaignProfile';
	expect(types).toContainEqual(expect.objectContaining({ name }));
});
