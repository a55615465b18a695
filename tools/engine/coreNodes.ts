import type {
	IExecuteFunctions,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/**
 * The three nodes of n8n's own that a workflow around ours needs. They live in n8n-nodes-base, which
 * is not a dependency (hundreds of packages for a trigger), so they are written here again with the
 * names and the behaviour that matter: Manual Trigger emits one empty item, No Operation passes its
 * items on, Sticky Note is never run.
 */
export const coreNodes: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': {
		description: describe('manualTrigger', 'Manual Trigger', ['trigger'], []),
		async trigger(this: ITriggerFunctions) {
			const manualTriggerFunction = async () => {
				this.emit([this.helpers.returnJsonArray([{}])]);
			};
			return { manualTriggerFunction };
		},
	},
	'n8n-nodes-base.noOp': {
		description: describe('noOp', 'No Operation, do nothing', ['organization']),
		async execute(this: IExecuteFunctions) {
			return [this.getInputData()];
		},
	},
	'n8n-nodes-base.stickyNote': {
		description: describe('stickyNote', 'Sticky Note', ['input'], [], []),
		async execute(this: IExecuteFunctions) {
			return [this.getInputData()];
		},
	},
};

function describe(
	name: string,
	displayName: string,
	group: INodeTypeDescription['group'],
	inputs: INodeTypeDescription['inputs'] = [NodeConnectionTypes.Main],
	outputs: INodeTypeDescription['outputs'] = [NodeConnectionTypes.Main],
): INodeTypeDescription {
	return {
		name,
		displayName,
		group,
		inputs,
		outputs,
		version: 1,
		description: displayName,
		defaults: { name: displayName },
		properties: [],
	};
}
