import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

const toolRuns = new WeakMap<object, boolean>();

/**
 * Whether an AI agent has called the node. n8n registers a node that is usable as a tool a second time, with "Tool"
 * behind its name; `isToolExecution` of n8n 2.x says false in an agent's tools (measured, 2.41). Asked once a run, because
 * `getNode` copies all parameters.
 */
export function runsAsTool(context: IExecuteFunctions | ILoadOptionsFunctions): boolean {
	const isTool = toolRuns.get(context) ?? context.getNode().type.endsWith('Tool');
	toolRuns.set(context, isTool);
	return isTool;
}
