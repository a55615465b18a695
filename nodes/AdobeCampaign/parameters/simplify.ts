import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readSwitch } from './readers';

export const simplifyFor = (operation: string): INodeProperties => ({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	displayOptions: { show: { resource: ['profile'], operation: [operation] } },
});

export const readSimplify = (context: IExecuteFunctions, itemIndex: number) =>
	readSwitch(context, itemIndex, 'simplify', 'Simplify');
