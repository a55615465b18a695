import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { elapsed } from './wait';

/** What n8n before 2.36 gives a poll, and later ones as well unless their scheduler keeps its state in the database. */
const DEFAULT_BUDGET_MS = 5 * 60_000;

/** How long a poll may take, in milliseconds. */
export const pollBudgetMs = (context: IPollFunctions): number =>
	'getPollBudgetMs' in context ? context.getPollBudgetMs() : DEFAULT_BUDGET_MS;

export const isManual = (context: IPollFunctions) => context.getMode() === 'manual';

/**
 * What polls of this process have in common: the nodes that are polling now, the contexts that have polled before, and what was kept
 * last, by its fingerprint, with the time (see `elapsed`).
 */
const polling = new Set<string>();
const polledBefore = new WeakSet<IPollFunctions>();
export const lastKept = new Map<string, { serial: number; time: number }>();

/** Within this n8n has stored what a poll has kept, in milliseconds, or it will not. */
const STORED_WITHIN_MS = 60_000;

/**
 * Runs one poll of a node at a time. n8n starts the next one by the clock, whether the one before has ended or not, and both
 * would put out the same (active-workflow-triggers of n8n-core 2.41).
 *
 * @returns null when another one is running
 */
export async function oneAtATime<T>(
	context: IPollFunctions,
	poll: () => Promise<T | null>,
): Promise<T | null> {
	const name = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	if (polling.has(name)) {
		context.logger.debug('The poll before has not ended: this one is left out');
		return null;
	}
	polling.add(name);
	try {
		return await poll();
	} finally {
		polling.delete(name);
	}
}

/**
 * Whether n8n polls because it activates the workflow: when it is published, at every start, and when another main process takes
 * over. A failure would then end the trigger instead of one poll (n8n 2.41: for good, after five tries in 15 seconds). The mode
 * does not tell it, since n8n keeps it for all later polls of the same context. Its database scheduler makes a context for
 * each poll, always with the mode 'update', and with a shorter budget.
 *
 * To be asked once a poll.
 */
export function isActivating(context: IPollFunctions): boolean {
	const isFirst = !polledBefore.has(context);
	polledBefore.add(context);
	return isFirst && !isScheduled(context);
}

/** Whether a poll is one of n8n's database scheduler. */
const isScheduled = (context: IPollFunctions) =>
	context.getActivationMode() === 'update' && pollBudgetMs(context) !== DEFAULT_BUDGET_MS;

/** What is kept from one poll to the next, as it is stored. */
interface Kept<State> extends IDataObject {
	/** Of this form: a later version of the package may know another one. */
	version: 1;
	/** Counts the changes, to know which of two is the later one. */
	serial: number;
	/** Of what the trigger is set to: see `PollState`. */
	fingerprint: string;
	state: State & IDataObject;
}

/** In the node's own data. */
const KEPT = 'kept';

/** What n8n marks data with whose changes it sees (observable-object of n8n-workflow, 1.123 and 2.41). */
const OBSERVED = '__dataChanged';

/**
 * What a trigger keeps from one poll to the next, in the static data of the workflow.
 *
 * It is written in two places. The data of the node are what n8n 2 stores together with an execution, when its scheduler is set to;
 * else n8n names them by the node's name, so that a node that is renamed would begin anew, and that scheduler drops what is written
 * when the workflow is activated. So a short form is in the data of the workflow, too, by the node's id, which are kept
 * then (n8n 1.123 and 2.41). The later one of the two counts.
 *
 * Data that an object holds at the root are replaced, never changed inside: n8n would not see it (observable-object of n8n-workflow).
 */
export class PollState<State extends object> {
	private readonly ofNode: IDataObject;
	private readonly ofWorkflow: IDataObject;
	private readonly name: string;
	/**
	 * n8n stores the data of the node together with those of the workflow. Else they are a plain copy, which the scheduler stores with
	 * the execution, in one transaction; the data of the workflow it stores before that, whether the execution comes about or not
	 * (trigger-execution-context.factory, 2.41).
	 */
	private readonly isStoredAsOne: boolean;
	/** A poll of the database scheduler whose data it keeps itself: they may be older than what another poll has kept since. */
	private readonly isApart: boolean;
	/** The database scheduler forgets such a poll, unless it has cursors of its own; else n8n has it in its memory. */
	readonly isKeptWithoutOutput: boolean;
	private kept?: Kept<State>;

	/**
	 * @param fingerprint of what the trigger is set to: with another one it begins anew
	 * @param shortOf the same state, as far as it is needed to go on
	 */
	constructor(
		context: IPollFunctions,
		private readonly fingerprint: string,
		private readonly shortOf: (state: State) => State,
	) {
		const { id, type } = context.getNode();
		this.name = `${type} ${id}`;
		this.ofNode = context.getWorkflowStaticData('node');
		this.ofWorkflow = context.getWorkflowStaticData('global');
		this.isStoredAsOne = OBSERVED in this.ofNode;
		this.isApart = !this.isStoredAsOne && isScheduled(context);
		this.isKeptWithoutOutput = !this.isStoredAsOne || pollBudgetMs(context) === DEFAULT_BUDGET_MS;
		const whole = this.own(this.ofNode[KEPT]);
		const short = this.own(this.ofWorkflow[this.name]);
		// A node that is named as it once was finds what was kept then.
		const isLeft = this.isStoredAsOne && !short && this.name in this.ofWorkflow;
		const isBehind = (short?.serial ?? 0) > (whole?.serial ?? 0);
		this.kept = isBehind || isLeft ? short : whole;
	}

	private own(kept: unknown): Kept<State> | undefined {
		const { version, fingerprint, serial, state } = (kept ?? {}) as Partial<Kept<State>>;
		const isWhole = typeof serial === 'number' && typeof state === 'object' && state !== null;
		const isOwn = version === 1 && fingerprint === this.fingerprint && isWhole;
		return isOwn ? (kept as Kept<State>) : undefined;
	}

	/**
	 * Whether another poll was here after n8n had read what this one was given. After a pause the database scheduler makes up for all
	 * poll times of a node, each with what was stored before the first of them (2.41).
	 */
	get isOvertaken(): boolean {
		const { serial, time } = lastKept.get(this.fingerprint) ?? { serial: 0, time: 0 };
		return serial > (this.kept?.serial ?? 0) && elapsed() - time < STORED_WITHIN_MS;
	}

	/** A copy: what n8n hands out is stored as it is whenever something else is, also after a poll that failed. */
	read(): State | undefined {
		return this.kept && (JSON.parse(JSON.stringify(this.kept.state)) as State);
	}

	/** To be called last, when nothing can fail any more. */
	write(state: State): void {
		const before = this.kept;
		if (before && JSON.stringify(before.state) === JSON.stringify(state)) return;
		const serial = (before?.serial ?? 0) + 1;
		const kept = { version: 1, fingerprint: this.fingerprint, serial, state } as Kept<State>;
		this.kept = kept;
		this.ofNode[KEPT] = kept;
		// With what is stored sooner than the execution, its items would be lost when n8n ends in between: there it is one poll behind.
		const { state: stored, ...common } = this.isStoredAsOne ? kept : (before ?? kept);
		this.ofWorkflow[this.name] = { ...common, state: this.shortOf(stored) } as IDataObject;
		if (this.isApart) lastKept.set(this.fingerprint, { serial, time: elapsed() });
	}
}
