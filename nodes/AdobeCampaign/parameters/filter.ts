import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { cleanKey } from '../records/clean';
import { isFilterParameter } from '../records/filters';
import { inputError } from '../n8n/errors';
import { typedName } from './typedName';

/** Said first when Campaign does not answer with a list of profiles. */
export const FILTER_NOTE =
	"Check 'Filter Name or ID': Campaign takes a name that it does not know for a key or a field. Custom filters need 'Field Set' = 'Standard and Custom Fields'.";

export const filterNameField = (displayOptions: IDisplayOptions): INodeProperties => ({
	displayName: 'Filter Name or ID',
	name: 'filterName',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getFilters', loadOptionsDependsOn: ['endpoint'] },
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
		loadOptionsDependsOn: ['endpoint', 'filterName'],
	},
	default: '',
	description:
		'The parameter that takes the value. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** A name in a path or a query. */
const NAME = /^[a-z]\w*$/i;

/** A name of the instance's own. @throws NodeOperationError when it cannot be one */
export function checkedName(
	context: IExecuteFunctions,
	itemIndex: number,
	label: string,
	name: unknown,
	isName: (text: string) => boolean = (text) => NAME.test(text),
): string {
	const text = cleanKey(String(name ?? ''));
	if (isName(text)) return text;
	throw inputError(context, itemIndex, {
		message: text === '' ? `'${label}' is empty` : `'${label}' is not a name of Campaign's`,
		description: 'Choose one from the list. A name has only letters, digits and underscores.',
	});
}

export const readFilterName = (context: IExecuteFunctions, itemIndex: number) =>
	checkedName(
		context,
		itemIndex,
		'Filter Name or ID',
		context.getNodeParameter('filterName', itemIndex),
	);

/** The name of a filter's parameter. @throws NodeOperationError for what cannot be one, such as Adobe's own `_order` */
export const checkedParameter = (context: IExecuteFunctions, itemIndex: number, name: unknown) =>
	checkedName(
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

/** @throws NodeOperationError for a name that is none, one that stands there twice, or a value that is none */
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
		if (parameter in read) {
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
		read[parameter] = typedName(context, itemIndex, 'Filter Parameters', given);
	}
	return read;
}
