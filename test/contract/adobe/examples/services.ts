/** Shapes, key names, key order and empty values are as published; names and keys are invented. */
const HOST = 'https://mc.adobe.io/acme/campaign/profileAndServices';

/** A whole service: captured from a live instance in 2018 and published by a client (CruGlobal). Its key order is that of the capture. */
export const CAPTURED_SERVICE = {
	PKey: '@service',
	builtIn: false,
	created: '2017-03-15 12:48:26.287Z',
	desc: '',
	end: '',
	href: `${HOST}/service/@service`,
	isExternal: false,
	isTemplate: false,
	label: 'Welcome Series',
	lastModified: '2018-01-26 17:53:27.063Z',
	limitedDuration: false,
	mainDate: '2017-03-15',
	messageType: 'email',
	mode: 'newsletter',
	name: 'SVC13',
	publicLabel: '',
	start: '2017-03-15',
	subScenarioEventType: 'EVTNoMessageSent',
	subscriptions: { href: `${HOST}/service/@other-key/subscriptions/` },
	targetResource: 'profile',
	template: { PKey: '@template', title: 'Newsletter (newsletter)' },
	thumbnail: '/nl/img/thumbnails/defaultService.png',
	title: 'Welcome Series (SVC13)',
	unsubScenarioEventType: 'EVTNoMessageSent',
	validityDuration: 'P10D',
};

/** Campaign Standard data model, 'Service': the filters and their parameters. */
export const SERVICE_FILTERS = {
	byChannel: ['channel'],
	byPlanning: ['startDate', 'endDate'],
	byTargetResource: ['targetResource'],
	byText: ['text'],
};

/** Campaign Standard data model, 'Service': names, types and lengths of attributes. */
export const SERVICE_FIELDS: Record<string, { type: string; length?: string }> = {
	PKey: { type: 'string' },
	builtIn: { type: 'boolean' },
	created: { type: 'date' },
	createdBy: { type: 'link' },
	desc: { type: 'string', length: '512' },
	end: { type: 'date' },
	geoUnit: { type: 'link' },
	history: { type: 'collection' },
	isExternal: { type: 'boolean' },
	isTemplate: { type: 'boolean' },
	label: { type: 'string', length: '128' },
	lastModified: { type: 'date' },
	limitedDuration: { type: 'boolean' },
	mainDate: { type: 'date' },
	messageType: { type: 'enumeration' },
	mode: { type: 'enumeration' },
	modifiedBy: { type: 'link' },
	name: { type: 'string', length: '64' },
	orgUnit: { type: 'link' },
	publicLabel: { type: 'string', length: '128' },
	start: { type: 'date' },
	subLandingPage: { type: 'link' },
	subScenario: { type: 'link' },
	subScenarioEventType: { type: 'string' },
	subscriptions: { type: 'collection' },
	targetResource: { type: 'string', length: '255' },
	template: { type: 'link' },
	thumbnail: { type: 'string', length: '255' },
	title: { type: 'string', length: '255' },
	unsubLandingPage: { type: 'link' },
	unsubScenario: { type: 'link' },
	unsubScenarioEventType: { type: 'string' },
	validityDuration: { type: 'number' },
};

/** The same page: names and stored numbers of its enumerations. */
export const SERVICE_ENUMERATIONS = {
	messageType: [
		{ name: 'sms', label: 'Mobile (SMS)', value: '1' },
		{ name: 'email', label: 'Email', value: '0' },
		{ name: '__Invalid_value__', label: 'INVALID VALUE', value: '__Invalid_value__' },
	],
	mode: [
		{ name: 'viral', label: 'Viral', value: '1' },
		{ name: 'newsletter', label: 'Newsletter', value: '0' },
		{ name: '__Invalid_value__', label: 'INVALID VALUE', value: '__Invalid_value__' },
	],
};
