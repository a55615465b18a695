import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../transport/nodeErrors';

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

/** A name in a path or a query. Those with "_" in front are Adobe's own, for paging and sorting. */
const NAME = /^[a-z]\w*$/i;

/** A name of the instance's own. @throws NodeOperationError when it cannot be one */
export function checkedName(
	context: IExecuteFunctions,
	itemIndex: number,
	label: string,
	name: unknown,
): string {
	const text = String(name ?? '').trim();
	if (NAME.test(text)) return text;
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
