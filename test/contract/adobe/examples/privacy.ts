/** Shapes, key names, key order and empty values are as published; names and keys are invented. */
const HOST = 'https://mc.adobe.io/acme/campaign';

/** Campaign Standard API, 'Creating a privacy request': what is sent. A connector (ethyca/fides) sends the same attributes. */
export const SENT_REQUEST = {
	name: 'PR2',
	namespaceName: 'defaultNamespace1',
	reconciliationValue: 'ines.okafor@example.com',
	regulation: 'gdpr',
	label: 'Second request',
	type: 'access',
};

/** The same page: what it is answered, with addresses below `head/`. */
export const CREATED_REQUEST = {
	PKey: '@request',
	desc: '',
	gdprRequestData: { href: `${HOST}/head/privacyTool/@request/gdprRequestData/` },
	href: `${HOST}/head/privacyTool/@request`,
	label: 'Second request',
	name: 'PR2',
	namespaceName: 'defaultNamespace1',
	reconciliationValue: 'ines.okafor@example.com',
	regulation: 'gdpr',
	retryCount: 0,
	status: 'new',
	title: 'Second request (PR2)',
	type: 'access',
};
