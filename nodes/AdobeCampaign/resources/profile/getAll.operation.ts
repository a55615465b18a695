import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { listFilterFields, readListFilter } from './filter';
import { listingFields, listingOptions, readListing, readShape } from '../../parameters/listing';
import { simplifyFor } from '../../parameters/simplify';
import { note } from '../../n8n/hints';
import { listUrl } from '../../transport/urls';
import { profilesOf } from '../../records/list';
import { noteSpelling } from './find';
import { startWork } from '../item';

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

const UNCOUNTED =
	'Campaign does not say how many profiles there are, and the last page was full: the list may not be complete';

/**
 * One request a page. One more for the number of rows when the last page is full, because a list that was cut off looks
 * like one that is complete.
 */
export async function execute(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<IDataObject[]> {
	const {
		filters = [undefined],
		isWanted,
		advice,
		personal = [],
	} = readListFilter(context, itemIndex);
	const { limit, lineCount, order, isOnePage } = readListing(context, itemIndex);
	const shaped = readShape(context, itemIndex);
	const { client, endpoint } = await startWork(context, itemIndex);
	client.hide(...personal);
	// Where rows are told apart here, the first page may not have all that are wanted.
	const query = { lineCount, order, isOnePage: isOnePage && !isWanted };
	const onUncounted = () => note(context, UNCOUNTED);
	const output = new Map<unknown, IDataObject>();
	for (const filter of filters) {
		const url = listUrl(client.tenant, endpoint, filter, query);
		const listing = { url, limit, isWanted, note: advice, lineCount, onUncounted };
		for await (const page of profilesOf(client, listing)) {
			for (const profile of page) {
				if (output.size < limit) output.set(profile.PKey, shaped(profile));
				if (isWanted && filter) noteSpelling(client, filter, profile);
			}
		}
		// An e-mail in capitals is looked for in small letters, too, where the server may tell them apart.
		if (output.size >= limit || (output.size > 0 && client.learnt.ignoresCase)) break;
	}
	return [...output.values()];
}
