import { startSandbox, type Sandbox } from '../../sandbox/server';
import { createSandboxCredentials } from '../../tools/realN8n/credentials';
import { listExecutions } from '../../tools/realN8n/executions';
import { silent } from '../../tools/realN8n/progress';
import { type QueueMode, startQueueMode } from '../../tools/realN8n/queueMode';
import { createWorkflow } from '../../tools/realN8n/workflows';
import {
	changesOf,
	personAt,
	publish,
	untilPolled,
	untilPutOut,
	watchingWorkflow,
} from './watching';

const lines: Record<string, string[]> = {};
let sandbox: Sandbox;
let queue: QueueMode;

beforeAll(async () => {
	sandbox = await startSandbox();
	queue = await startQueueMode({
		report: silent,
		log: (line, name) => (lines[name] ??= []).push(line),
	});
}, 1_800_000);

afterAll(async () => {
	await queue?.stop();
	await sandbox?.close();
});

const byWorker = (id: string) => lines['worker 1'].join('\n').includes(`finished execution ${id} `);

test('queue mode: a worker executes, and another main goes on where the killed one left off', async () => {
	const campaign = sandbox.organization('sandbox');
	const person = personAt(campaign);
	// After a crash a change may come twice, and none is lost.
	const putOut = async () => [...new Set(await changesOf(queue.main.rest, id, ['Changed']))];
	const credentials = await createSandboxCredentials(queue.main.rest, sandbox.url);
	const workflow = watchingWorkflow('Changed', { askBy: 'order' });
	const { id } = await createWorkflow(queue.main.rest, workflow, Object.values(credentials));

	expect(await publish(queue.main, id)).toBe('');
	const ann = person.creates('ann');
	await untilPutOut(putOut, ['created ann@example.com']);
	await untilPolled(campaign);

	await queue.main.kill();
	person.creates('bob');
	person.renames(ann, 'Ann');
	await queue.startMain();
	await untilPutOut(putOut, [
		'created ann@example.com',
		'created bob@example.com',
		'updated ann@example.com Ann',
	]);

	const executions = await listExecutions(queue.main.rest, id);
	for (const execution of executions) expect(byWorker(execution.id)).toBe(true);
});
