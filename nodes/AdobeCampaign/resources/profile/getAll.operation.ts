import {
	limitFields,
	listingOptions,
	readListing,
	readShape,
	simplifyField,
	type ListChoice,
} from '../../parameters/listing';
import { recordsOf } from '../../records/list';
import type { CampaignRecord } from '../../transport/types';
import type { Operation } from '../resource';
import { listFilterFields, readListFilter, type ListFilter } from './filter';
import { noteSpelling } from './find';
import { PROFILE } from './kind';

interface GetAllInput {
	filter: ListFilter;
	list: ListChoice;
	shaped: (profile: CampaignRecord) => CampaignRecord;
}

const UNCOUNTED =
	'Campaign does not say how many profiles there are, and the last page was full: the list may not be complete';

/**
 * One request a page. One more for the number of rows when the last page is full, because a list that was cut off looks
 * like one that is complete.
 */
export const getAll: Operation<GetAllInput> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many profiles',
	description: 'List customer profiles: all, by e-mail, by the beginning of a name, or by a filter',
	toolDescription: 'Get many profiles in Adobe Campaign: lists customer profiles',
	properties: [
		...listFilterFields,
		...limitFields,
		simplifyField,
		listingOptions(PROFILE, 'getProfileFields'),
	],

	read: (context, itemIndex) => ({
		filter: readListFilter(context, itemIndex),
		list: readListing(context, itemIndex, PROFILE),
		shaped: readShape(context, itemIndex, PROFILE),
	}),

	async run(item, { filter: { filters, isWanted, preface, personal }, list, shaped }) {
		const { client, instance } = item;
		const { limit, lineCount, order, isOnePage } = list;
		client.hide(...personal);
		// With a client-side check the first page may not have all profiles that are wanted.
		const query = { lineCount, order, isOnePage: isOnePage && !isWanted };
		const onUncounted = () => item.hint(UNCOUNTED);
		const output = new Map<unknown, CampaignRecord>();
		for (const filter of filters) {
			const url = client.urls.list(filter, query);
			const request = { url, limit, isWanted, preface, lineCount, onUncounted };
			for await (const page of recordsOf(client, request)) {
				for (const profile of page) {
					if (output.size < limit) output.set(profile.PKey, shaped(profile));
					if (isWanted && filter) noteSpelling(instance, filter, profile);
				}
			}
			// An e-mail in capitals is looked up in lower case, too, where the server may be case-sensitive.
			if (output.size >= limit || (output.size > 0 && instance.ignoresCase)) break;
		}
		return [...output.values()];
	},
};
