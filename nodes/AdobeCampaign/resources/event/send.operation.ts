import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { optionsOf } from '../../parameters/options';
import {
	declaredFields,
	readDeclaredForm,
	readDeclaredValues,
} from '../../parameters/declaredValues';
import type { StoredFields } from '../../parameters/fields';
import { checkedName, readBoolean, readChoice } from '../../parameters/readers';
import { readWaitAtMost, waitAtMostOption } from '../../parameters/waiting';
import type { GivenFields } from '../../records/values';
import type { Operation } from '../resource';
import { addressFields, channelOf, pushOptions, readAddress, type Address } from './address';
import { CONTEXT, contextOf } from './context';
import { eventIdField, itemOfEvent, messageCenterField, readEventName } from './eventName';
import { externalIdOptions, readExternalIds } from './externalIds';
import { EVENT, type EventName } from './kind';
import { readSchedule, scheduleOptions, type Schedule } from './schedule';
import { sendOnce } from './sendOnce';
import { refuseUnsent, statusOf, watchStatus } from './status';

const options: INodeProperties[] = [
	...externalIdOptions,
	...pushOptions,
	...scheduleOptions,
	{
		displayName: 'Email Format',
		name: 'emailFormat',
		type: 'options',
		options: [
			{ name: 'HTML', value: 'html' },
			{ name: 'Text', value: 'text' },
		],
		default: 'html',
		description: 'Which form of the e-mail is sent; by default what the message is set to',
	},
	{
		displayName: 'Fail If Not Sent',
		name: 'failIfNotSent',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait for the status, and to fail the item when Campaign accepts the message but does not send it, e.g. to an address in quarantine',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'string',
		default: '',
		placeholder: 'e.g. en_US',
		description: "For a multilingual event: the language of the message ('AC_language')",
	},
	{
		displayName: 'Require All Fields',
		name: 'requireAllFields',
		type: 'boolean',
		default: true,
		description: "Whether to send nothing when a field of 'Context' has no value",
	},
	{
		displayName: 'Wait for Status',
		name: 'waitForStatus',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until Campaign has sent the message, or has decided not to. A scheduled message is not waited for.',
	},
	waitAtMostOption('the status'),
];

const FORMATS = ['html', 'text'] as const;

interface SendInput {
	event: EventName;
	address: Address;
	context: GivenFields;
	schedule: Schedule;
	/** What else is sent, and may be put out. */
	more: Record<string, string>;
	language: string;
	requiresAll: boolean;
	failsIfUnsent: boolean;
	/** Milliseconds; undefined when the status does not matter. */
	waitMs?: number;
}

/** The form of the e-mail; nothing where the option was not added. */
function readFormat(context: IExecuteFunctions, itemIndex: number): Record<string, string> {
	const { emailFormat } = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	if (emailFormat === undefined) return {};
	return {
		emailFormat: readChoice(context, itemIndex, 'options.emailFormat', 'Email Format', FORMATS),
	};
}

/** One request for the event's fields a run, one for each message; with a status one more for each look. */
export const send: Operation<SendInput, StoredFields | undefined> = {
	value: 'send',
	name: 'Send',
	action: 'Send transactional event',
	description: 'Send one message to one customer, such as the confirmation of an order',
	toolDescription:
		'Send transactional event in Adobe Campaign: sends one message, such as the confirmation of an order, to one customer. Never call it twice for the same message: each call is a message. When an answer says that the message may have been sent, do not send it again.',
	done: 'were sent, running again sends them again',
	properties: [
		eventIdField,
		...addressFields,
		...declaredFields(CONTEXT),
		messageCenterField,
		optionsOf(options),
	],

	readShared: (context) => readDeclaredForm(context, EVENT, CONTEXT),

	read(context, itemIndex, stored) {
		const on = (name: string, label: string) =>
			readBoolean(context, itemIndex, `options.${name}`, label);
		const failsIfUnsent = on('failIfNotSent', 'Fail If Not Sent');
		const waits = on('waitForStatus', 'Wait for Status') || failsIfUnsent;
		const language = context.getNodeParameter('options.language', itemIndex, '');
		return {
			event: readEventName(context, itemIndex),
			address: readAddress(context, itemIndex),
			context: readDeclaredValues(context, itemIndex, CONTEXT, EVENT, stored),
			schedule: readSchedule(context, itemIndex),
			more: { ...readExternalIds(context, itemIndex), ...readFormat(context, itemIndex) },
			language: checkedName(context, itemIndex, 'Language', language),
			requiresAll: on('requireAllFields', 'Require All Fields'),
			failsIfUnsent,
			...(waits && { waitMs: readWaitAtMost(context) }),
		};
	},

	async run(item, input) {
		const { event, address, schedule, more, failsIfUnsent, waitMs } = input;
		const messages = itemOfEvent(item, event);
		const ctx = await contextOf(messages, input);
		const { PKey, status: accepted } = await sendOnce(messages, {
			...address,
			...schedule,
			...more,
			ctx,
		});
		// Not the answer's own: one of Adobe's samples has it without the address of the server.
		const href = messages.client.urls.record(PKey);
		const isWatched = waitMs !== undefined && schedule.scheduled === undefined;
		const seen = isWatched ? await watchStatus(messages, href, waitMs) : undefined;
		const status = seen ? statusOf(seen) : accepted;
		if (failsIfUnsent) refuseUnsent(messages, status, PKey);
		const { eventId } = event;
		return { PKey, href, status, eventId, channel: channelOf(address), ...schedule, ...more };
	},
};
