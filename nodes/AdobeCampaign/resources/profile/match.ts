import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import type { RecordKey } from '../../n8n/inParallel';
import {
	checkedParameter,
	filterNameField,
	filterParametersField,
	parameterNameField,
	readFilterName,
	readFilterParameters,
} from '../../parameters/filter';
import { checkedIdentity } from '../../parameters/readers';
import { forComparison, isEmail } from '../../records/clean';
import { hasOwn } from '../../records/metadata';
import { EMAIL_LENGTH } from '../../records/wire';
import { readFieldSet } from '../fieldSet';
import { isCustomKey } from './locator';
import { identityOf, type Match } from './matches';

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
				description:
					'A filter of your instance that finds a value exactly; one that finds beginnings could update somebody else',
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
	},
	filterNameField({ show: { matchBy: ['customFilter'] } }),
	{
		...parameterNameField,
		name: 'filterParameter',
		required: true,
		displayOptions: { show: { matchBy: ['customFilter'] } },
	},
	{
		displayName: 'Match Value',
		name: 'matchValue',
		type: 'string',
		placeholder: 'e.g. name@email.com or C-1001',
		required: true,
		default: '',
		description:
			'The e-mail, key or filter value to look for. A profile that has it is updated, otherwise one is created; when several have it, nothing is written.',
	},
	filterParametersField(
		'More Filter Parameters',
		'For a filter that looks at several fields at once: its other parameters, each with a value',
		{ show: { matchBy: ['customFilter'] } },
	),
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
		{
			name: MODES.createOrUpdate,
			value: 'createOrUpdate',
			description: 'Whichever is needed',
		},
		{
			name: MODES.updateOnly,
			value: 'updateOnly',
			description: 'A profile that does not exist yet is an error',
		},
	],
	default: 'createOrUpdate',
	description: 'Whether new profiles may be created and existing ones changed',
};

/** An expression without a result must not count as "create, too". */
export function readMatchMode(context: IExecuteFunctions, itemIndex: number): MatchMode {
	const mode = String(context.getNodeParameter('options.mode', itemIndex, 'createOrUpdate'));
	if (hasOwn(MODES, mode)) return mode as MatchMode;
	throw inputError(context, itemIndex, {
		message: "'Mode' in Options has no such choice",
		description: `Nothing was written. Its expression has to give one of: ${Object.keys(MODES).join(', ')}.`,
	});
}

const refusals = {
	empty: {
		message: "'Match Value' is empty",
		description: 'Check that the expression has one text or number for this item.',
	},
	email: {
		message: "'Match Value' is not an e-mail",
		description: "Enter one whole e-mail, or choose another 'Match By'.",
	},
	tooLong: {
		message: "'Match Value' is longer than an e-mail can be in Campaign",
		description: `Campaign keeps ${EMAIL_LENGTH} characters and cuts the rest, so the profile would not be found again. Nothing was written.`,
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
	if (by === 'email' && value.length > EMAIL_LENGTH) return refusals.tooLong;
	if (by === 'email') return isEmail(value) ? undefined : refusals.email;
	return by === 'customFilter' || isCustomKey(value) ? undefined : refusals.customKey;
}

/** Reads how an existing profile is recognised. */
export function readMatch(context: IExecuteFunctions, itemIndex: number): Match {
	const by = context.getNodeParameter('matchBy', itemIndex) as Match['by'];
	const given = context.getNodeParameter('matchValue', itemIndex);
	const value = checkedIdentity(context, itemIndex, 'Match Value', given);
	const refusal = refusalOf(by, value, readFieldSet(context) === 'profileAndServices');
	if (refusal) throw inputError(context, itemIndex, refusal);
	if (by !== 'customFilter') return { by, value };
	const name = readFilterName(context, itemIndex);
	const parameter = checkedParameter(
		context,
		itemIndex,
		context.getNodeParameter('filterParameter', itemIndex),
	);
	const parameters = readFilterParameters(context, itemIndex, { [parameter]: value });
	return { by, value, filter: { name, parameters } };
}

/** Items with the same match have the same key, whatever their capitals: Campaign may ignore letter case. */
export const recordKeyOfMatch = (match: Match): RecordKey => ({
	way: 'match',
	key: forComparison(identityOf(match)),
});
