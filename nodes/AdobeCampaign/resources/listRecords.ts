import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import {
	filterNameField,
	filterParametersField,
	filterPreface,
	readFilterName,
	readFilterParameters,
} from '../parameters/filter';
import {
	limitFields,
	listingOptions,
	readListing,
	readShape,
	simplifyField,
	type ListChoice,
} from '../parameters/listing';
import type { Instance } from '../records/instance';
import type { Item } from '../records/item';
import type { RecordKind } from '../records/kind';
import { recordsOf } from '../records/list';
import type { CampaignRecord } from '../transport/types';
import type { Filter } from '../transport/urls';
import type { Operation, OperationTexts } from './resource';

/** The records that are listed, and how Campaign is asked for them. */
export interface ListFilter {
	/** All of them, one after the other; `undefined` lists all records. */
	filters: Array<Filter | undefined>;
	/** Client-side check, where Adobe does not document that the filter is exact. */
	isWanted?: (record: CampaignRecord) => boolean;
	/** Learns something of the instance from a record that a filter has found. */
	onFound?: (instance: Instance, filter: Filter | undefined, record: CampaignRecord) => void;
	/** Values that must not be seen in a message. */
	personal: string[];
	/** The filter is one of the instance's own, whose name may be wrong. */
	isCustom?: true;
}

/** The form of 'Filter By' = 'Custom Filter', for any kind. */
export const customFilterFields: INodeProperties[] = [
	filterNameField({ show: { filterBy: ['customFilter'] } }),
	filterParametersField(
		'Filter Parameters',
		'What the filter searches for. Capital letters usually count.',
		{ show: { filterBy: ['customFilter'] } },
	),
];

/** Reads it. */
export function readCustomFilter(context: IExecuteFunctions, itemIndex: number): ListFilter {
	const name = readFilterName(context, itemIndex);
	const parameters = readFilterParameters(context, itemIndex);
	return {
		filters: [{ name, parameters }],
		personal: Object.values(parameters),
		isCustom: true,
	};
}

/** The form of a kind's filters, and its reader. */
export interface FilterForm {
	fields: INodeProperties[];
	options?: INodeProperties[];
	read(context: IExecuteFunctions, itemIndex: number): ListFilter;
}

/**
 * The records of a list by PKey, each as `kept` makes it.
 *
 * @param mustBeComplete something is concluded from what the list does not have
 * @throws NodeApiError when the list cannot be read to its end
 */
export async function readList<T>(
	item: Item,
	{ filters, isWanted, onFound, isCustom, personal }: ListFilter,
	{ limit, lineCount, order, isOnePage }: ListChoice,
	kept: (record: CampaignRecord) => T,
	mustBeComplete = false,
): Promise<Map<unknown, T>> {
	const { client, instance } = item;
	client.hide(...personal);
	const preface = isCustom && filterPreface(client.kind);
	// With a client-side check the first page may not have all records that are wanted.
	const query = { lineCount, order, isOnePage: isOnePage && !isWanted };
	const found = new Map<unknown, T>();
	for (const filter of filters) {
		const url = client.urls.list(filter, query);
		const request = { url, limit, isWanted, preface, lineCount, mustBeComplete };
		for await (const page of recordsOf(item, request)) {
			for (const record of page) {
				if (found.size < limit) found.set(record.PKey, kept(record));
				onFound?.(instance, filter, record);
			}
		}
		// What is written in capitals is looked up in lower case, too, where the server may be case-sensitive.
		if (found.size >= limit || (found.size > 0 && instance.ignoresCase)) break;
	}
	return found;
}

export interface ListInput {
	filter: ListFilter;
	list: ListChoice;
	shaped: (record: CampaignRecord) => CampaignRecord;
}

/**
 * 'Get Many': one request a page. One more for the number of rows when the last page is full, because a list that was cut off
 * looks like one that is complete.
 *
 * @param fieldsMethod the editor's method that lists all fields
 */
export const listRecords = (
	kind: RecordKind,
	{ fields, options, read }: FilterForm,
	fieldsMethod: string,
	texts: OperationTexts,
): Operation<ListInput> => ({
	value: 'getAll',
	name: 'Get Many',
	...texts,
	properties: [
		...fields,
		...limitFields,
		simplifyField,
		listingOptions(kind, fieldsMethod, options),
	],

	read: (context, itemIndex) => ({
		filter: read(context, itemIndex),
		list: readListing(context, itemIndex, kind),
		shaped: readShape(context, itemIndex, kind),
	}),

	run: async (item, { filter, list, shaped }) => [
		...(await readList(item, filter, list, shaped)).values(),
	],
});
