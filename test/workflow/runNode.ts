import type {
	ExecutionError,
	INode,
	INodeCredentials,
	INodeExecutionData,
	INodeParameters,
	NodeExecutionHint,
} from 'n8n-workflow';

import { type Engine, runWorkflow, type RunResult } from '../../tools/engine';

/** The node settings a user finds under "Settings" in the editor. */
export type NodeSettings = Pick<
	INode,
	'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'alwaysOutputData' | 'executeOnce'
>;

export interface NodeUnderTest {
	/** Real type name, `<package>.<node>`. */
	type: string;
	parameters: INodeParameters;
	credentials?: INodeCredentials;
	nodeSettings?: NodeSettings;
	/** Plain objects become items. Without any the trigger emits its one empty item. */
	items?: Array<INodeExecutionData | INodeExecutionData['json']>;
	signal?: AbortSignal;
	/** Of the workflow, such as Europe/Paris. Default: n8n's own, America/New_York. */
	timezone?: string;
}

export interface NodeRun {
	status: RunResult['status'];
	/** What came out of the main output, with pairedItem. */
	items: INodeExecutionData[];
	/** What came out of the error output (onError: 'continueErrorOutput'). */
	errorItems: INodeExecutionData[];
	/** What the node threw, or what stopped the run. */
	error?: ExecutionError;
	hints: NodeExecutionHint[];
}

export const nodeName = 'Node under test';

/** Runs one node behind a manual trigger that emits the items. */
export async function runOneNode(engine: Engine, test: NodeUnderTest): Promise<NodeRun> {
	const trigger: INode = {
		id: 'trigger',
		name: 'Trigger',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const node: INode = {
		id: 'node',
		name: nodeName,
		type: test.type,
		typeVersion: 1,
		position: [200, 0],
		parameters: test.parameters,
		credentials: test.credentials,
		...test.nodeSettings,
	};
	const { status, nodes, error } = await runWorkflow(engine, {
		workflow: {
			name: 'Test',
			nodes: [trigger, node],
			connections: { Trigger: { main: [[{ node: nodeName, type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1', timezone: test.timezone },
		},
		items: test.items?.map(toItem),
		signal: test.signal,
	});
	const result = nodes[nodeName];
	const [items = [], errorItems = []] = result?.outputs ?? [];
	return { status, items, errorItems, error: result?.error ?? error, hints: result?.hints ?? [] };
}

function toItem(item: INodeExecutionData | INodeExecutionData['json']): INodeExecutionData {
	const isItem = typeof item.json === 'object' && item.json !== null;
	return isItem ? (item as INodeExecutionData) : { json: item as INodeExecutionData['json'] };
}
