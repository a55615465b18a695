import { type Execution, getExecution } from '../../tools/realN8n/executions';
import { LAST_N8N_1 } from '../../tools/realN8n/versions';
import { create, orderEvent, send, values } from '../workflow/parameters';
import { eventually } from './eventually';
import { describeInQueueMode, type Hook, type Queued, startQueued } from './queued';

const ITEMS = 400;

/** n8n 1 begins an execution again when its worker has died, unless it is told not to (docs/more-than-one-machine.md). */
describeInQueueMode(`Queue mode of n8n ${LAST_N8N_1}: the worker is killed in the middle`, () => {
	let queued: Queued;
	let hooks: Hook[];

	beforeAll(async () => {
		queued = await startQueued(0, LAST_N8N_1);
		hooks = [
			await queued.hook('adobeCampaignProfile', {
				resource: 'profile',
				...create(values({ email: '={{ $json.email }}' })),
			}),
			await queued.hook('adobeCampaign', send({ contextJson: '{}' })),
		];
	}, 1_800_000);

	afterAll(async () => await queued?.stop());

	const emails = Array.from({ length: ITEMS }, (_, row) => `new-${row}@example.com`);

	/** The e-mails of new profiles, and of messages, with each as often as it is there. */
	const made = () =>
		['profile', orderEvent].map((kind) =>
			queued.campaign
				.records(kind)
				.map(({ email }) => String(email))
				.filter((email) => email.startsWith('new-')),
		);

	/** Kills a worker that creates profiles and sends messages. @returns what was there before, and how the executions ended */
	const killMidway = async (runs: number, env: NodeJS.ProcessEnv = {}) => {
		queued.campaign.reset({ latencyMs: 100, maxInFlight: 20 });
		const worker = await queued.queue.startWorker(env);
		for (const { post } of hooks) await post(emails.map((email) => ({ email })));
		await eventually(async () => {
			const counts = made().map(({ length }) => length);
			await Promise.resolve(expect(Math.min(...counts)).toBeGreaterThanOrEqual(40));
		}, 90);
		const before = made();
		await worker.kill();
		const next = await queued.queue.startWorker(env);
		const executions: Execution[] = [];
		for (const hook of hooks) {
			const [{ id }] = await queued.executions(hook.id, runs);
			executions.push(await getExecution(queued.queue.main.rest, id));
		}
		await next.stop();
		return { before, executions };
	};

	const twice = (all: string[]) => all.filter((one, index) => all.indexOf(one) !== index);

	it('by itself, all is done again: profiles are created twice, and messages sent twice', async () => {
		const { before, executions } = await killMidway(1);

		expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
		for (const [kind, all] of made().entries()) {
			expect(new Set(all)).toEqual(new Set(emails));
			expect(twice(all)).toEqual(expect.arrayContaining(before[kind]));
			expect(twice(all).length).toBeLessThan(ITEMS);
		}
	});

	it('with QUEUE_WORKER_MAX_STALLED_COUNT=0 nothing is done twice, and the executions end with an error', async () => {
		const { before, executions } = await killMidway(2, { QUEUE_WORKER_MAX_STALLED_COUNT: '0' });

		expect(executions.map(({ status }) => status)).toEqual(['error', 'error']);
		// Neither the input nor what was done is kept.
		for (const { data } of executions) expect(data.resultData.runData).toEqual({});
		for (const [kind, all] of made().entries()) {
			expect(all).toEqual(expect.arrayContaining(before[kind]));
			expect(twice(all)).toEqual([]);
			expect(all.length).toBeLessThan(ITEMS);
		}
	});
});
