import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../transport/nodeErrors';

/** Reads, sends nothing. Fixed in the form, it makes an AI agent's tool one that only proposes. */
export const dryRunOption = (description: string): INodeProperties => ({
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description,
});

/** @throws NodeOperationError for an expression that finds nothing: it must not pass for "no dry run" */
export function readDryRun(context: IExecuteFunctions, itemIndex: number): boolean {
	const text = String(context.getNodeParameter('options.dryRun', itemIndex, false));
	if (text === 'true' || text === 'false') return text === 'true';
	throw inputError(context, itemIndex, {
		message: "'Dry Run' in Options is neither true nor false",
		description: 'Nothing was written. Check that its expression has a value for this item.',
	});
}
