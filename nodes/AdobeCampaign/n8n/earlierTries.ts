import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { digestOf } from './digest';

/** What was done in an earlier try; `unclear` when it may have been done. */
export type Attempt = IDataObject | 'unclear';

interface Kept {
	runIndex: number;
	attempts: Record<string, Attempt>;
}

/** In the node's context, which other code of the same node might use, too. */
const NAME = 'earlierTries';

/**
 * What a node has done before in the same execution, for work that must not be done twice. n8n's Retry On Fail runs a node again
 * with all of its items, also those that were done; an agent calls its tool again with the same values. What is kept in the
 * node's context is there for all tries of an execution (workflow-execute of n8n-core 2.41), and goes with it. Nothing personal
 * may be kept: n8n stores it with the execution.
 */
export class EarlierTries {
	private readonly kept: Kept;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly isTool: boolean,
	) {
		const runIndex = Number(context.getWorkflowDataProxy(0).$runIndex ?? 0);
		const known = this.store[NAME];
		// In a loop the same node gets other items in each round; each call of a tool is a round.
		const isSame = known !== undefined && (isTool || known.runIndex === runIndex);
		this.kept = isSame ? known : { runIndex, attempts: {} };
		this.store[NAME] = this.kept;
	}

	private get store(): { [NAME]?: Kept } {
		return this.context.getContext('node');
	}

	/** An item is the same one in each try; a tool's calls are told apart by what they say. */
	private keyOf(itemIndex: number, content: unknown): string {
		return this.isTool ? digestOf(JSON.stringify(content)) : String(itemIndex);
	}

	find(itemIndex: number, content: unknown): Attempt | undefined {
		return this.kept.attempts[this.keyOf(itemIndex, content)];
	}

	add(itemIndex: number, content: unknown, attempt: Attempt): void {
		this.kept.attempts[this.keyOf(itemIndex, content)] = attempt;
	}

	/** The node is done, and will not be tried again with these items. */
	end(): void {
		if (!this.isTool) delete this.store[NAME];
	}
}
