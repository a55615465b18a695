/** Shapes, key names, key order and empty values are as published; people, names and keys are invented. */
const HOST = 'https://mc.adobe.io/acme/campaign';

/**
 * An item of a profile's subscriptions on Ext: captured from a live instance in 2018 and published by a client (CruGlobal). The
 * subscriber has no names, hence the two blanks in the titles.
 */
export const CAPTURED_SUBSCRIPTION = {
	PKey: '@subscription',
	created: '2018-04-06 19:34:44.340Z',
	email: '',
	expirationDate: '',
	href: `${HOST}/profileAndServicesExt/profile/@other-key/subscriptions/@subscription`,
	metadata: 'subscription',
	mobilePhone: '',
	origin: '',
	service: {
		PKey: '@service',
		href: `${HOST}/profileAndServicesExt/service/@service`,
		label: 'Welcome Series',
		name: 'SVC13',
		title: 'Welcome Series (SVC13)',
	},
	serviceName: 'SVC13',
	subscriber: {
		PKey: '@profile',
		email: 'ines@example.com',
		firstName: '',
		href: `${HOST}/profileAndServicesExt/profile/@profile`,
		lastName: '',
		title: '  (ines@example.com)',
	},
	subscriptionDate: '',
	title: 'Welcome Series (SVC13) /   (ines@example.com)',
};

/** Campaign Standard API, 'Deleting subscriptions': the printed part of an item on the side of the service. */
export const PRINTED_ITEM_OF_SERVICE = {
	PKey: '@subscription',
	created: '2019-03-26 08:58:04.764Z',
	email: '',
	expirationDate: '',
	href: `${HOST}/profileAndServices/service/@other-key/subscriptions/@subscription`,
	metadata: 'subscriptionRcp',
	serviceName: 'SVC3',
};

/** Campaign Standard API, 'Retrieving subscriptions': the subscriber in such an item; its title is not printed. */
export const PRINTED_SUBSCRIBER = {
	PKey: '@profile',
	email: '',
	firstName: 'John',
	href: `${HOST}/profileAndServices/profile/@profile`,
	lastName: 'Doe',
};

/** The same page: the service in an item of a profile's subscriptions. */
export const PRINTED_SERVICE = {
	PKey: '@service',
	href: `${HOST}/profileAndServices/service/@service`,
	label: 'Sport Newsletter',
	name: 'SVC1',
	title: 'Sport Newsletter (SVC1)',
};

/** Campaign Standard API, 'Performing subscriptions': the printed part of the answer to `{ "service": { "PKey": "<PKEY>" } }`. */
export const PRINTED_SUBSCRIBE_ANSWER = {
	service: { PKey: '@service', title: 'Sport Newsletter (SVC1)' },
	serviceName: '',
};

/** A thread of Adobe's forum, 'Issues adding subscriber to service in ACS API', with other numbers. */
export const DUPLICATE_SUBSCRIPTION = (service: number, subscriber: number) =>
	`PGS-220000 PostgreSQL error: ERROR: duplicate key value violates unique constraint "nmssubscriptionrcp_key" DETAIL: Key (iserviceid, isubscriberid)=(${service}, ${subscriber}) already exists.`;
