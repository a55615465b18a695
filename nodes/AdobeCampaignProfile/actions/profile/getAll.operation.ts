import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { listFilterFields, readListFilter } from '../../descriptions/listFilter';
import { listingFields, listingOptions, readListing, readShape } from '../../descriptions/listing';
import { simplifyFor } from '../../descriptions/simplify';
import { listUrl } from '../../transport/endpoints';
import { profilesOf } from '../../transport/listing';
import { startWork } from './work';

export const properties: INodeProperties[] = [
	...listFilterFields,
	...listingFields,
	simplifyFor('getAll'),
	listingOptions,
];

export const description = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many profiles',
	description: 'List customer profiles: all, by e-mail, by the beginning of a name, or by a filter',
};

/**
 * One request a page. One more for the number of rows when the last page is as long as the first, because a list that
 * was cut off looks like one that is complete.
 */
export async function execute(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<IDataObject[]> {
	const { filter, isWanted, note, personal = [] } = readListFilter(context, itemIndex);
	const { limit, lineCount, order, isOnePage } = readListing(context, itemIndex);
	const shaped = readShape(context, itemIndex);
	const { client, endpoint } = await startWork(context, itemIndex);
	client.hide(...personal);
	// Where rows are told apart here, the first page may not have all that are wanted.
	const query = { lineCount, order, isOnePage: isOnePage && !isWanted };
	const url = listUrl(client.tenant, endpoint, filter, query);
	const output: IDataObject[] = [];
	for await (const page of profilesOf(client, { url, limit, isWanted, note })) {
		output.push(...page.map(shaped));
	}
	return output;
}
