/** A node as the tool of an AI agent. */
import {
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { type Engine, runWorkflow } from '../../tools/engine';
import { type Harness, type NodeName, typeOf } from './harness';

const agentType = 'test.agent';

/** What n8n-core gives an agent for each of its tools. */
interface Tool {
	/** The text by which the model knows it. */
	description: string;
	invoke(given: object): Promise<string>;
}

/** An agent whose model calls its one tool with each input item, and outputs the tool's answers. */
const agent: INodeType = {
	description: {
		name: 'agent',
		displayName: 'Agent',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Agent' },
		inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		const tools = await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
		const [tool] = tools as [Tool];
		const call = async ({ json }: { json: IDataObject }) =>
			await tool.invoke(json).then(
				(said): unknown => JSON.parse(said),
				({ message }: Error) => ({ error: message }),
			);
		const answers: unknown[] = [];
		if (this.getNodeParameter('atOnce', 0, false)) {
			answers.push(...(await Promise.all(this.getInputData().map(call))));
		} else {
			for (const item of this.getInputData()) answers.push(await call(item));
		}
		return [[{ json: { answers, read: tool.description } as IDataObject }]];
	},
};

/**
 * The engine with what n8n's server adds: a node that is usable as a tool is there a second time, with "Tool" behind its
 * name and no input but an agent (convertNodeToAiTool in packages/cli, 2.41).
 */
function withTool({ package: loaded, ...rest }: Engine, type: string): Engine {
	const { getByName, ...types } = loaded.nodeTypes;
	const node = getByName(type) as INodeType;
	const tool = Object.assign(Object.create(node) as INodeType, {
		description: {
			...node.description,
			name: `${node.description.name}Tool`,
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
		},
	});
	const known: Record<string, INodeType> = { [`${type}Tool`]: tool, [agentType]: agent };
	const find = (name: string) => known[name] ?? (getByName(name) as INodeType);
	const nodeTypes = { ...types, getByName: find, getByNameAndVersion: find };
	return { ...rest, package: { ...loaded, nodeTypes } };
}

const nodeOf = (name: string, type: string, more: Partial<INode> = {}): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

interface ToolNode extends Pick<INode, 'onError'> {
	organization: string;
	parameters: INodeParameters;
	/** Default: Adobe Campaign Profile. */
	node?: NodeName;
	/** The model calls it with all of its values at the same moment. */
	atOnce?: boolean;
}

/**
 * Lets the model of an agent call the node, once with each of these values.
 *
 * @returns what the model reads of the tool, and what each call is answered
 */
export async function callToolOf(
	harness: Harness,
	{ organization, parameters, onError, node = 'adobeCampaignProfile', atOnce = false }: ToolNode,
	given: IDataObject[],
): Promise<{ answers: unknown[]; read: string }> {
	const type = typeOf(node);
	const { nodes, error } = await runWorkflow(withTool(harness.engine, type), {
		workflow: {
			name: 'Agent',
			nodes: [
				nodeOf('Trigger', 'n8n-nodes-base.manualTrigger'),
				nodeOf('Agent', agentType, { parameters: { atOnce } }),
				nodeOf('Tool', `${type}Tool`, {
					parameters: { authentication: 'accessToken', ...parameters },
					credentials: harness.credentials(organization, 'accessToken'),
					onError,
				}),
			],
			connections: {
				Trigger: { main: [[{ node: 'Agent', type: NodeConnectionTypes.Main, index: 0 }]] },
				Tool: { ai_tool: [[{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }]] },
			},
		},
		items: given.map((json) => ({ json })),
	});
	if (error) throw error;
	const [[{ json }]] = nodes.Agent.outputs;
	return json as { answers: unknown[]; read: string };
}
