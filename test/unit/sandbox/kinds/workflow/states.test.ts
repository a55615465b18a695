import {
	commanded,
	isCommand,
	stateOf,
	withStateAsPut,
} from '../../../../../sandbox/kinds/workflow/states';
import { defaultSettings } from '../../../../../sandbox/settings';
import type { StoredRecord } from '../../../../../sandbox/store/storedRecord';

const START = Date.parse('2026-11-25T21:00:00Z');

/** A workflow after commands, each so many milliseconds after the start. */
function after(state: string, commands: Array<[number, string]>, workflowRunMs = 0): StoredRecord {
	const settings = { ...defaultSettings('acme'), commandDelayMs: 100, workflowRunMs };
	let workflow: StoredRecord = { id: 1, version: 0, values: { state }, links: {} };
	for (const [at, method] of commands) {
		jest.setSystemTime(START + at);
		const values = { ...workflow.values, ...commanded(workflow, method, settings) };
		workflow = { ...workflow, values };
	}
	return workflow;
}

const statesAt = (workflow: StoredRecord, ...moments: number[]) =>
	moments.map((at) => stateOf(workflow, START + at));

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('a command takes effect after the delay', () => {
	expect(statesAt(after('stopped', [[0, 'start']]), 99, 100)).toEqual(['stopped', 'started']);
});

it('a command given before another has taken effect comes after it', () => {
	const workflow = after('stopped', [
		[0, 'start'],
		[50, 'pause'],
		[60, 'resume'],
	]);
	expect(statesAt(workflow, 90, 100, 149, 150, 160)).toEqual([
		'stopped',
		'started',
		'started',
		'paused',
		'started',
	]);
});

it('a run ends by itself, unless it was paused or stopped, and a pause starts it anew', () => {
	expect(statesAt(after('stopped', [[0, 'start']], 1000), 1099, 1100)).toEqual([
		'started',
		'stopped',
	]);
	const paused = after(
		'stopped',
		[
			[0, 'start'],
			[500, 'pause'],
		],
		1000,
	);
	expect(statesAt(paused, 600, 5000)).toEqual(['paused', 'paused']);
	const resumed = after(
		'stopped',
		[
			[0, 'start'],
			[500, 'pause'],
			[700, 'start'],
		],
		1000,
	);
	expect(statesAt(resumed, 800, 1799, 1800)).toEqual(['started', 'started', 'stopped']);
});

it('a start of what runs already leaves the end of the run as it is', () => {
	const workflow = after(
		'stopped',
		[
			[0, 'start'],
			[500, 'start'],
		],
		1000,
	);
	expect(statesAt(workflow, 1099, 1100)).toEqual(['started', 'stopped']);
});

it('a state that a test stores ends what was ordered', () => {
	const workflow = after('stopped', [[0, 'start']]);
	const values = { ...workflow.values, ...withStateAsPut({ state: 'paused' }) };

	expect(statesAt({ ...workflow, values }, 0, 5000)).toEqual(['paused', 'paused']);
	expect(withStateAsPut({ label: 'x' })).toEqual({ label: 'x' });
});

it('the four commands are in small letters', () => {
	expect(['start', 'pause', 'resume', 'stop'].every(isCommand)).toBe(true);
	expect(['Start', 'toString', '', 1, undefined].some(isCommand)).toBe(false);
});
