import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../n8n/errors';
import { parameterOf, type Context } from '../n8n/run';
import { hasOwn, isFilterParameter } from '../records/metadata';
import type { Kind } from '../transport/types';
import { DEPENDS_ON } from './dependsOn';
import { checkedApiName, checkedName } from './readers';

/** The preface of an error when Campaign does not answer a filter with a list of records. */
export const filterPreface = ({ hasFieldSets }: Kind) =>
	`Check 'Filter Name or ID': Campaign takes a name that it does not know for a key or a field.${
		hasFieldSets ? " Custom filters need 'Field Set' = 'Standard and Custom Fields'." : ''
	}`;

export const filterNameField = (displayOptions: IDisplayOptions): INodeProperties => ({
	displayName: 'Filter Name or ID',
	name: 'filterName',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getFilters', loadOptionsDependsOn: DEPENDS_ON },
	required: true,
	default: '',
	description:
		'A filter of your instance. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	hint: 'As it stands in the URL: with "by" in Campaign Standard (byCustomerId), without in Campaign v8',
	displayOptions,
});

/** The name of a filter's parameter, in Get Many and in Create or Update. */
export const parameterNameField: INodeProperties = {
	displayName: 'Parameter Name or ID',
	name: 'name',
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getFilterParameters',
		loadOptionsDependsOn: [...DEPENDS_ON, 'filterName'],
	},
	default: '',
	description:
		'The parameter that takes the value. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const readFilterName = (context: Context, itemIndex: number) =>
	checkedApiName(
		context,
		itemIndex,
		'Filter Name or ID',
		parameterOf(context, itemIndex, 'filterName'),
	);

/** The name of a filter's parameter; Adobe's own, such as `_order`, are refused. */
export const checkedParameter = (context: Context, itemIndex: number, name: unknown) =>
	checkedApiName(
		context,
		itemIndex,
		'Parameter Name or ID',
		name,
		(text) => /^\w+$/.test(text) && isFilterParameter(text),
	);

/** Parameters with their values, as a filter with several is given them. */
export const filterParametersField = (
	displayName: string,
	description: string,
	displayOptions: IDisplayOptions,
): INodeProperties => ({
	displayName,
	name: 'filterParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Parameter',
	default: {},
	description,
	displayOptions,
	options: [
		{
			displayName: 'Parameter',
			name: 'parameter',
			values: [
				parameterNameField,
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
});

/**
 * The parameters with their values. A parameter that is there twice and a missing value are refused.
 *
 * @param parameters those that are known already
 */
export function readFilterParameters(
	context: IExecuteFunctions,
	itemIndex: number,
	parameters: Record<string, string> = {},
): Record<string, string> {
	const entries = context.getNodeParameter('filterParameters.parameter', itemIndex, []) as Array<{
		name: unknown;
		value: unknown;
	}>;
	const read = { ...parameters };
	for (const entry of entries) {
		const parameter = checkedParameter(context, itemIndex, entry.name);
		if (hasOwn(read, parameter)) {
			throw inputError(context, itemIndex, {
				message: `'Filter Parameters' has '${parameter}' twice`,
				description: 'Campaign would use one of the two values. Remove the other.',
			});
		}
		if (entry.value === undefined || entry.value === null) {
			throw inputError(context, itemIndex, {
				message: `'${parameter}' in 'Filter Parameters' has no value`,
				description: 'Check that its expression has a value for this item.',
			});
		}
		const given = typeof entry.value === 'boolean' ? String(entry.value) : entry.value;
		read[parameter] = checkedName(context, itemIndex, 'Filter Parameters', given);
	}
	return read;
}
