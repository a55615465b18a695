import type { IDataObject, IPollFunctions } from 'n8n-workflow';

/** What n8n before 2.36 gives a poll, and later ones as well unless their scheduler keeps its state in the database. */
const DEFAULT_BUDGET_MS = 5 * 60_000;

/** How long a poll may take, in milliseconds. */
export const pollBudgetMs = (context: IPollFunctions): number =>
	'getPollBudgetMs' in context ? context.getPollBudgetMs() : DEFAULT_BUDGET_MS;

export const isManual = (context: IPollFunctions) => context.getMode() === 'manual';

/** The nodes that are polling now, and the contexts that have polled before: what polls of this process have in common. */
const polling = new Set<string>();
const polledBefore = new WeakSet<IPollFunctions>();

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
	const isScheduled =
		context.getActivationMode() === 'update' && pollBudgetMs(context) !== DEFAULT_BUDGET_MS;
	return isFirst && !isScheduled;
}

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

/**
 * What a trigger keeps from one poll to the next, in the static data of the workflow.
 *
 * It is written in two places. The data of the node are what n8n 2 stores together with an execution, when its scheduler is set to;
 * else n8n names them by the node's name, so that a node that is renamed would begin anew, and that scheduler drops what is written
 * when the workflow is activated. So a short form is in the data of the workflow, too, by the node's id, which are kept
 * then (n8n 1.123 and 2.41).
 *
 * Data that an object holds at the root are replaced, never changed inside: n8n would not see it (observable-object of n8n-workflow).
 */
export class PollState<State extends object> {
	private readonly ofNode: IDataObject;
	private readonly ofWorkflow: IDataObject;
	private readonly name: string;
	private readonly kept?: Kept<State>;

	/** @param fingerprint of what the trigger is set to: with another one it begins anew */
	constructor(
		context: IPollFunctions,
		private readonly fingerprint: string,
	) {
		const { id, type } = context.getNode();
		this.name = `${type} ${id}`;
		this.ofNode = context.getWorkflowStaticData('node');
		this.ofWorkflow = context.getWorkflowStaticData('global');
		const [one, other] = [this.ofNode[KEPT], this.ofWorkflow[this.name]]
			.filter((kept) => this.isOwn(kept))
			.sort((a, b) => b.serial - a.serial);
		// Of the same poll the whole one counts, which is the first: the sort is stable.
		this.kept = one ?? other;
	}

	private isOwn(kept: unknown): kept is Kept<State> {
		const { version, fingerprint, serial, state } = (kept ?? {}) as Partial<Kept<State>>;
		const isWhole = typeof serial === 'number' && typeof state === 'object';
		return version === 1 && fingerprint === this.fingerprint && isWhole;
	}

	/** A copy: what n8n hands out is stored as it is whenever something else is, also after a poll that failed. */
	read(): State | undefined {
		return this.kept && (JSON.parse(JSON.stringify(this.kept.state)) as State);
	}

	/**
	 * To be called last, when nothing can fail any more.
	 *
	 * @param short the same, as far as it is needed to go on
	 */
	write(state: State, short: State): void {
		const isSame = this.kept && JSON.stringify(this.kept.state) === JSON.stringify(state);
		if (isSame) return;
		const common = {
			version: 1,
			fingerprint: this.fingerprint,
			serial: (this.kept?.serial ?? 0) + 1,
		};
		this.ofNode[KEPT] = { ...common, state } as IDataObject;
		this.ofWorkflow[this.name] = { ...common, state: short } as IDataObject;
	}
}
