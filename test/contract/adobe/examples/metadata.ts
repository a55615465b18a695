/** Campaign Standard API, 'Metadata mechanism': the keys of the answer in the order printed. */
export const METADATA_KEYS = [
	'PKey',
	'apiName',
	'compatibleResources',
	'content',
	'data',
	'filters',
	'help',
	'href',
	'label',
	'mandatory',
	'name',
	'pkgStatus',
	'readOnly',
	'schema',
	'type',
];

/** Global concepts page of 2019: the entry of `content.email`, whole but for its key. */
export const EMAIL_ENTRY = {
	apiName: 'email',
	category: '03_emails',
	dataPolicy: 'email',
	desc: '',
	displayFormat: '',
	help: '',
	label: 'Email',
	lazyLoaded: false,
	length: '128',
	mandatory: false,
	metadata: 'attribute',
	privacy: 'firstParty',
	queryable: true,
	readOnly: false,
	resName: '',
	resType: 'string',
	sortable: true,
	type: 'string',
};

/** The parts of other entries that 'Metadata mechanism' prints. */
export const PARTIAL_ENTRIES: Record<string, Record<string, unknown>> = {
	lastName: {
		apiName: 'lastName',
		dataPolicy: 'smartCase',
		label: 'Last name',
		length: '50',
		readOnly: false,
		resType: 'string',
		type: 'string',
	},
	age: {
		apiName: 'age',
		dataPolicy: '',
		label: 'Age',
		readOnly: true,
		resType: 'long',
		type: 'number',
	},
	gender: { apiName: 'gender', label: 'Gender', resType: 'byte', type: 'enumeration' },
	subscriptions: {
		apiName: 'subscriptions',
		resTarget: 'subscription',
		resType: 'link',
		type: 'collection',
	},
};
