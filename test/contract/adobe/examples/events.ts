/** Shapes, key names, key order and empty values are as published; names and keys are invented. */
const STAGE = 'https://mc.adobe.io/acme-mkt-stage1/campaign/mcacme';

const AFTER_CTX = {
	email: '',
	expiration: '',
	externalId: '',
	externalId2: '',
	externalId3: '',
	externalId4: '',
	externalId5: '',
};

const AFTER_HREF = {
	marketingCloudId: '',
	mobilePhone: '',
	postalAddress: {
		addrDefined: false,
		line1: '',
		line2: '',
		line3: '',
		line4: '',
		line5: '',
		line6: '',
		line7: '',
		serialized: '',
	},
	processed: '',
	pushPlatform: 'apns',
	registrationToken: '',
	scheduled: '',
};

/**
 * Answers to events with an e-mail: captured from stage and production instances and published by a client (CENTRAL) in 2022. All thirteen
 * answers there are alike; these are an order, a parcel with a collection, and a password in production.
 */
export const CAPTURED_EVENTS = [
	{
		organization: 'acme-mkt-stage1',
		answer: {
			PKey: '@event',
			application: '',
			countryCode: '',
			created: '',
			ctx: { BillingAddress: '', GrandTotal: '', OrderCustomerName: '', OrderItems: [] },
			...AFTER_CTX,
			href: `${STAGE}/EVTShop_New_Order_EN/@event`,
			...AFTER_HREF,
			serverUrl: 'https://acme-mkt-stage1-lb.campaign.adobe.com',
			status: 'pending',
			title: '',
		},
	},
	{
		organization: 'acme-mkt-stage1',
		answer: {
			PKey: '@event',
			application: '',
			countryCode: '',
			created: '',
			ctx: { CustomerAddress: '', ItemsCollection: [], Name: '', OrderId: '', TrackingUrl: '' },
			...AFTER_CTX,
			href: `${STAGE}/EVTShop_Package_Shipped_EN/@event`,
			...AFTER_HREF,
			serverUrl: 'https://acme-mkt-stage1-lb.campaign.adobe.com',
			status: 'pending',
			title: '',
		},
	},
	{
		organization: 'acme',
		answer: {
			PKey: '@event',
			application: '',
			countryCode: '',
			created: '',
			ctx: { customer_email: '', customer_name: '', customer_rp_token: '' },
			...AFTER_CTX,
			href: 'https://mc.adobe.io/acme/campaign/mcacme/EVTShop_Forgot_Password_EN/@event',
			...AFTER_HREF,
			serverUrl: 'https://acme-mkt-prod1-lb.campaign.adobe.com',
			status: 'pending',
			title: '',
		},
	},
];

/** The lengths of the keys of those events: most have the first. */
export const EVENT_KEY_LENGTH = 128;

/** Campaign Standard API, 'Managing transactional messages': what its printed answer has otherwise. */
export const PRINTED_EVENT_ANSWER = { href: 'mcacme/EVTcartAbandonment/@event', type: '' };

/** Campaign Standard data model, 'Subscription': the filters of events and their parameters. */
export const EVENT_FILTERS = {
	byEmail: ['email'],
	byStatusOrType: ['status', 'type'],
};
