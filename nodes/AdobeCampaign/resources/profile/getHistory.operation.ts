import {
	limitFields,
	pageSizeOption,
	readListing,
	readSimplify,
	simplifyField,
	type ListChoice,
} from '../../parameters/listing';
import { optionsOf } from '../../parameters/options';
import { recordsOf } from '../../records/list';
import type { CampaignRecord } from '../../transport/types';
import { listAt } from '../../transport/urls';
import { locateByPKey } from '../locateByPKey';
import type { Operation } from '../resource';
import { profileChooser } from './chooser';
import type { ProfileChoice } from './find';
import { EVENTS, eventsUrl, flatEvent } from './history';

interface HistoryInput {
	choice: ProfileChoice;
	list: ListChoice;
	simplified: boolean;
}

/**
 * One request for the history, which says where its events are, then one a page; one more for the number of events when the last
 * page is full. One before by e-mail or custom key, whose PKey has to be known.
 */
export const getHistory: Operation<HistoryInput> = {
	value: 'getHistory',
	name: 'Get History',
	action: 'Get history of profile',
	description: 'List the messages and the subscription changes of one profile (Campaign Standard)',
	toolDescription:
		'Get history of profile in Adobe Campaign: lists the messages that were sent to one customer profile, and its changes of subscriptions. Campaign v8 has no history.',
	properties: [
		...profileChooser.fields,
		...limitFields,
		simplifyField,
		optionsOf([pageSizeOption(EVENTS)]),
	],

	read: (context, itemIndex) => ({
		choice: profileChooser.read(context, itemIndex),
		list: readListing(context, itemIndex, EVENTS),
		simplified: readSimplify(context, itemIndex),
	}),

	async run(item, { choice, list: { limit, lineCount, isOnePage }, simplified }) {
		const { PKey } = await locateByPKey(item, profileChooser, choice);
		const url = listAt(await eventsUrl(item.client, PKey), { lineCount, isOnePage });
		const ofEvents = { client: item.client.of(EVENTS), hint: (text: string) => item.hint(text) };
		const output: CampaignRecord[] = [];
		for await (const page of recordsOf(ofEvents, { url, limit, lineCount })) {
			output.push(...(simplified ? page.map((event) => flatEvent(event, PKey)) : page));
		}
		return output;
	},
};
