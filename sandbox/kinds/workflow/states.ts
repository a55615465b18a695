import { printJson, type Scalar } from '../../exactJson';
import type { Settings } from '../../settings';
import type { StoredRecord } from '../../store/storedRecord';

/** A change of state that has been ordered. */
interface Transition {
	/** In milliseconds of real time, whatever setting `now` says. */
	at: number;
	state: string;
}

/** A started workflow runs. Two clients of live instances read `started` and `stopped`; Inferred: `paused`. */
export const STARTED = 'started';
const STOPPED = 'stopped';
const PAUSED = 'paused';

/**
 * The state after each command. Adobe, 'Executing a workflow', for start after a pause. Inferred: pause and resume that find nothing to do
 * change nothing.
 */
const AFTER: Readonly<Record<string, (state: string) => string>> = {
	start: () => STARTED,
	pause: (state) => (state === STARTED ? PAUSED : state),
	resume: (state) => (state === PAUSED ? STARTED : state),
	stop: () => STOPPED,
};

export function isCommand(method: unknown): method is string {
	return typeof method === 'string' && Object.hasOwn(AFTER, method);
}

/** The state of a workflow at a moment, by the commands that have taken effect. */
export function stateOf({ values }: StoredRecord, moment = Date.now()): string {
	const passed = transitionsOf(values).filter(({ at }) => at <= moment);
	return passed.at(-1)?.state ?? String(values.state ?? STOPPED);
}

/** Inferred: the words for states, from those of campaigns and deliveries (Campaign Standard data model, 'Campaign'). */
export function logicalStatusOf(workflow: StoredRecord): string {
	const state = stateOf(workflow);
	return { [PAUSED]: 'warning', [STOPPED]: 'finished' }[state] ?? state;
}

/** The values of a workflow after a command, which takes effect later ('About workflow execution'). */
export function commanded(
	workflow: StoredRecord,
	method: string,
	{ commandDelayMs, workflowRunMs }: Settings,
): Record<string, Scalar> {
	const now = Date.now();
	const at = now + commandDelayMs;
	const [before, waiting] = [stateOf(workflow, at), transitionsOf(workflow.values)];
	const state = AFTER[method](before);
	const transitions =
		state === before
			? waiting.filter((one) => one.at > now)
			: [...waiting.filter((one) => one.at > now && one.at <= at), { at, state }];
	if (state !== before && state === STARTED && workflowRunMs > 0) {
		transitions.push({ at: at + workflowRunMs, state: STOPPED });
	}
	return {
		state: stateOf(workflow, now),
		transitions: printJson(transitions),
		lastCommand: method,
	};
}

/** The values that a test stores: a state holds from now on, whatever has been ordered before. */
export function withStateAsPut(values: Readonly<Record<string, Scalar>>) {
	return 'state' in values ? { ...values, transitions: '' } : values;
}

function transitionsOf({ transitions }: StoredRecord['values']): Transition[] {
	return transitions ? (JSON.parse(String(transitions)) as Transition[]) : [];
}
