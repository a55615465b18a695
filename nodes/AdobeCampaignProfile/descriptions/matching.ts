import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../transport/nodeErrors';
import type { Match } from '../transport/matches';
import { checkedName, filterNameField, parameterNameField, readFilterName } from './customFilter';
import { readEndpoint } from './endpoint';
import { isCustomKey, isEmail } from './profileLocator';

const show = { resource: ['profile'], operation: ['upsert'] };

/** How an existing profile is recognised. */
export const matchFields: INodeProperties[] = [
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Custom Filter',
				value: 'customFilter',
				description: 'A filter that your Campaign instance defines',
			},
			{
				name: 'Custom Key',
				value: 'customKey',
				description:
					"The key field that your instance defines for profiles, with 'Standard and Custom Fields'",
			},
			{ name: 'Email', value: 'email', description: 'Several profiles with it are an error' },
		],
		default: 'email',
		description: 'How to recognise a profile that exists already',
		displayOptions: { show },
	},
	filterNameField({ show: { ...show, matchBy: ['customFilter'] } }),
	{
		...parameterNameField,
		name: 'filterParameter',
		required: true,
		displayOptions: { show: { ...show, matchBy: ['customFilter'] } },
	},
	{
		displayName: 'Match Value',
		name: 'matchValue',
		type: 'string',
		placeholder: 'e.g. name@email.com',
		required: true,
		default: '',
		hint: 'No profile with it: one is created. One: it is updated. Several: nothing is written.',
		displayOptions: { show },
	},
];

const MODES = {
	createOrUpdate: 'Create or Update',
	createOnly: 'Create Only',
	updateOnly: 'Update Only',
};

export type MatchMode = keyof typeof MODES;

export const matchModeOption: INodeProperties = {
	displayName: 'Mode',
	name: 'mode',
	type: 'options',
	options: [
		{
			name: MODES.createOnly,
			value: 'createOnly',
			description: 'A profile that exists already is an error',
		},
		{ name: MODES.createOrUpdate, value: 'createOrUpdate' },
		{
			name: MODES.updateOnly,
			value: 'updateOnly',
			description: 'A profile that does not exist yet is an error',
		},
	],
	default: 'createOrUpdate',
	description: 'What may be done',
};

export const readMatchMode = (context: IExecuteFunctions, itemIndex: number) =>
	context.getNodeParameter('options.mode', itemIndex, 'createOrUpdate') as MatchMode;

const refusals = {
	empty: {
		message: "'Match Value' is empty",
		description: 'Check that the expression has one text or number for this item.',
	},
	email: {
		message: "'Match Value' is not an e-mail",
		description: "Enter one whole e-mail, or choose another 'Match By'.",
	},
	customKey: {
		message: "'Match Value' is not a custom key",
		description:
			'Enter the value of the key field that your Campaign instance defines for profiles.',
	},
	standard: {
		message: "'Match By' = 'Custom Key' needs 'Standard and Custom Fields'",
		description: "Change 'Field Set', or choose another 'Match By'.",
	},
};

function refusalOf(by: Match['by'], value: string, isStandard: boolean) {
	if (by === 'customKey' && isStandard) return refusals.standard;
	if (value === '') return refusals.empty;
	if (by === 'email') return isEmail(value) ? undefined : refusals.email;
	return by === 'customFilter' || isCustomKey(value) ? undefined : refusals.customKey;
}

/** Reads how an existing profile is recognised. @throws NodeOperationError before any request when it cannot be */
export function readMatch(context: IExecuteFunctions, itemIndex: number): Match {
	const by = context.getNodeParameter('matchBy', itemIndex) as Match['by'];
	const given = context.getNodeParameter('matchValue', itemIndex) ?? '';
	const value = typeof given === 'object' ? '' : String(given).trim();
	const refusal = refusalOf(by, value, readEndpoint(context) === 'profileAndServices');
	if (refusal) throw inputError(context, itemIndex, refusal);
	if (by !== 'customFilter') return { by, value };
	const name = readFilterName(context, itemIndex);
	const parameter = checkedName(
		context,
		itemIndex,
		'Parameter Name or ID',
		context.getNodeParameter('filterParameter', itemIndex),
	);
	return { by, value, filter: { name, parameters: { [parameter]: value } } };
}
