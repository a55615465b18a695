import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/server';
import { messages, oops, tooMany } from '../requests';
import { scalePauses } from '../pauses';
import { node, steps, useWorkflows, workflow } from './workflows';

const { harness, control, workflowIn, setState } = useWorkflows();

/** Each command, from which state, and to which. */
const COMMANDS = [
	['start', 'stopped', 'started'],
	['pause', 'started', 'paused'],
	['resume', 'paused', 'started'],
	['stop', 'started', 'stopped'],
] as const;

const WAITING = { options: { waitUntilDone: true } };

/** Milliseconds after which a command takes effect: sooner than the last look after a lost answer. */
const DELAY = 20;

describe.each(['command', 'command-v8'])('In %s', (organization) => {
	beforeEach(() => control(organization).reset({ commandDelayMs: DELAY }));

	const run = async (operation: string, faults: Fault[], ...changes: INodeParameters[]) => {
		control(organization).faults(faults);
		return await harness.runNode({
			organization,
			node,
			parameters: workflow(operation, ...changes),
		});
	};

	it.each(COMMANDS)('%s is one request, and is told as accepted', async (command, from) => {
		setState(organization, from);

		const { items, requests, hints } = await run(command, []);

		expect(items.map(({ json }) => json)).toEqual([{ workflow: 'WKF1', command, accepted: true }]);
		expect(steps(requests)).toEqual(['POST command']);
		expect(JSON.parse(requests[0].body)).toEqual({ method: command });
		expect(hints).toEqual([]);
	});

	it.each(COMMANDS)(
		'%s with Wait Until Done looks until it has effect',
		async (command, from, to) => {
			// Mostly more than the first look takes.
			control(organization).reset({ commandDelayMs: 300 });
			setState(organization, from);

			const { items, requests, hints } = await run(command, [], WAITING);

			expect(items[0].json).toMatchObject({
				...{ workflow: 'WKF1', command, accepted: true, reached: true },
				...{ name: 'WKF1', state: to },
			});
			expect(items[0].json.seenStarted).toBe(to === 'started' ? true : undefined);
			const [first, ...looks] = steps(requests);
			expect(first).toBe('POST command');
			expect(new Set(looks)).toEqual(new Set(['GET workflow']));
			expect(hints).toEqual([]);
		},
	);

	it.each([200, 201, 202, 204])(
		'a command that is answered with %i is accepted',
		async (status) => {
			control(organization).reset({ commandStatus: status });

			const { items } = await run('start', [], WAITING);

			expect(items[0].json).toMatchObject({ accepted: true, state: 'started' });
		},
	);

	it.each(COMMANDS)(
		'%s whose answer is lost is sent once: the state decides',
		async (command, from, to) => {
			setState(organization, from);

			const { items, requests } = await run(command, [
				{ method: 'POST', respondAfterWrite: oops(504) },
			]);

			expect(items[0].json).toMatchObject({ command, accepted: true });
			expect(steps(requests).filter((step) => step === 'POST command')).toHaveLength(1);
			expect(workflowIn(organization).state).toBe(to);
		},
	);

	it.each(COMMANDS)(
		'%s that never arrived is left open, and is not repeated',
		async (command, from) => {
			setState(organization, from);

			const { error, requests } = await run(command, [{ method: 'POST', drop: 'beforeWrite' }]);

			expect(error?.description).toMatch(/^It is not known whether Campaign got the command/);
			expect(steps(requests).filter((step) => step === 'POST command')).toHaveLength(1);
			expect(workflowIn(organization).state).toBe(from);
		},
	);

	it('a command is repeated while Campaign is only busy', async () => {
		const { items, requests } = await run('start', [{ respond: tooMany(0) }]);

		expect(items[0].json.accepted).toBe(true);
		expect(steps(requests)).toEqual(['POST command', 'POST command']);
	});

	it('a workflow that is not there gets no command', async () => {
		const { error, requests } = await run('start', [], { workflow: 'WKF99' }, WAITING);

		expect(error?.message).toBe('The workflow was not found');
		expect(steps(requests)).toHaveLength(1);
	});
});

it('Start of a workflow that runs for a shorter time than a look takes is told as one that ran, or never began', async () => {
	control('short').reset({ commandDelayMs: 0, workflowRunMs: 1 });

	const { items, hints, requests } = await harness.runNode({
		organization: 'short',
		node,
		parameters: workflow('start', { options: { waitUntilDone: true, waitAtMost: 0.05 } }),
	});

	expect(items[0].json).toMatchObject({ reached: false, seenStarted: false, state: 'stopped' });
	expect(messages(hints)).toEqual([
		expect.stringContaining('it ran and ended between two looks, or it never began'),
	]);
	const [first, ...looks] = steps(requests);
	expect(first).toBe('POST command');
	expect(looks.length).toBeGreaterThanOrEqual(2);
});

it('A command that has no effect in time is no error, and tells what the workflow is', async () => {
	control('late').reset({ commandDelayMs: 600_000 });
	setState('late', 'started');

	const { items, hints, status } = await harness.runNode({
		organization: 'late',
		node,
		parameters: workflow('stop', { options: { waitUntilDone: true, waitAtMost: 0.05 } }),
	});

	expect(status).toBe('success');
	expect(items[0].json).toMatchObject({ reached: false, state: 'started' });
	expect(messages(hints)[0]).toContain("not 'stopped'");
});

it('Commands to one workflow arrive in the order of the items', async () => {
	control('order').reset({ commandDelayMs: 0 });
	const { items } = await harness.runNode({
		organization: 'order',
		node,
		items: [{}, {}, {}],
		parameters: workflow('start', WAITING),
	});

	expect(items).toHaveLength(3);
	expect(workflowIn('order').state).toBe('started');
});

it('Stop ends waiting at once', async () => {
	control('stopped').reset({ commandDelayMs: 600_000 });
	scalePauses(1);
	const stop = new AbortController();
	setTimeout(() => stop.abort(), 300);
	const begun = performance.now();

	await harness.runNode({
		organization: 'stopped',
		node,
		parameters: workflow('start', WAITING),
		signal: stop.signal,
	});

	expect(performance.now() - begun).toBeLessThan(30_000);
});
