import { filterPreface } from '../parameters/filter';
import { optionsOf } from '../parameters/options';
import type { ListChoice } from '../parameters/listing';
import { countOf, PAGE_SIZE } from '../records/list';
import { readList, type FilterForm, type ListFilter } from './listRecords';
import type { Operation, OperationTexts } from './resource';

export interface CountInput {
	filter: ListFilter;
}

const ALL: ListChoice = { limit: Infinity, lineCount: PAGE_SIZE, isOnePage: false };

/**
 * 'Count', of what 'Get Many' lists with the same filter: one request for one row, and one for Campaign's number of all rows unless
 * it came with the row. Where not each row that Campaign finds is wanted, or several filters find them, its number is another
 * one, and the rows are counted here: one request a page, and one more when the last page is full.
 */
export const countRecords = (
	{ fields, options, read }: FilterForm,
	texts: OperationTexts,
): Operation<CountInput> => ({
	value: 'count',
	name: 'Count',
	...texts,
	properties: [...fields, optionsOf(options)],

	read: (context, itemIndex) => ({ filter: read(context, itemIndex) }),

	async run(item, { filter }) {
		const { client } = item;
		const { filters, isWanted, isCustom, personal } = filter;
		const [first, ...others] = filters;
		if (isWanted || others.length > 0) {
			return { count: (await readList(item, filter, ALL, () => true, true)).size };
		}
		client.hide(...personal);
		const url = client.urls.list(first, { lineCount: 1, isOnePage: true });
		return { count: await countOf(client, url, isCustom && filterPreface(client.kind)) };
	},
});
