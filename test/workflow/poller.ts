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
import type * as poll from '../../nodes/AdobeCampaign/n8n/poll';
import { built } from './built';
import type { Harness } from './harness';

const { lastKept } = built<typeof poll>('n8n/poll');

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
	/** Another trigger of the same workflow; from memory, both work with one object of n8n. */
	beside?: Poller;
	/** n8n 1.123, whose context knows neither a budget nor cursors. */
	isN8n1?: boolean;
	/** Default: that of this computer. */
	instanceId?: string;
}

/** What n8n has of one workflow. */
interface Kept {
	/** The column of the workflow in its database. */
	stored: IDataObject;
	/** The table of the database scheduler, by the id of the node. */
	cursors: Map<string, IDataObject>;
	nodes: INode[];
	/** In its memory. */
	live?: Workflow;
}

const TYPE = 'n8n-nodes-adobe-campaign.adobeCampaignProfileTrigger';
const DEFAULT_BUDGET_MS = 5 * 60_000;
const SCHEDULED_BUDGET_MS = 36_000;

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** A workflow with a trigger in an n8n that polls when it is told to. */
export class Poller {
	/** What was logged, each line with its level. */
	readonly log: string[] = [];
	node: INode;
	private readonly mode: Mode;
	private readonly kept: Kept;
	private workflow?: Workflow;
	private context?: IPollFunctions;

	constructor(
		private readonly harness: Pick<Harness, 'engine'>,
		readonly settings: PollerSettings,
	) {
		this.mode = settings.mode ?? 'memory';
		this.kept = settings.beside?.kept ?? { stored: {}, cursors: new Map(), nodes: [] };
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
		this.kept.nodes.push(this.node);
	}

	/** The column of the workflow in n8n's database. */
	get stored(): IDataObject {
		return this.kept.stored;
	}

	set stored(data: IDataObject) {
		this.kept.stored = data;
	}

	/** The table of the database scheduler, by the id of the node. */
	get cursors(): Map<string, IDataObject> {
		return this.kept.cursors;
	}

	/** The same workflow, published with other settings or found by another n8n: with what the database has of it. */
	changed(settings: Partial<PollerSettings>): Poller {
		const other = new Poller(this.harness, { ...this.settings, ...settings });
		other.stored = copyOf(this.stored);
		for (const [id, cursor] of this.cursors) other.cursors.set(id, copyOf(cursor));
		return other;
	}

	/** Publishes the workflow, or starts n8n with it. @returns what the poll puts out; null for nothing */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<IDataObject[] | null> {
		const { live } = this.kept;
		// The second trigger of a workflow joins the first one's object.
		this.workflow = live && live !== this.workflow ? live : this.newWorkflow();
		if (this.mode === 'memory') this.kept.live = this.workflow;
		this.context = this.contextOf(this.workflow, activation, DEFAULT_BUDGET_MS);
		try {
			return await this.run(this.context, this.workflow, true);
		} finally {
			// Also when it failed (n8n 2.41, workflow-trigger-activator).
			this.save(this.workflow);
		}
	}

	/** n8n is killed and started again: what was not stored is lost. */
	async restart(): Promise<IDataObject[] | null> {
		this.forget();
		return await this.poll();
	}

	/** A poll by the clock; the first one after n8n was killed is that of its start. */
	async poll(): Promise<IDataObject[] | null> {
		if (this.mode === 'memory') {
			// The database scheduler has its jobs in the database and polls at their time.
			const { context, workflow } = this;
			if (!context || !workflow || workflow !== this.kept.live) return await this.activate('init');
			return await this.run(context, workflow);
		}
		return await this.prepared()();
	}

	/** A poll of the database scheduler, which is given the data as they are now, and may run later. */
	prepared(): () => Promise<IDataObject[] | null> {
		const workflow = this.newWorkflow();
		const context = this.contextOf(workflow, 'update', SCHEDULED_BUDGET_MS);
		return async () => await this.run(context, workflow);
	}

	/** Polls until nothing comes. @returns all that was put out, a list for each execution */
	async pollAll(most = 100): Promise<IDataObject[][]> {
		const runs: IDataObject[][] = [];
		for (let output = await this.poll(); output && runs.length < most; output = await this.poll()) {
			runs.push(output);
		}
		return runs;
	}

	/**
	 * A poll after which n8n is killed before its execution is stored.
	 *
	 * @param isSaved the workflow's data were stored before that, as n8n stores them on their own; then only a durable cursor,
	 * which is stored together with the execution, is as it was
	 */
	async pollAndCrash(isSaved = false): Promise<void> {
		const stored = copyOf(this.stored);
		const cursors = copyOf([...this.cursors]);
		await this.poll();
		if (!isSaved) this.stored = stored;
		this.cursors.clear();
		for (const [id, cursor] of cursors) this.cursors.set(id, cursor);
		this.forget();
	}

	/** 'Fetch Test Event'. */
	async fetchTestEvent(): Promise<IDataObject[] | null> {
		const workflow = this.newWorkflow();
		const additionalData = additionalDataFor(this.harness.engine);
		const context = new PollContext(workflow, this.node, additionalData, 'manual', 'manual');
		return await this.ask(context);
	}

	/** The process has ended: all triggers of the workflow have to be activated again. */
	forget(): void {
		this.kept.live = undefined;
		lastKept.clear();
	}

	private newWorkflow(): Workflow {
		const others = this.kept.nodes.filter(({ id }) => id !== this.node.id);
		this.kept.nodes = [...others, this.node];
		return new Workflow({
			id: this.settings.workflowId ?? 'workflow-1',
			name: 'Changes',
			nodes: this.kept.nodes,
			connections: {},
			active: true,
			nodeTypes: this.harness.engine.package.nodeTypes,
			staticData: copyOf(this.stored),
		});
	}

	private contextOf(
		workflow: Workflow,
		activation: WorkflowActivateMode,
		budgetMs: number,
	): PollContext {
		const { id } = this.node;
		const isDurable = this.mode === 'durable';
		// The table begins with what the workflow has of the node, and never looks there again.
		if (isDurable && !this.cursors.has(id)) {
			this.cursors.set(id, copyOf(workflow.getStaticData('node', this.node)));
		}
		const staged = copyOf(this.cursors.get(id) ?? {});
		const context = new PollContext(
			workflow,
			this.node,
			additionalDataFor(this.harness.engine),
			'trigger',
			activation,
			undefined,
			undefined,
			async () => await Promise.resolve(void this.cursors.set(id, copyOf(staged))),
			undefined,
			isDurable ? () => staged : undefined,
			() => this.settings.budgetMs ?? budgetMs,
		);
		const logAs = (level: string) => (text: string) => void this.log.push(`${level}: ${text}`);
		const levels = ['debug', 'info', 'warn', 'error'];
		const logger = Object.fromEntries(levels.map((level) => [level, logAs(level)]));
		Object.defineProperty(context, 'logger', { value: logger });
		const { instanceId, isN8n1 } = this.settings;
		if (instanceId) Object.defineProperty(context, 'getInstanceId', { value: () => instanceId });
		if (isN8n1) {
			for (const name of ['getPollBudgetMs', '__commitCursor', '__runPoll']) {
				Reflect.deleteProperty(context, name);
			}
		}
		return context;
	}

	private async run(
		context: IPollFunctions,
		workflow: Workflow,
		isActivation = false,
	): Promise<IDataObject[] | null> {
		const before = copyOf(context.getWorkflowStaticData('node'));
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
		this.stored = copyOf(workflow.staticData);
		workflow.staticData.__dataChanged = false;
	}
}
