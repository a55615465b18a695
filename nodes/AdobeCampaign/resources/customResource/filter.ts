import type { INodeProperties } from 'n8n-workflow';

import { customFilterFields, readCustomFilter, type FilterForm } from '../listRecords';

const filterByField: INodeProperties = {
	displayName: 'Filter By',
	name: 'filterBy',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Custom Filter',
			value: 'customFilter',
			description: 'A filter that the custom resource has in your Campaign instance',
		},
		{ name: 'None', value: 'none', description: 'All records' },
	],
	default: 'none',
};

/** Which records are listed or counted. A custom resource has only the filters that its administrator made. */
export const recordFilters: FilterForm = {
	fields: [filterByField, ...customFilterFields],
	read: (context, itemIndex) =>
		context.getNodeParameter('filterBy', itemIndex) === 'customFilter'
			? readCustomFilter(context, itemIndex)
			: { filters: [undefined], personal: [] },
};
