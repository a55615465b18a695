import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError, undefinedIfKind } from '../../n8n/errors';
import { elapsed } from '../../n8n/wait';
import { optionsOf } from '../../parameters/options';
import {
	declaredFields,
	readDeclaredForm,
	readDeclaredValues,
	type DeclaredParameter,
} from '../../parameters/declaredValues';
import type { StoredFields } from '../../parameters/fields';
import { checkedIdentity, checkedName, readBoolean } from '../../parameters/readers';
import { readWaitAtMost, waitAtMostOption } from '../../parameters/waiting';
import { isSameName } from '../../records/clean';
import { momentOf } from '../../records/compare';
import { toDeclared } from '../../records/declared';
import type { Item } from '../../records/item';
import { pagesFrom, PAGE_SIZE } from '../../records/list';
import type { GivenFields } from '../../records/values';
import { recordIn } from '../../transport/bodies';
import type { CampaignRecord } from '../../transport/types';
import type { Operation } from '../resource';
import { addressFields, channelOf, pushOptions, readAddress, type Address } from './address';
import { eventIdField, itemOfEvent, messageCenterField, readEventName } from './eventName';
import { EVENT, type EventName } from './kind';
import { readSchedule, scheduleOptions, type Schedule } from './schedule';
import { refuseUnsent, statusOf, watchStatus } from './status';

/** What the event's template writes into the message: Adobe's `ctx`. */
const CONTEXT: DeclaredParameter = {
	name: 'context',
	label: 'Context',
	choice: { name: 'specifyContext', json: 'contextJson' },
	mapperMethod: 'mapContext',
	dependsOn: ['eventId', 'messageCenter'],
	word: { singular: 'field', plural: 'fields' },
	description:
		'What the message says: the fields of the event in Campaign. A list, such as the products of an order, is JSON: [{ "productName": "Boots" }]. An empty text is sent as it is.',
};

const EXTERNAL_IDS = ['externalId', 'externalId2', 'externalId3', 'externalId4', 'externalId5'];

const externalIdLabel = (index: number) => `External ID${index > 0 ? ` ${index + 1}` : ''}`;

const externalIdOptions = EXTERNAL_IDS.map(
	(name, index): INodeProperties => ({
		displayName: externalIdLabel(index),
		name,
		type: 'string',
		default: '',
		description:
			index === 0
				? 'A key of your own, new for each message, such as the number of the order. When an answer is lost, it shows whether an e-mail was sent.'
				: 'Another key of your own',
	}),
);

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

const FORMATS = ['html', 'text'];

/** What an instance says that does not tell the fields of an event. */
const UNTOLD = ['notFound', 'addressUnknown'];

/** A message in the event's list that is older than this, in milliseconds, is not the one whose answer was lost. */
const RECENT_MS = 60 * 60_000;

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

function readMore(context: IExecuteFunctions, itemIndex: number): Record<string, string> {
	const given = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const more: Record<string, string> = {};
	for (const [index, name] of EXTERNAL_IDS.entries()) {
		const id = checkedIdentity(context, itemIndex, externalIdLabel(index), given[name]);
		if (id !== '') more[name] = id;
	}
	if (given.emailFormat === undefined) return more;
	const emailFormat = String(given.emailFormat);
	if (FORMATS.includes(emailFormat)) return { ...more, emailFormat };
	throw inputError(context, itemIndex, {
		message: "'Email Format' in Options has no such choice",
		description: `Nothing was sent. Its expression has to give one of: ${FORMATS.join(', ')}.`,
	});
}

/** `ctx`, with all that the event's fields allow. @throws NodeOperationError for what they do not */
async function contextOf(item: Item, input: SendInput): Promise<IDataObject> {
	const { event, context, language, requiresAll } = input;
	// Any other refusal ends the item: what is not checked may go out wrong to thousands.
	const fields = await undefinedIfKind(UNTOLD, item.fields());
	const declaration = { fields, label: CONTEXT.label, owner: 'event', word: CONTEXT.word.singular };
	const { values, missing } = await toDeclared(item, context, declaration);
	const without = missing.filter((name) => name !== LANGUAGE);
	const blank = Object.keys(values).filter((name) => values[name] === '' && name !== LANGUAGE);
	const wanted = [...without, ...blank].map((name) => `'${name}'`);
	if (wanted.length > 0 && requiresAll) {
		throw item.refuse(
			`'${CONTEXT.label}' has no value for ${wanted.join(', ')}`,
			"Nothing was sent, since 'Require All Fields' in Options is on. Give each field a value.",
		);
	}
	for (const name of without) {
		item.run.hints.addEntry('Fields of the event that were sent without a value', `'${name}'`);
	}
	if (!fields && context.form.columns.isEmpty) {
		item.hint(`Campaign does not tell the fields of ${event.eventId}: 'Context' was not checked`);
	}
	return language ? { ...values, [LANGUAGE]: language } : values;
}

/** Adobe's name in `ctx` for the language of a multilingual message ("Configuring a transactional event"). */
const LANGUAGE = 'AC_language';

/** The message in the event's own list: a new one that has its keys; undefined when there is none, or several. */
async function findSent(item: Item, body: IDataObject): Promise<CampaignRecord | undefined> {
	const keys = EXTERNAL_IDS.filter((name) => body[name]);
	if (!body.email || keys.length === 0) return undefined;
	const { client } = item;
	const filter = { name: 'byEmail', parameters: { email: String(body.email) } };
	const found: CampaignRecord[] = [];
	for await (const page of pagesFrom(client, client.urls.list(filter, { lineCount: PAGE_SIZE }))) {
		found.push(
			...page.content.filter(
				(row) =>
					isSameName(row.email, body.email) &&
					keys.every((name) => row[name] === body[name]) &&
					!(Date.now() - momentOf(row.created) > RECENT_MS) &&
					!item.instance.sentAt.has(String(row.PKey)),
			),
		);
	}
	if (found.length !== 1) return undefined;
	item.hint('The answer to a message was lost, but Campaign lists it: it was sent once');
	return found[0];
}

/** What is known of a message that was sent. */
interface Sent extends IDataObject {
	PKey: string;
	status: string;
}

/**
 * POSTs a message, once in an execution: a second request is a second message to a customer.
 *
 * @throws NodeApiError, also when it may have been sent
 */
async function sendOnce(item: Item, body: IDataObject): Promise<Sent> {
	const { client, run, index } = item;
	const url = client.urls.collection();
	const content = [url, body];
	const earlier = run.earlierTries?.find(index, content);
	if (earlier === 'unclear') {
		throw item.refuse(
			'An earlier try of this execution may have sent this message',
			'Nothing was sent now. Look into the messages of the event in Campaign before you send it again.',
		);
	}
	if (earlier) {
		item.hint('The message was sent by an earlier try of this execution, and not again');
		return earlier as Sent;
	}
	const look = async () => {
		run.earlierTries?.add(index, content, 'unclear');
		return await findSent(item, body);
	};
	const { PKey, status } = await client.post(url, body, recordIn, look);
	const sent: Sent = { PKey: String(PKey), status: String(status ?? '') };
	item.instance.sentAt.set(sent.PKey, elapsed());
	run.earlierTries?.add(index, content, sent);
	return sent;
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
			more: readMore(context, itemIndex),
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
		const body = { ...address, ...schedule, ...more, ctx };
		// A model may call its tool twice at the same moment.
		const sent = item.run.isTool
			? await messages.client.inTurn(
					JSON.stringify(body),
					async () => await sendOnce(messages, body),
				)
			: await sendOnce(messages, body);
		const { PKey } = sent;
		// Not the answer's own: one of Adobe's samples has it without the address of the server.
		const href = messages.client.urls.record(PKey);
		const isWatched = waitMs !== undefined && schedule.scheduled === undefined;
		const seen = isWatched ? await watchStatus(messages, href, waitMs) : undefined;
		const status = seen ? statusOf(seen) : sent.status;
		if (failsIfUnsent) refuseUnsent(messages, status, PKey);
		const { eventId } = event;
		return { PKey, href, status, eventId, channel: channelOf(address), ...schedule, ...more };
	},
};
