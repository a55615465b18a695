import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { onePerRun } from './onePerRun';

const toolRun = onePerRun<boolean>();

/**
 * Whether an AI agent has called the node. n8n registers a node that is usable as a tool a second time, with "Tool"
 * behind its name; `isToolExecution` of n8n 2.x says false in an agent's tools (measured, 2.41). Asked once a run, because
 * `getNode` copies all parameters.
 */
export const runsAsTool = (context: IExecuteFunctions | ILoadOptionsFunctions) =>
	toolRun(context, () => context.getNode().type.endsWith('Tool'));
