import type { EnumerationValue, Field } from '../../store/field';
import { FieldTable } from '../../store/fieldTable';
import { flag, readOnly, stamp, text } from '../fields';

/** 'Managing transactional messages' and a client (HUD) for the names. Inferred: the stored numbers; an event without one says "apns". */
const PUSH_PLATFORMS: readonly EnumerationValue[] = [
	{ name: 'apns', label: 'iOS', value: '0' },
	{ name: 'gcm', label: 'Android', value: '1' },
	{ name: 'fcm', label: 'Android (FCM)', value: '2' },
];

const instant = (name: string, label: string): Field => ({ name, label, type: 'datetime' });

/** What a sender may set, beside `ctx`. */
const SENT: readonly Field[] = [
	text('application', 'Application', 255),
	text('countryCode', 'Country code', 8),
	text('email', 'Email', 255),
	instant('expiration', 'Expiration date'),
	...['', '2', '3', '4', '5'].map((number) =>
		text(`externalId${number}`, `External ID ${number}`.trim(), 255),
	),
	text('marketingCloudId', 'Marketing Cloud ID', 255),
	text('mobilePhone', 'Mobile', 32),
	{
		name: 'pushPlatform',
		label: 'Push platform',
		type: 'enumeration',
		resType: 'byte',
		values: PUSH_PLATFORMS,
	},
	text('registrationToken', 'Registration token', 255),
	instant('scheduled', 'Scheduled date'),
	// Inferred: the place and type of it. The pages of v8 name it, and show no value.
	text('wishedChannel', 'Wished channel', 32, { only: 'v8' }),
];

/** In the data model of subscriptions, and in no printed event. */
const EMAIL_FORMAT = text('emailFormat', 'Email format', 32, { metadataOnly: true });

const POSTAL_ADDRESS: Field = {
	name: 'postalAddress',
	label: 'Postal address',
	type: 'item',
	readOnly: true,
	parts: [
		flag('addrDefined', 'Address defined', readOnly),
		...[1, 2, 3, 4, 5, 6, 7].map((line) => text(`line${line}`, `Line ${line}`, 255, readOnly)),
		text('serialized', 'Serialized', 2000, readOnly),
	],
};

/**
 * The attributes of an event with these in its `ctx`: the answers of a stage and a production instance, published by a client (CENTRAL), of
 * which all thirteen have the same. Inferred: types and lengths.
 */
export function eventFields(context: readonly Field[]): FieldTable {
	return new FieldTable([
		text('PKey', 'Main resource ID', 255, readOnly),
		stamp('created', 'Created', { sortable: true }),
		{ name: 'ctx', label: 'Event context', type: 'item', parts: context, isDocument: true },
		text('href', 'Address of the event', 255, readOnly),
		POSTAL_ADDRESS,
		stamp('processed', 'Processed'),
		text('serverUrl', 'Server', 255, readOnly),
		text('status', 'Status', 32, readOnly),
		text('title', 'Event', 255, readOnly),
		...SENT,
		EMAIL_FORMAT,
		stamp('lastModified', 'Last modified', { internal: true }),
		{ name: 'receivedAt', label: 'Received, in milliseconds', type: 'number', internal: true },
	]);
}

/** The attributes that Campaign Standard blanks in its answer. */
export const BLANKED: readonly Field[] = [...SENT, stamp('created', 'Created')];
