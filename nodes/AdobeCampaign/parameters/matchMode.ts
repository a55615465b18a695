import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readChoice } from './readers';

const MODES = {
	createOrUpdate: 'Create or Update',
	createOnly: 'Create Only',
	updateOnly: 'Update Only',
};

export type MatchMode = keyof typeof MODES;

/** @param records several of them, such as "services" */
export const matchModeOption = (record: string, records: string): INodeProperties => ({
	displayName: 'Mode',
	name: 'mode',
	type: 'options',
	options: [
		{
			name: MODES.createOnly,
			value: 'createOnly',
			description: `A ${record} that exists already is an error`,
		},
		{
			name: MODES.createOrUpdate,
			value: 'createOrUpdate',
			description: 'Whichever is needed',
		},
		{
			name: MODES.updateOnly,
			value: 'updateOnly',
			description: `A ${record} that does not exist yet is an error`,
		},
	],
	default: 'createOrUpdate',
	description: `Whether new ${records} may be created and existing ones changed`,
});

export const readMatchMode = (context: IExecuteFunctions, itemIndex: number) =>
	readChoice(
		context,
		itemIndex,
		'options.mode',
		'Mode',
		Object.keys(MODES) as MatchMode[],
		'createOrUpdate',
	);
