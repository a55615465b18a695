import type { IDataObject } from 'n8n-workflow';

import {
	pause,
	resume,
	start,
	stop,
} from '../../../../../../nodes/AdobeCampaign/resources/workflow/commands.operation';
import { get } from '../../../../../../nodes/AdobeCampaign/resources/workflow/get.operation';
import { errorOf, GONE, LOST, ok, shortenPauses, type Script } from '../../campaign';
import { COMMANDS, GET, inState, open, readOf, RUNNING, sent } from './workflowScene';

shortenPauses();

const COMMANDS_AND_STATES = [
	[start, 'start', 'started'],
	[pause, 'pause', 'paused'],
	[resume, 'resume', 'started'],
	[stop, 'stop', 'stopped'],
] as const;

const waiting = (waitAtMost = 60): IDataObject => ({
	options: { waitUntilDone: true, waitAtMost },
});

const isClear = (text = '') => !text.includes('not known');

describe('Get', () => {
	it('is one request, and outputs the simple fields with the names of the signals', async () => {
		const { item, asked } = open({ [GET]: ok(RUNNING) });

		expect(await get.run(item, readOf(get))).toMatchObject({
			state: 'started',
			signals: ['signal1'],
		});
		expect(asked).toEqual([GET]);
	});

	it('outputs the workflow as it is without Simplify, also from a list of one', async () => {
		const { item } = open({ [GET]: ok({ content: [RUNNING] }) });

		expect(await get.run(item, readOf(get, { simplify: false }))).toEqual(RUNNING);
	});

	it('of one that is not there is an error, or an empty item', async () => {
		const input = readOf(get, { options: { ifNotFound: 'empty' } });
		const error = await errorOf(get.run(open({ [GET]: GONE }).item, readOf(get)));

		expect(error.message).toBe('The workflow was not found');
		expect(await get.run(open({ [GET]: GONE }).item, input)).toEqual({});
	});

	it('encodes the ID', async () => {
		const { item, asked } = open();
		await errorOf(get.run(item, readOf(get, { workflow: 'a b?#é' })));

		expect(asked).toEqual(['GET execution/a%20b%3F%23%C3%A9']);
	});
});

describe.each(COMMANDS_AND_STATES)('%#: of a command', (operation, method, state) => {
	/** A state in which the command has no effect yet. How Campaign calls a paused workflow is not known. */
	const before = method === 'pause' ? 'started' : 'other';

	const run = async (script: Script, more: IDataObject = {}) => {
		const { item, asked, hints } = open(script);
		const output = await operation.run(item, readOf(operation, more));
		return { output, asked, hints: hints() };
	};

	it.each([{ status: 201, body: {} }, { status: 204 }, { status: 200, body: 'Done' }])(
		`${method} is one request, whatever the answer is: %j`,
		async (answer) => {
			const { output, asked } = await run({ [COMMANDS]: answer });

			expect(output).toEqual({ workflow: 'WKF1', command: method, accepted: true });
			expect(asked).toEqual([sent(method)]);
		},
	);

	it(`${method} with Wait Until Done looks until the workflow is ${state}`, async () => {
		const script = {
			[COMMANDS]: ok({}),
			[GET]: [inState(before), inState(before), inState(state)],
		};
		const { output, asked, hints } = await run(script, waiting());

		expect(output).toMatchObject({ accepted: true, reached: true, state, label: RUNNING.label });
		expect(output).not.toHaveProperty('activities');
		expect(asked).toEqual([sent(method), GET, GET, GET]);
		expect(hints).toEqual([]);
	});

	it(`${method} that has no effect in time tells what the workflow is, with a hint`, async () => {
		const { output, asked, hints } = await run(
			{ [COMMANDS]: ok({}), [GET]: inState(before) },
			waiting(0),
		);

		expect(output).toMatchObject({ accepted: true, reached: false, state: before });
		expect(asked).toEqual([sent(method), GET]);
		expect(hints).toHaveLength(1);
	});

	it(`${method} whose answer is lost is not sent again: the state decides`, async () => {
		const script = { [COMMANDS]: LOST, [GET]: [inState(before), inState(state)] };
		const { output, asked } = await run(script);

		expect(output).toEqual({ workflow: 'WKF1', command: method, accepted: true });
		expect(asked).toEqual([sent(method), GET, GET]);
	});

	it.each<[string, Script]>([
		['a lost connection', { [COMMANDS]: LOST }],
		['a gateway that gave up', { [COMMANDS]: { status: 504 } }],
		['a page of a proxy', { [COMMANDS]: ok('<html>Sign in</html>') }],
	])(`${method} after %s without an effect is an error that leaves it open`, async (_, script) => {
		const { item, asked, written } = open({ ...script, [GET]: inState(before) });
		const error = await errorOf(operation.run(item, readOf(operation)));

		expect(isClear(error.description ?? '')).toBe(false);
		expect(written()).toEqual([sent(method)]);
		expect(asked.filter((one) => one === GET)).toHaveLength(4);
	});

	it(`${method} that is refused is not sent again, and nothing is left open`, async () => {
		for (const refusal of [{ status: 500, body: 'An error has occurred' }, ok('RST-360011 No')]) {
			const { item, asked } = open({ [COMMANDS]: refusal });
			const error = await errorOf(operation.run(item, readOf(operation)));

			expect(error.message).toBe('Campaign refused the request for the workflow');
			expect(isClear(error.description ?? '')).toBe(true);
			expect(asked).toEqual([sent(method)]);
		}
	});

	it(`${method} is sent again when Campaign was only busy`, async () => {
		const { asked } = await run({ [COMMANDS]: [{ status: 429 }, ok({})] });

		expect(asked).toEqual([sent(method), sent(method)]);
	});

	it(`${method} that was accepted says so when the workflow cannot be read`, async () => {
		const { item } = open({ [COMMANDS]: ok({}), [GET]: { status: 403 } });
		const error = await errorOf(operation.run(item, readOf(operation, waiting())));

		expect(error.message).toMatch(/^Campaign accepted the command, but/);
	});
});

describe('A workflow that runs for so short that no look sees it', () => {
	it.each([start, resume])('is told as not seen running: %#', async (operation) => {
		const { item, hints } = open({ [COMMANDS]: ok({}), [GET]: inState('stopped') });
		const output = await operation.run(item, readOf(operation, waiting(0)));

		expect(output).toMatchObject({ reached: false, seenStarted: false, state: 'stopped' });
		expect(hints()[0]).toContain('ran and ended between two looks, or it never began');
	});

	it('is looked at once at the beginning and once at the end', async () => {
		const { item, asked } = open({ [COMMANDS]: ok({}), [GET]: inState('stopped') });
		const begun = performance.now();
		await start.run(item, readOf(start, waiting(0.05)));

		expect(performance.now() - begun).toBeGreaterThanOrEqual(45);
		expect(asked.filter((one) => one === GET).length).toBeGreaterThanOrEqual(2);
	});
});

it('Only what makes a workflow run tells whether it was seen running', async () => {
	const seen = async (operation: typeof start, state: string) => {
		const { item } = open({ [COMMANDS]: ok({}), [GET]: inState(state) });
		return await operation.run(item, readOf(operation, waiting()));
	};

	expect(await seen(start, 'started')).toMatchObject({ seenStarted: true });
	expect(await seen(stop, 'stopped')).not.toHaveProperty('seenStarted');
	expect(await seen(pause, 'paused')).not.toHaveProperty('seenStarted');
});

it.each([-1, 3601, '60'])("'Wait at Most' of %j is refused", (waitAtMost) => {
	const read = () => readOf(start, { options: { waitUntilDone: true, waitAtMost } });

	expect(read).toThrow("'Wait at Most' in Options is not a number from 0 to 3600");
});

it('A run waits only where it was told to, at most a minute unless it was told how long', () => {
	const waitOf = (options: IDataObject) => readOf(start, { options }).waitMs;

	expect(waitOf({})).toBeUndefined();
	expect(waitOf({ waitAtMost: 5 })).toBeUndefined();
	expect(waitOf({ waitUntilDone: false })).toBeUndefined();
	expect(waitOf({ waitUntilDone: true })).toBe(60_000);
	expect(waitOf({ waitUntilDone: true, waitAtMost: 5 })).toBe(5000);
});

it('Commands to one workflow are given in their order', () => {
	for (const operation of [start, pause, resume, stop]) {
		expect(operation.recordKey?.(readOf(operation))).toEqual({ way: 'ID', key: 'WKF1' });
	}
	expect(get.recordKey?.(readOf(get))).toEqual({ way: 'ID', key: 'WKF1' });
});

it('Pause is done when the workflow runs no longer, however Campaign calls that', async () => {
	const { item, hints } = open({
		[COMMANDS]: ok({}),
		[GET]: [inState('started'), inState('suspended')],
	});

	expect(await pause.run(item, readOf(pause, waiting()))).toMatchObject({
		reached: true,
		state: 'suspended',
	});
	expect(hints()).toEqual([]);
});
