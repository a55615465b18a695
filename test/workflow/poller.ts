import { PollContext } from 'n8n-core';
import {
	type IDataObject,
	type INode,
	type INodeCredentials,
	type INodeParameters,
	type IPollFunctions,
	Workflow,
	type WorkflowActivateMode,
} from 'n8n-workflow';
import { isDeepStrictEqual } from 'node:util';

import { additionalDataFor } from '../../tools/engine/additionalData';
import type { Harness } from './harness';

/**
 * How n8n keeps what a trigger remembers (n8n 2.41.1, active-workflow-triggers, poll-trigger-executor, poll-cursor.service):
 *
 * - memory: n8n 1.123, and n8n 2 by default. One context for all polls, whose data are live; they are stored when something is put
 *   out, and after the activation.
 * - scheduler: N8N_SCHEDULER_POLL_TRIGGERS_ENABLED. A context for each poll, with the stored data; stored like that.
 * - durable: with N8N_POLLER_DURABLE_CURSORS_ENABLED, too. The node's data are stored with each poll that did not fail, by the node's
 *   id; not after the activation.
 */
export type Mode = 'memory' | 'scheduler' | 'durable';

export const MODES: Mode[] = ['memory', 'scheduler', 'durable'];

interface PollerSettings {
	mode?: Mode;
	parameters: INodeParameters;
	credentials: INodeCredentials;
	node?: Partial<INode>;
	workflowId?: string;
	/** What a poll may take; default: 5 minutes, in the database scheduler 36 seconds. */
	budgetMs?: number;
}

const TYPE = 'n8n-nodes-adobe-campaign.adobeCampaignProfileTrigger';
const DEFAULT_BUDGET_MS = 5 * 60_000;
const SCHEDULED_BUDGET_MS = 36_000;

/** A workflow with a trigger in an n8n that polls when it is told to. */
export class Poller {
	/** The column of the workflow in n8n's database. */
	stored: IDataObject = {};
	/** The table of the database scheduler, by the id of the node. */
	readonly cursors = new Map<string, IDataObject>();
	node: INode;
	private readonly mode: Mode;
	private workflow?: Workflow;
	private context?: IPollFunctions;

	constructor(
		private readonly harness: Pick<Harness, 'engine'>,
		private readonly settings: PollerSettings,
	) {
		this.mode = settings.mode ?? 'memory';
		this.node = {
			id: 'a8a6c2f4-0000-4000-8000-000000000001',
			name: 'Adobe Campaign Profile Trigger',
			type: TYPE,
			typeVersion: 1,
			position: [0, 0],
			parameters: { authentication: 'accessToken', ...settings.parameters },
			credentials: settings.credentials,
			...settings.node,
		};
	}

	/** Publishes the workflow, or starts n8n with it. @returns what the poll puts out; null for nothing */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<IDataObject[] | null> {
		this.workflow = this.newWorkflow();
		this.context = this.contextOf(this.workflow, activation, DEFAULT_BUDGET_MS);
		const output = await this.run(this.context, this.workflow, true);
		this.save(this.workflow);
		return output;
	}

	/** n8n is killed and started again: what was not stored is lost. */
	async restart(): Promise<IDataObject[] | null> {
		// The database scheduler has its jobs in the database and polls at their time.
		return this.mode === 'memory' ? await this.activate('init') : await this.poll();
	}

	/** A poll by the clock. */
	async poll(): Promise<IDataObject[] | null> {
		if (this.mode === 'memory') {
			if (!this.context || !this.workflow) throw new Error('The workflow is not active.');
			return await this.run(this.context, this.workflow);
		}
		const workflow = this.newWorkflow();
		return await this.run(this.contextOf(workflow, 'update', SCHEDULED_BUDGET_MS), workflow);
	}

	/** Polls until nothing comes. @returns all that was put out, a list for each execution */
	async pollAll(most = 100): Promise<IDataObject[][]> {
		const runs: IDataObject[][] = [];
		for (let output = await this.poll(); output && runs.length < most; output = await this.poll()) {
			runs.push(output);
		}
		return runs;
	}

	/** A poll that ends before n8n could store anything. */
	async pollAndCrash(): Promise<void> {
		const [stored, cursors] = [this.copyOf(this.stored), this.copyOf([...this.cursors])];
		await this.poll();
		this.stored = stored;
		this.cursors.clear();
		for (const [id, cursor] of cursors) this.cursors.set(id, cursor);
	}

	/** 'Fetch Test Event'. */
	async fetchTestEvent(): Promise<IDataObject[] | null> {
		const workflow = this.newWorkflow();
		const additionalData = additionalDataFor(this.harness.engine);
		const context = new PollContext(workflow, this.node, additionalData, 'manual', 'manual');
		return await this.ask(context);
	}

	private copyOf<T>(value: T): T {
		return JSON.parse(JSON.stringify(value)) as T;
	}

	private newWorkflow(): Workflow {
		return new Workflow({
			id: this.settings.workflowId ?? 'workflow-1',
			name: 'Changes',
			nodes: [this.node],
			connections: {},
			active: true,
			nodeTypes: this.harness.engine.package.nodeTypes,
			staticData: this.copyOf(this.stored),
		});
	}

	private contextOf(
		workflow: Workflow,
		activation: WorkflowActivateMode,
		budgetMs: number,
	): PollContext {
		const staged = this.copyOf(
			this.cursors.get(this.node.id) ?? workflow.getStaticData('node', this.node),
		);
		return new PollContext(
			workflow,
			this.node,
			additionalDataFor(this.harness.engine),
			'trigger',
			activation,
			undefined,
			undefined,
			async () => await Promise.resolve(void this.cursors.set(this.node.id, this.copyOf(staged))),
			undefined,
			this.mode === 'durable' ? () => staged : undefined,
			() => this.settings.budgetMs ?? budgetMs,
		);
	}

	private async run(
		context: IPollFunctions,
		workflow: Workflow,
		isActivation = false,
	): Promise<IDataObject[] | null> {
		const before = this.copyOf(context.getWorkflowStaticData('node'));
		const output = await this.ask(context);
		if (output) this.save(workflow);
		if (this.mode !== 'durable' || (isActivation && !output)) return output;
		if (!isDeepStrictEqual(before, context.getWorkflowStaticData('node')))
			await context.__commitCursor?.();
		return output;
	}

	private async ask(context: IPollFunctions): Promise<IDataObject[] | null> {
		const { nodeTypes } = this.harness.engine.package;
		const { poll } = nodeTypes.getByNameAndVersion(TYPE, 1);
		const output = await poll?.call(context);
		return output ? output[0].map(({ json }) => json) : null;
	}

	/** Stores the data of the workflow, all of them, if n8n has seen that they were changed. */
	private save(workflow: Workflow): void {
		if (workflow.staticData.__dataChanged !== true) return;
		this.stored = this.copyOf(workflow.staticData);
	}
}
