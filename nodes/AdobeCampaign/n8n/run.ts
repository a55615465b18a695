import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

import { EarlierTries } from './earlierTries';
import { Hints } from './hints';

/** n8n's side of the package's code: an execution, a poll of a trigger, or a list of the editor's form. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

export const isExecution = (context: Context): context is IExecuteFunctions =>
	'getInputData' in context;

/** The signal of n8n's Stop button; the editor's lists do not have one. */
export const cancelSignalOf = (context: Context): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

/**
 * Whether an AI agent calls the node. n8n registers a node that is usable as a tool a second time, with "Tool" behind its
 * name; `isToolExecution` of n8n 2.x is false in an agent's tools (measured, 2.41).
 */
export const runsAsTool = (context: Context) => context.getNode().type.endsWith('Tool');

/** A parameter of one item. A poll and a list of the editor have no items: their second argument is the fallback. */
export const parameterOf = (
	context: Context,
	itemIndex: number,
	name: string,
	fallback?: unknown,
): unknown =>
	isExecution(context)
		? context.getNodeParameter(name, itemIndex, fallback)
		: context.getNodeParameter(name, fallback);

/** A parameter that cannot be an expression: the same for all items. */
export const fixedParameter = (context: Context, name: string): unknown =>
	parameterOf(context, 0, name);

/**
 * One execution, one poll, or one list of the editor, and n8n's side of it. Made anew for each: n8n uses one context for
 * all polls of an active trigger (active-workflow-triggers of n8n-core 2.41.1), so nothing may be kept by context. What an execution
 * has done is another matter: see EarlierTries.
 */
export class Run<C extends Context = Context> {
	readonly hints = new Hints();
	/** The items for which a change was sent, whatever became of it. */
	readonly written = new Set<number>();
	/** Asked once, because n8n's `getNode` copies all parameters. */
	readonly isTool: boolean;
	readonly signal?: AbortSignal;
	private tries?: EarlierTries;

	constructor(readonly context: C) {
		this.isTool = runsAsTool(context);
		this.signal = cancelSignalOf(context);
	}

	/** What earlier tries of this execution have done; undefined in the editor's lists and in polls, which do nothing. */
	get earlierTries(): EarlierTries | undefined {
		if (isExecution(this.context)) this.tries ??= new EarlierTries(this.context, this.isTool);
		return this.tries;
	}

	/** All items have ended, and n8n will not try them again. */
	end(): void {
		this.tries?.end();
	}

	/** How many items there are. */
	get count(): number {
		return isExecution(this.context) ? this.context.getInputData().length : 1;
	}
}
