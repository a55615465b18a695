import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readSwitch } from './readers';

/** Reads, sends nothing. On as soon as it is added: who adds it wants it, and would find out too late that it was off. Fixed in the form, it makes an AI agent's tool one that only proposes. */
export const dryRunOption = (description: string): INodeProperties => ({
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: true,
	description,
});

/** @throws NodeOperationError for an expression that finds nothing: it must not pass for "no dry run" */
export const readDryRun = (context: IExecuteFunctions, itemIndex: number) =>
	readSwitch(context, itemIndex, 'options.dryRun', 'Dry Run');
