import type { INodeProperties } from 'n8n-workflow';

/** The collection at the end of an operation's form. Nobody needs it to get started. */
export const optionsOf = (
	operation: string,
	entries: NonNullable<INodeProperties['options']>,
): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions: { show: { resource: ['profile'], operation: [operation] } },
	options: entries,
});
