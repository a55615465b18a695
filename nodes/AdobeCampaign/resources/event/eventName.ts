import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import { checkedName } from '../../parameters/readers';
import type { Item } from '../../records/item';
import { eventKind, type EventName } from './kind';

export const eventIdField: INodeProperties = {
	displayName: 'Event ID',
	name: 'eventId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. EVTorderConfirmation',
	description:
		"The event's ID in Campaign, under Transactional messages. It begins with EVT, and letter case counts.",
};

export const messageCenterField: INodeProperties = {
	displayName: 'Message Center',
	name: 'messageCenter',
	type: 'string',
	default: '',
	placeholder: 'e.g. mcacme',
	description:
		"Leave it empty for the organization's own. Otherwise what stands before the event ID in Campaign's API preview of the event. Stage and production share one message center.",
};

/** "At most 64 characters" in Campaign; upper and lower case and underscores are kept (seen on a tenant). */
const EVENT_ID = /^EVT\w{1,61}$/;

export const isEventId = (text: string) => EVENT_ID.test(text);

const refusals = {
	emptyId: {
		message: "'Event ID' is empty",
		description: 'Enter the ID that Campaign shows for the event, such as EVTorderConfirmation.',
	},
	id: {
		message: "'Event ID' is not the ID of an event",
		description:
			'It begins with EVT and has only letters, digits and underscores, as Campaign shows it.',
	},
	center: {
		message: "'Message Center' is not a part of an address",
		description:
			"Leave it empty, or enter what stands before the event ID in Campaign's API preview, such as mcacme.",
	},
};

/** Also for none. */
export const isMessageCenter = (text: string) => /^[\w.-]*$/.test(text);

/** Campaign's API preview shows it with 'mc' in front; a person may leave that out. */
export const messageCenterIn = (text: string) =>
	text === '' || text.startsWith('mc') ? text : `mc${text}`;

/** Reads the message center. */
export function readMessageCenter(context: IExecuteFunctions, itemIndex: number): string {
	const given = context.getNodeParameter('messageCenter', itemIndex, '');
	const center = checkedName(context, itemIndex, 'Message Center', given);
	if (isMessageCenter(center)) return messageCenterIn(center);
	throw inputError(context, itemIndex, refusals.center);
}

/** Reads which event is meant. */
export function readEventName(context: IExecuteFunctions, itemIndex: number): EventName {
	const given = context.getNodeParameter('eventId', itemIndex, '');
	const eventId = checkedName(context, itemIndex, 'Event ID', given);
	if (eventId === '') throw inputError(context, itemIndex, refusals.emptyId);
	if (!isEventId(eventId)) throw inputError(context, itemIndex, refusals.id);
	return { eventId, messageCenter: readMessageCenter(context, itemIndex) };
}

/** The item, at work on the messages of this event. */
export const itemOfEvent = (item: Item, event: EventName): Item =>
	item.of(eventKind(event, item.client.session.connection.organization));
