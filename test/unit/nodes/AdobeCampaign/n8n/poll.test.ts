import type { IDataObject, INode, IPollFunctions, WorkflowActivateMode } from 'n8n-workflow';

import {
	isActivating,
	isManual,
	lastKept,
	oneAtATime,
	pollBudgetMs,
	PollState,
} from '../../../../../nodes/AdobeCampaign/n8n/poll';

interface Given {
	node?: Partial<INode>;
	workflowId?: string;
	mode?: string;
	activation?: WorkflowActivateMode;
	budgetMs?: number;
	ofNode?: IDataObject;
	ofWorkflow?: IDataObject;
	logged?: string[];
}

const contextOf = ({
	node = {},
	workflowId = 'workflow-1',
	mode = 'trigger',
	activation = 'activate',
	budgetMs,
	ofNode = {},
	ofWorkflow = {},
	logged = [],
}: Given = {}) =>
	({
		getMode: () => mode,
		getActivationMode: () => activation,
		getWorkflow: () => ({ id: workflowId }),
		getNode: () => ({ id: 'node-1', name: 'Changes', type: 'aTrigger', ...node }),
		getWorkflowStaticData: (type: string) => (type === 'node' ? ofNode : ofWorkflow),
		logger: { debug: (text: string) => void logged.push(text) },
		...(budgetMs !== undefined && { getPollBudgetMs: () => budgetMs }),
	}) as unknown as IPollFunctions;

/** Data as n8n keeps them in its memory: it sees their changes. */
const observed = (data: IDataObject = {}) =>
	Object.defineProperty(data, '__dataChanged', { value: false, writable: true });

interface Place {
	at: number;
}

const stateOf = (given: Given, fingerprint = 'one') =>
	new PollState<Place>(contextOf(given), fingerprint, ({ at }) => ({ at: at * 100 }));

const write = (given: Given, at: number, fingerprint = 'one') =>
	stateOf(given, fingerprint).write({ at });

const read = (given: Given, fingerprint?: string) => stateOf(given, fingerprint).read();

describe('The budget of a poll', () => {
	it('is that of n8n, and five minutes where n8n does not tell it', () => {
		expect(pollBudgetMs(contextOf({ budgetMs: 36_000 }))).toBe(36_000);
		expect(pollBudgetMs(contextOf())).toBe(300_000);
	});
});

describe('Fetch Test Event', () => {
	it('is known by its mode', () => {
		expect(isManual(contextOf({ mode: 'manual' }))).toBe(true);
		expect(isManual(contextOf())).toBe(false);
	});
});

describe('The activation', () => {
	it.each(['activate', 'update', 'init', 'leadershipChange'] as const)(
		'is the first poll of a context, with the mode %s',
		(activation) => {
			for (const budgetMs of [undefined, 300_000]) {
				const context = contextOf({ activation, budgetMs });
				expect([isActivating(context), isActivating(context)]).toEqual([true, false]);
			}
		},
	);

	it('is not a poll of the database scheduler, which makes a context for each', () => {
		expect(isActivating(contextOf({ activation: 'update', budgetMs: 36_000 }))).toBe(false);
	});
});

describe('Polls at the same time', () => {
	/** A poll that ends when it is told to. */
	const begun = (context: IPollFunctions) => {
		let end = () => {};
		const ending = new Promise<string>((resolve) => {
			end = () => resolve('done');
		});
		return { result: oneAtATime(context, async () => await ending), end };
	};

	it('are left out on one context and on two of the same node', async () => {
		const logged: string[] = [];
		const context = contextOf({ logged });
		const first = begun(context);
		for (const other of [context, contextOf({ logged })]) {
			const poll = jest.fn(async () => await Promise.resolve('twice'));
			expect(await oneAtATime(other, poll)).toBeNull();
			expect(poll).not.toHaveBeenCalled();
		}
		first.end();
		expect(await first.result).toBe('done');
		expect(logged).toHaveLength(2);
	});

	it('run for two nodes, and for the same node of two workflows', async () => {
		const polls = [
			contextOf(),
			contextOf({ node: { id: 'node-2' } }),
			contextOf({ workflowId: 'workflow-2' }),
		].map(begun);
		for (const { end } of polls) end();
		expect(await Promise.all(polls.map(async ({ result }) => await result))).toEqual(
			polls.map(() => 'done'),
		);
	});

	it('are admitted again after one that failed', async () => {
		const fails = async () => await Promise.reject(new Error('No'));
		await expect(oneAtATime(contextOf(), fails)).rejects.toThrow('No');
		expect(await oneAtATime(contextOf(), async () => await Promise.resolve('next'))).toBe('next');
	});
});

describe('What a trigger keeps', () => {
	it('is read as it was written, as a copy', () => {
		const given = { ofNode: observed(), ofWorkflow: observed() };
		expect(read(given)).toBeUndefined();
		write(given, 1);
		expect(read(given)).toEqual({ at: 1 });
		const copy = read(given);
		if (copy) copy.at = 7;
		expect(read(given)).toEqual({ at: 1 });
	});

	it('is known to the one that wrote it', () => {
		const state = stateOf({});
		state.write({ at: 1 });
		expect(state.read()).toEqual({ at: 1 });
	});

	it('is not written again when it is the same', () => {
		const given = { ofNode: observed(), ofWorkflow: observed() };
		write(given, 1);
		const before = given.ofNode.kept;
		write(given, 1);
		expect(given.ofNode.kept).toBe(before);
	});

	it('replaces what is at the root of the data, since n8n does not see a change inside', () => {
		const given = { ofNode: observed(), ofWorkflow: observed() };
		write(given, 1);
		const before = [given.ofNode.kept, ...Object.values(given.ofWorkflow)];
		const text = JSON.stringify(before);
		write(given, 2);
		const after = [given.ofNode.kept, ...Object.values(given.ofWorkflow)];
		expect(after.every((one, index) => one !== before[index])).toBe(true);
		expect(JSON.stringify(before)).toBe(text);
	});

	it('begins anew with another fingerprint, and with what is not its own', () => {
		const given = { ofNode: observed(), ofWorkflow: observed() };
		write(given, 1);
		expect(read(given, 'another')).toBeUndefined();
		for (const changes of [{ version: 2 }, { serial: '1' }, { state: null }, { state: 'x' }]) {
			const kept = { ...(given.ofNode.kept as IDataObject), ...changes };
			expect(read({ ofNode: observed({ kept }) })).toBeUndefined();
		}
		for (const kept of [null, 1, 'x', [], {}, [1]]) {
			const other = {
				ofNode: observed({ kept }),
				ofWorkflow: observed({ 'aTrigger node-1': kept }),
			};
			expect(read(other)).toBeUndefined();
			write(other, 2);
			expect(read(other)).toEqual({ at: 2 });
		}
	});

	it('is apart for each node of a workflow, and for each type that has had an id', () => {
		const ofWorkflow = observed();
		write({ ofNode: observed(), ofWorkflow }, 1);
		write({ ofNode: observed(), ofWorkflow, node: { id: 'node-2' } }, 2);
		write({ ofNode: observed(), ofWorkflow, node: { type: 'another' } }, 3);
		const inShort = (node: Partial<INode>) => read({ ofNode: observed(), ofWorkflow, node });
		expect([{}, { id: 'node-2' }, { type: 'another' }].map(inShort)).toEqual([
			{ at: 100 },
			{ at: 200 },
			{ at: 300 },
		]);
	});
});

describe('Data of the node that n8n keeps by its name', () => {
	it('are found in short by a node that was renamed, which goes on from there', () => {
		const ofWorkflow = observed();
		write({ ofNode: observed(), ofWorkflow }, 1);
		const renamed = { ofNode: observed(), ofWorkflow };
		expect(read(renamed)).toEqual({ at: 100 });
		write(renamed, 2);
		expect(read(renamed)).toEqual({ at: 2 });
	});

	it('do not count for a node that is named as it once was', () => {
		const ofWorkflow = observed();
		const once = { ofNode: observed(), ofWorkflow };
		write(once, 1);
		write({ ofNode: observed(), ofWorkflow }, 2);
		expect(read(once)).toEqual({ at: 200 });
	});
});

describe('Data of the node that n8n stores with the execution', () => {
	it('are found in those of the workflow after the activation, whose own are dropped', () => {
		const ofWorkflow = observed();
		write({ ofNode: {}, ofWorkflow }, 1);
		expect(read({ ofNode: {}, ofWorkflow })).toEqual({ at: 100 });
	});

	it('are ahead of those of the workflow, which may be of an execution that never was, by one', () => {
		const ofWorkflow = observed();
		write({ ofNode: {}, ofWorkflow }, 1);
		const stored = {};
		write({ ofNode: stored, ofWorkflow }, 2);
		for (const at of [3, 4]) {
			const before = JSON.parse(JSON.stringify(stored)) as IDataObject;
			write({ ofNode: stored, ofWorkflow }, at);
			expect(read({ ofNode: before, ofWorkflow })).toEqual({ at: at - 1 });
			// As when n8n does not keep them any more.
			expect(read({ ofNode: {}, ofWorkflow })).toEqual({ at: (at - 1) * 100 });
		}
	});

	it('do not count when those of the workflow were written later, from memory', () => {
		const ofWorkflow = observed();
		const given = { ofNode: observed(), ofWorkflow };
		write(given, 1);
		const ofNode = JSON.parse(JSON.stringify(given.ofNode)) as IDataObject;
		write(given, 2);
		expect(read({ ofNode, ofWorkflow })).toEqual({ at: 200 });
	});
});

describe('A poll that was given what another one has gone on from', () => {
	const SCHEDULED = { activation: 'update' as const, budgetMs: 36_000 };

	beforeEach(() => lastKept.clear());
	afterEach(() => jest.restoreAllMocks());

	it('is overtaken, as long as n8n may not have stored it yet', () => {
		const [first, second, third] = [{}, {}, {}].map((ofNode) => ({ ofNode, ...SCHEDULED }));
		const late = stateOf(second);
		write(first, 1);
		expect(late.isOvertaken).toBe(true);
		expect(stateOf({ ...SCHEDULED, ofNode: first.ofNode }).isOvertaken).toBe(false);
		expect(stateOf(third, 'another').isOvertaken).toBe(false);
		const { now } = performance;
		jest.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + 60_000);
		expect(late.isOvertaken).toBe(false);
	});

	it('is not overtaken by an activation, whose data may be dropped', () => {
		write({ activation: 'activate', budgetMs: 300_000 }, 1);
		expect(stateOf(SCHEDULED).isOvertaken).toBe(false);
	});

	it('is never overtaken where all polls have the same data', () => {
		const given = { ...SCHEDULED, ofNode: observed(), ofWorkflow: observed() };
		write(given, 1);
		expect(stateOf({ ...given, ofNode: observed(), ofWorkflow: observed() }).isOvertaken).toBe(
			false,
		);
	});
});
