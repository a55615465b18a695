/**
 * Shapes, spelling of names and empty values are as published; names and keys are invented. No page of Adobe's prints a custom record: these are
 * the shapes of the ones in the tests of Data Axle's engine for landing pages, which were read from customers' instances in 2021 and 2022.
 */
const HOST = 'https://mc.adobe.io/acme/campaign';

/** A row with audit fields and automatic ID, linked to a profile; its title is the value of a field. */
export const LINKED_ROW = {
	PKey: '@order',
	Order_Date: '2021-05-10',
	SENT: 'false',
	acsId: '0e2c61a8-5d1c-4a43-9f0e-6b1de2f9c0aa',
	amount: 0,
	category: '',
	channel: '',
	created: '2021-05-10 14:40:34.900Z',
	crm_id: '',
	cusProductlink: null,
	cusProfilelink: {
		PKey: '@profile',
		href: `${HOST}/profileAndServicesExt/profile/@profile`,
		title: 'Ines Okafor (ines.okafor@example.com)',
	},
	customerID: '08757',
	href: `${HOST}/profileAndServicesExt/cusOrder/@order`,
	lastModified: '2021-05-10 14:40:34.900Z',
	order_number: 'O-9001',
	paid: '',
	shippedAt: '',
	status: '',
	title: 'O-9001',
};

/** A row of a resource that has neither audit fields nor automatic ID, but an attribute of its own that sounds so. */
export const BARE_ROW = {
	PKey: '@tag',
	CREATED: '2021-05-10 14:40:34',
	SENT: 'false',
	href: `${HOST}/customResources/cusTag/@tag`,
	tag: 'promo_code',
	title: '5,001',
};

/** Campaign Standard API, 'Custom resources': what the endpoint says of a resource. The sample has the name of the first in the second. */
export const LISTED_RESOURCE = {
	data: '/profileAndServicesExt/cusOrder/',
	help: 'Orders',
	href: `${HOST}/profileAndServicesExt/cusOrder/metadata`,
	name: 'cusOrder',
	type: 'collection',
};
