import type { INodeProperties } from 'n8n-workflow';

import { paceOptions } from './pace';

/** The collection at the end of an operation's form. Nobody needs it to get started. */
export const optionsOf = (operation: string, entries: INodeProperties[] = []): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions: { show: { resource: ['profile'], operation: [operation] } },
	options: [...entries, ...paceOptions].sort((a, b) =>
		a.displayName.localeCompare(b.displayName, 'en'),
	),
});
