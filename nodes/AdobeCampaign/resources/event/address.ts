import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import { checkedIdentity, readChoice } from '../../parameters/readers';
import { isEmail } from '../../records/clean';
import { EMAIL_LENGTH } from '../../records/wire';

/** To whom a message goes. Campaign sends an event over the channel that it was made for. */
export const addressFields: INodeProperties[] = [
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'e.g. name@email.com',
		default: '',
		description: 'For an event that sends an e-mail',
	},
	{
		displayName: 'Mobile Phone',
		name: 'mobilePhone',
		type: 'string',
		placeholder: 'e.g. +33612345678',
		default: '',
		description: 'For an event that sends a text message. Write it with the country in front.',
		hint: 'Fill in what the event sends to: an e-mail or a phone. For push notifications see Options.',
	},
];

const APPLICATION = 'Push: Application';
const PLATFORM = 'Push: Platform';
const TOKEN = 'Push: Registration Token';

export const pushOptions: INodeProperties[] = [
	{
		displayName: APPLICATION,
		name: 'application',
		type: 'string',
		default: '',
		placeholder: 'e.g. com.example.shop',
		description: 'For an event that sends a push notification: the mobile application',
	},
	{
		displayName: PLATFORM,
		name: 'pushPlatform',
		type: 'options',
		options: [
			{ name: 'Android (FCM)', value: 'fcm' },
			{ name: 'Android (GCM)', value: 'gcm' },
			{ name: 'iOS (APNS)', value: 'apns' },
		],
		default: 'apns',
		description: 'For an event that sends a push notification: the kind of device',
	},
	{
		displayName: TOKEN,
		name: 'registrationToken',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'For an event that sends a push notification: the device',
	},
];

const PLATFORMS = ['apns', 'fcm', 'gcm'];

const PUSH = { registrationToken: TOKEN, application: APPLICATION, pushPlatform: PLATFORM };

/** Digits with the signs that people write between them. */
const PHONE = /^\+?(?:[\s()./-]*\d){5,20}[\s()./-]*$/;

const refusals = {
	none: {
		message: 'The message has no address',
		description:
			"Nothing was sent. Fill in 'Email' or 'Mobile Phone', whichever the event sends to, or the three fields of a push notification in Options.",
	},
	email: {
		message: "'Email' is not an e-mail",
		description: 'Nothing was sent. Enter one whole e-mail.',
	},
	tooLong: {
		message: "'Email' is longer than an e-mail can be in Campaign",
		description: `Nothing was sent. Campaign keeps ${EMAIL_LENGTH} characters of it.`,
	},
	phone: {
		message: "'Mobile Phone' is not a phone number",
		description: 'Nothing was sent. Enter one with digits, such as +33612345678.',
	},
};

/** The address as Campaign takes it: only what is filled in. */
export type Address = Partial<Record<'email' | 'mobilePhone' | keyof typeof PUSH, string>>;

/** How the message goes out, as far as the address tells: of several, Campaign takes the one that the event was made for. */
export const channelOf = ({ email, mobilePhone, registrationToken }: Address): string =>
	[email && 'email', mobilePhone && 'mobilePhone', registrationToken && 'push']
		.filter(Boolean)
		.join(' or ');

function readPush(context: IExecuteFunctions, itemIndex: number): Address {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const names = Object.keys(PUSH) as Array<keyof typeof PUSH>;
	const given = Object.fromEntries(
		names.map((name) => [name, checkedIdentity(context, itemIndex, PUSH[name], options[name])]),
	);
	// The platform has a value as soon as it is added.
	if (!given.registrationToken && !given.application) return {};
	const missing = names.find((name) => !given[name]);
	if (missing === undefined) {
		readChoice(context, itemIndex, 'options.pushPlatform', PLATFORM, PLATFORMS);
		return given;
	}
	throw inputError(context, itemIndex, {
		message: `'${PUSH[missing]}' in Options is empty`,
		description: 'Nothing was sent. A push notification needs all three of its fields.',
	});
}

/** Reads to whom a message goes. @throws NodeOperationError when that cannot be anybody */
export function readAddress(context: IExecuteFunctions, itemIndex: number): Address {
	const read = (name: string, label: string) =>
		checkedIdentity(context, itemIndex, label, context.getNodeParameter(name, itemIndex, ''));
	const email = read('email', 'Email');
	const mobilePhone = read('mobilePhone', 'Mobile Phone');
	if (email !== '' && !isEmail(email)) throw inputError(context, itemIndex, refusals.email);
	if (email.length > EMAIL_LENGTH) throw inputError(context, itemIndex, refusals.tooLong);
	if (mobilePhone !== '' && !PHONE.test(mobilePhone)) {
		throw inputError(context, itemIndex, refusals.phone);
	}
	const address: Address = {
		...(email && { email }),
		...(mobilePhone && { mobilePhone }),
		...readPush(context, itemIndex),
	};
	if (Object.keys(address).length > 0) return address;
	throw inputError(context, itemIndex, refusals.none);
}
