import { NONE, type RecordKind } from '../../records/kind';
import { INVALID_KEY, MISSING_DOCUMENT } from '../../transport/refusalTable';
import type { RefusalRow } from '../../transport/types';

/** What only requests for events are refused with. */
const refusals: RefusalRow[] = [
	{
		kind: 'keyInvalid',
		says: INVALID_KEY,
		message: 'This event has no message with this PKey',
		advice:
			"Check 'Event' and 'Event ID'. A PKey belongs to one instance and one event, and can change.",
	},
	{
		kind: 'notFound',
		says: MISSING_DOCUMENT,
		message: 'The message was not found',
		advice:
			"Check 'Event' and 'Event ID'. Campaign keeps the messages of an event for a month; older ones are gone.",
	},
	{
		kind: 'addressUnknown',
		says: /rc=-2003|Unsupported endpoint/,
		message: 'Campaign has no published event of this ID',
		advice:
			"Check 'Event ID': letter case counts, and the event must be published. If it is right, set 'Message Center' to what stands before it in the API preview of the event, such as 'mcacme'.",
		cause: 'configuration-invalid',
	},
	{
		kind: 'campaignRefused',
		when: ({ status }, { isHtml }) => status >= 400 && !isHtml,
		message: 'Campaign refused the request for this event',
		advice:
			"Campaign's own words below may say more (Campaign v8 seldom tells). Check 'Event ID', and that the account of the credentials may use transactional messages.",
	},
];

/** What only a message that is to be sent is refused with. */
export const sendingRefusals: RefusalRow[] = [
	{
		kind: 'campaignRefused',
		when: ({ status }, { isHtml }) => status >= 400 && !isHtml,
		message: 'Campaign refused the message, and nothing was sent for it',
		advice:
			"Campaign's own words below may say more (Campaign v8 seldom tells). Check the address, and each value of 'Context': names, numbers and dates.",
	},
];

/** The same event, where a message of it is sent. */
export const toBeSent = (kind: RecordKind): RecordKind => ({
	...kind,
	refusals: [...sendingRefusals, ...refusals],
});

/** What holds for messages of all events. */
const EVENT_WORDS: Omit<RecordKind, 'family' | 'name'> = {
	one: 'message',
	many: 'messages',
	locator: 'Event ID',
	refusals,
	uncertain:
		"The message may have been sent: do not send it again before you have looked into the event's messages in Campaign. A second request would be a second message. With 'External ID' in Options the node looks by itself, for e-mails.",
	// Campaign blanks what was sent (seen in three answers of a tenant).
	simple: [
		'PKey',
		'status',
		'created',
		'processed',
		'scheduled',
		'expiration',
		'externalId',
		'href',
	],
	computed: NONE,
	writableLinks: NONE,
	parts: {},
	types: {},
	optOuts: NONE,
	element: 'ctx',
};

/** Which event is meant, as the form has it. */
export interface EventName {
	/** Adobe's `EVT...`. */
	eventId: string;
	/** The first part of its address, such as `mcacme`; empty for the organization's own. */
	messageCenter: string;
}

/** The stage and the production instances of one customer share one message center (seen on a tenant with both). */
const messageCenterOf = (organization: string) =>
	`mc${organization.replace(/-mkt-(?:prod|stage)\d*$/i, '')}`;

/** The messages of one event (Adobe, "Managing transactional messages"). */
export const eventKind = (
	{ eventId, messageCenter }: EventName,
	organization: string,
): RecordKind => ({
	...EVENT_WORDS,
	family: messageCenter || messageCenterOf(organization),
	name: eventId,
});

/** The words for messages and forms, which are the same for every event. */
export const EVENT: RecordKind = { ...EVENT_WORDS, family: 'mc', name: 'event' };
