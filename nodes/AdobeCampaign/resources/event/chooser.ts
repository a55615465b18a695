import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import { readLocator } from '../../parameters/locator';
import { isPKey } from '../../records/wire';
import { recordIn } from '../../transport/bodies';
import { addressIn } from '../../transport/urls';
import type { Chooser } from '../chooser';
import {
	eventIdField,
	isEventId,
	itemOfEvent,
	messageCenterField,
	readEventName,
} from './eventName';
import { EVENT, type EventName } from './kind';

const eventLocator: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'id', value: '' },
	description: 'One message of the event, as Send returned it',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. @gy0Zq1w7Vb',
			hint: "The 'PKey' that Send returned, with its 'Event ID'",
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://mc.adobe.io/acme/campaign/mcacme/EVTorderConfirmation/@gy0Zq1w7Vb',
			hint: "The 'href' that Send returned. 'Event ID' does not count then.",
		},
	],
};

/** One message: its event with its key, or its address. */
type MessageChoice = { event: EventName; key: string } | { event: EventName; href: string };

const refusals = {
	empty: {
		message: "'Event' is empty",
		description: "Enter the 'PKey' or the 'href' that Send returned.",
	},
	wrong: {
		message: "'Event' is neither the PKey nor the URL of a message",
		description: "Enter the 'PKey' or the 'href' that Send returned.",
	},
};

function read(context: IExecuteFunctions, itemIndex: number): MessageChoice {
	const { text } = readLocator(context, itemIndex, 'event', 'Event');
	if (text === '') throw inputError(context, itemIndex, refusals.empty);
	if (isPKey(text)) return { event: readEventName(context, itemIndex), key: text };
	const address = addressIn(text);
	if (!address || !isEventId(address.name) || !isPKey(address.key)) {
		throw inputError(context, itemIndex, refusals.wrong);
	}
	return { event: { eventId: address.name, messageCenter: address.family }, href: text };
}

const keyOf = (choice: MessageChoice) =>
	'key' in choice ? choice.key : (addressIn(choice.href)?.key ?? '');

export const eventChooser: Chooser<MessageChoice> = {
	kindOf: () => EVENT,
	fields: [{ ...eventIdField, required: false }, eventLocator, messageCenterField],
	methods: {},
	read,
	recordKey: (choice) => ({ way: 'PKey', key: keyOf(choice) }),
	async locate(item, choice) {
		const { client } = itemOfEvent(item, choice.event);
		const url = 'key' in choice ? client.urls.record(choice.key) : client.ownUrl(choice.href);
		return await Promise.resolve({ url });
	},
	readRecord: async ({ client }, { url }) => await client.get(url, recordIn),
	isDoubtful: () => false,
	refuseOther: () => undefined,
};
