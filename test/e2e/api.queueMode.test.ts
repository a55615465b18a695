import type { Commit } from '../../sandbox/commits';
import type { WorkflowFile } from '../../tools/engine';
import {
	type ExecutionSummary,
	getExecution,
	itemsOf,
	listExecutions,
} from '../../tools/realN8n/executions';
import { createWorkflow } from '../../tools/realN8n/workflows';
import { by, update, values } from '../workflow/parameters';
import { eventually } from './eventually';
import { describeInQueueMode, type Hook, type Queued, startQueued } from './queued';
import {
	changesOf,
	personAt,
	publish,
	untilPolled,
	untilPutOut,
	watchingWorkflow,
} from './watching';

const EXECUTIONS = 6;
const UPDATES = 200;

interface PhoneNumber {
	PKey: string;
	phone: string;
}

const whenOneFails: WorkflowFile = {
	name: 'When one fails',
	nodes: [
		{
			...{ id: 'failed', name: 'Failed', type: 'n8n-nodes-base.errorTrigger', typeVersion: 1 },
			...{ position: [0, 0], parameters: {} },
		},
	],
	connections: {},
};

describeInQueueMode('Queue mode', () => {
	let queued: Queued;
	let updates: Hook;
	let errorWorkflow: string;

	beforeAll(async () => {
		queued = await startQueued(2);
		const { main } = queued.queue;
		({ id: errorWorkflow } = await createWorkflow(main.rest, whenOneFails));
		expect(await publish(main, errorWorkflow)).toBe('');
		const phoneNumber = update(
			by('id', '={{ $json.PKey }}'),
			values({ phone: '={{ $json.phone }}' }),
		);
		updates = await queued.hook(
			'adobeCampaignProfile',
			{ resource: 'profile', ...phoneNumber },
			{ executionOrder: 'v1', errorWorkflow },
		);
	}, 1_800_000);

	afterAll(async () => await queued?.stop());

	/** New people in a tenant that admits 20 requests at a time, and a new phone number for each of them, by execution. */
	const newNumbers = (latencyMs: number): PhoneNumber[][] => {
		queued.campaign.reset({ people: EXECUTIONS * UPDATES, latencyMs, maxInFlight: 20 });
		const people = queued.campaign.profiles();
		return Array.from({ length: EXECUTIONS }, (_, execution) =>
			people
				.slice(execution * UPDATES, (execution + 1) * UPDATES)
				.map(({ PKey }, row) => ({ PKey, phone: `33${execution}${1000 + row}` })),
		);
	};

	const asNumber = ({ PKey, values: { phone } }: Commit): PhoneNumber => ({
		PKey,
		phone: String(phone),
	});

	const storedNumbers = () => queued.campaign.commits().map(asNumber);

	/** What an execution says it has updated. */
	const reported = async ({ id }: ExecutionSummary): Promise<PhoneNumber[]> => {
		const items = itemsOf(await getExecution(queued.queue.main.rest, id), 'Campaign');
		return (items as PhoneNumber[]).map(({ PKey, phone }) => ({ PKey, phone }));
	};

	const sorted = (numbers: PhoneNumber[]) =>
		numbers.map(({ PKey, phone }) => `${phone} ${PKey}`).sort();

	it('six executions at once: each update is stored once, and both workers work', async () => {
		const numbers = newNumbers(50);

		await Promise.all(numbers.map(updates.post));
		const executions = await queued.executions(updates.id, EXECUTIONS);

		expect(executions.map(({ status }) => status)).toEqual(Array(EXECUTIONS).fill('success'));
		const accepted = queued.campaign
			.requests()
			.filter(({ method, status }) => method === 'PATCH' && status !== 429);
		expect(accepted).toHaveLength(EXECUTIONS * UPDATES);
		expect(sorted(storedNumbers())).toEqual(sorted(numbers.flat()));
		expect(sorted((await Promise.all(executions.map(reported))).flat())).toEqual(
			sorted(numbers.flat()),
		);
		const workers = executions.flatMap(({ id }) => queued.finishedBy(id));
		expect(workers).toHaveLength(EXECUTIONS);
		expect(new Set(workers)).toEqual(new Set(['worker 1', 'worker 2']));
	});

	it('a worker killed in the middle: what is reported as done is stored, and nothing else is done again', async () => {
		const numbers = newNumbers(100);
		const known = (await listExecutions(queued.queue.main.rest, updates.id)).map(({ id }) => id);

		await Promise.all(numbers.map(updates.post));
		// All of them run, and none has ended.
		await eventually(async () => {
			const stored = sorted(storedNumbers());
			const counts = numbers.map((own) => sorted(own).filter((one) => stored.includes(one)).length);
			await Promise.resolve(expect(Math.min(...counts)).toBeGreaterThanOrEqual(20));
		}, 90);
		await queued.queue.workers[1].kill();
		const executions = (await queued.executions(updates.id, known.length + EXECUTIONS)).filter(
			({ id }) => !known.includes(id),
		);

		const lost = executions.filter(({ id }) => queued.begunBy(id).includes('worker 2'));
		const done = executions.filter((execution) => !lost.includes(execution));
		expect(lost.length).toBeGreaterThan(0);
		expect(done.length).toBeGreaterThan(0);
		expect(done.map(({ status }) => status)).toEqual(done.map(() => 'success'));
		for (const { id, status } of lost) {
			expect(status).toBe('error');
			expect(queued.begunBy(id)).toEqual(['worker 2']);
			// Neither the input nor what was done is kept.
			const { resultData } = (await getExecution(queued.queue.main.rest, id)).data;
			expect(resultData.error?.message).toContain('failed to be processed too many times');
			expect(resultData.runData).toEqual({});
		}
		const stored = sorted(storedNumbers());
		const all = sorted(numbers.flat());
		const reportedAsDone = sorted((await Promise.all(done.map(reported))).flat());
		expect(reportedAsDone).toHaveLength(done.length * UPDATES);
		expect(stored).toEqual(expect.arrayContaining(reportedAsDone));
		expect(all).toEqual(expect.arrayContaining(stored));
		expect(stored).toEqual([...new Set(stored)]);
		expect(stored.length).toBeLessThan(all.length);

		await queued.executions(errorWorkflow, lost.length);
		const { rest } = queued.queue.main;
		await rest.request('POST', `/rest/executions/${lost[0].id}/retry`, { loadWorkflow: false });
		const [retried] = await queued.executions(updates.id, known.length + EXECUTIONS + 1);
		expect(retried.status).toBe('error');
		expect(sorted(storedNumbers())).toEqual(stored);
	});

	it('a worker executes what the trigger finds, and another main goes on where the killed one left off', async () => {
		const { campaign, queue } = queued;
		campaign.reset();
		const person = personAt(campaign);
		// After a crash a change may come twice, and none is lost.
		const putOut = async () => [...new Set(await changesOf(queue.main.rest, id, ['Changed']))];
		const workflow = watchingWorkflow('Changed', { askBy: 'order' });
		const { id } = await createWorkflow(queue.main.rest, workflow, queued.credentials);

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
		for (const execution of executions) expect(queued.finishedBy(execution.id)).toHaveLength(1);
	});
});
