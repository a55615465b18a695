import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	ExecutionError,
	IConnections,
	INode,
	INodeExecutionData,
	IRun,
	ITaskData,
	IWorkflowBase,
	IWorkflowSettings,
	NodeExecutionHint,
} from 'n8n-workflow';
import { createRunExecutionData, UserError, Workflow } from 'n8n-workflow';

import { additionalDataFor } from './additionalData';
import type { Engine } from './engine';

/** A workflow as n8n's editor exports it; what is not here (pinData, meta, tags) is not needed. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface RunOptions {
	workflow: WorkflowFile;
	/** Items the trigger emits, pinned to it as a user would in the editor. Default: one empty item. */
	items?: INodeExecutionData[];
	/** Aborting it is the user's "Stop" button. */
	signal?: AbortSignal;
}

/** What one node did; of a node that ran more than once, the last time. */
export interface NodeResult {
	/** Items by output index (1 is the error output), with pairedItem. Empty when the node threw. */
	outputs: INodeExecutionData[][];
	/** What the node threw, as n8n stores it: a plain object with the error's own fields. */
	error?: ExecutionError;
	hints: NodeExecutionHint[];
}

export interface RunResult {
	status: 'success' | 'error' | 'canceled';
	/** The error that stopped the run. */
	error?: ExecutionError;
	/** By node name; a node that never ran is not here. */
	nodes: Record<string, NodeResult>;
}

let executions = 0;

/**
 * Runs a workflow once, as the editor's "Execute workflow" does: n8n-core's WorkflowExecute, mode
 * manual, from the manual trigger, real HTTP.
 *
 * @throws before anything runs, when n8n finds the workflow incomplete (a required parameter missing)
 */
export async function runWorkflow(engine: Engine, options: RunOptions): Promise<RunResult> {
	executions += 1;
	const executionId = String(executions);
	const workflow = createWorkflow(engine, options);
	const trigger = workflow.getStartNode();
	if (!trigger) throw new UserError('The workflow has no trigger');

	const additionalData = additionalDataFor(engine, executionId);
	additionalData.hooks = new ExecutionLifecycleHooks('manual', executionId, described(workflow));
	const execution = new WorkflowExecute(additionalData, 'manual', createRunExecutionData()).run({
		workflow,
		startNode: trigger,
		pinData: options.items ? { [trigger.name]: options.items } : undefined,
	});

	const cancel = () => execution.cancel();
	options.signal?.addEventListener('abort', cancel);
	try {
		return resultOf(await execution);
	} finally {
		options.signal?.removeEventListener('abort', cancel);
	}
}

function createWorkflow(engine: Engine, { workflow }: RunOptions): Workflow {
	const { nodeTypes } = engine.package;
	return new Workflow({
		id: 'workflow',
		name: workflow.name,
		// A copy: the engine fills in defaults and ids.
		nodes: structuredClone(workflow.nodes).map((node) => withCredentialIds(engine, node)),
		connections: workflow.connections,
		settings: workflow.settings ?? { executionOrder: 'v1' },
		active: false,
		nodeTypes,
	});
}

/** As n8n's editor does on import: a credential that is named, but not by id, is found by its name. */
function withCredentialIds(engine: Engine, node: INode): INode {
	for (const [type, reference] of Object.entries(node.credentials ?? {})) {
		if (reference.id) continue;
		reference.id = engine.credentials.byName(type, reference.name)?.id ?? null;
	}
	return node;
}

function described(workflow: Workflow): IWorkflowBase {
	const now = new Date();
	return {
		id: workflow.id,
		name: workflow.name ?? '',
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		settings: workflow.settings,
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: now,
		updatedAt: now,
	};
}

function resultOf(run: IRun): RunResult {
	const { runData, error } = run.data.resultData;
	const nodes = Object.entries(runData).map(([name, tasks]) => [name, nodeResult(tasks)] as const);
	const failed = error !== undefined;
	return {
		status: run.status === 'canceled' ? 'canceled' : failed ? 'error' : 'success',
		error,
		nodes: Object.fromEntries(nodes),
	};
}

function nodeResult(tasks: ITaskData[]): NodeResult {
	const last = tasks[tasks.length - 1];
	return {
		outputs: (last.data?.main ?? []).map((items) => items ?? []),
		error: last.error,
		hints: last.hints ?? [],
	};
}
