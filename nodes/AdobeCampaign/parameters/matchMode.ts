import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../n8n/errors';
import { hasOwn } from '../records/metadata';

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

/** An expression without a result must not count as "create, too". */
export function readMatchMode(context: IExecuteFunctions, itemIndex: number): MatchMode {
	const mode = String(context.getNodeParameter('options.mode', itemIndex, 'createOrUpdate'));
	if (hasOwn(MODES, mode)) return mode as MatchMode;
	throw inputError(context, itemIndex, {
		message: "'Mode' in Options has no such choice",
		description: `Nothing was written. Its expression has to give one of: ${Object.keys(MODES).join(', ')}.`,
	});
}
