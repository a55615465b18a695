import { join } from 'node:path';

import { NodeHelpers } from 'n8n-workflow';
import type {
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import manifest from '../../../../package.json';
import { NODE } from './context';

/** The node in a file of dist that package.json lists, made from its source. */
function made(file: string): INodeType {
	const source = join(__dirname, '../../../..', file.replace(/^dist\//, '').replace(/\.js$/, ''));
	const [Type] = Object.values(jest.requireActual<Record<string, new () => INodeType>>(source));
	return new Type();
}

const NODES = manifest.n8n.nodes.map(made);
const DESCRIPTIONS = NODES.map(({ description }) => description);
const [TRIGGERS, OTHERS] = [true, false].map((polling) =>
	DESCRIPTIONS.filter((description) => (description.polling ?? false) === polling),
);

const FIELD_SETS = ['profileAndServices', 'profileAndServicesExt'];

const choicesOf = (property?: INodeProperties) =>
	(property?.options ?? []) as INodePropertyOptions[];

const menuOf = ({ properties }: INodeTypeDescription, name: string, resource?: string) =>
	properties.find(
		(property) =>
			property.name === name &&
			(resource === undefined || property.displayOptions?.show?.resource?.includes(resource)),
	);

/** Each resource of each node. */
const RESOURCES = DESCRIPTIONS.flatMap((description) =>
	choicesOf(menuOf(description, 'resource')).map(({ name, value }) => ({
		description,
		name,
		resource: String(value),
		menu: menuOf(description, 'operation', String(value)),
	})),
);

/** Each operation of each resource. */
const OPERATIONS = RESOURCES.flatMap(({ description, resource, menu }) =>
	choicesOf(menu).map((choice): [string, string, INodeTypeDescription, INodePropertyOptions] => [
		resource,
		String(choice.value),
		description,
		choice,
	]),
);

/** The node that has a resource. */
function descriptionOf(resource: unknown): INodeTypeDescription {
	const [found, ...others] = RESOURCES.filter((one) => one.resource === resource);
	expect(others).toEqual([]);
	return found.description;
}

const VERSIONS = [1, 1.1];
const [, LATEST] = VERSIONS;

const nodeWith = (parameters: INodeParameters, typeVersion = LATEST): INode => ({
	...NODE,
	typeVersion,
	parameters,
});

/** The settings as n8n completes them: what is not given has its default. */
function completed(settings: INodeParameters, version = LATEST): INodeParameters {
	const description = descriptionOf(settings.resource);
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		settings,
		true,
		false,
		nodeWith(settings, version),
		description,
	);
	return { ...parameters, ...settings };
}

/** What the form shows for these settings, by n8n's own rules. */
function shown(settings: INodeParameters, version = LATEST): INodeProperties[] {
	const parameters = completed(settings, version);
	const description = descriptionOf(settings.resource);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(parameters, property, nodeWith(parameters, version), description),
	);
}

const namesOf = (settings: INodeParameters) => shown(settings).map(({ name }) => name);

const property = (name: string, settings: INodeParameters) =>
	shown(settings).find((entry) => entry.name === name);

/** What 'Options' offers for these settings. */
function optionsShown(settings: INodeParameters): INodeProperties[] {
	const parameters = completed(settings);
	const description = descriptionOf(settings.resource);
	const collection = shown(settings).find(({ name }) => name === 'options');
	return ((collection?.options ?? []) as INodeProperties[]).filter((option) =>
		NodeHelpers.displayParameter({}, option, nodeWith(parameters), description, parameters),
	);
}

/** All settings of those fields of an operation that others are shown by. */
function waysThrough(resource: string, operation: string): INodeParameters[] {
	const { properties } = descriptionOf(resource);
	const rules = properties.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {}));
	const deciding = (settings: INodeParameters) =>
		shown(settings).find(({ name }) => rules.includes(name) && !(name in settings));
	const ways: INodeParameters[] = [];
	const follow = (settings: INodeParameters) => {
		const next = deciding(settings);
		if (!next) {
			ways.push(settings);
			return;
		}
		const values =
			next.type === 'boolean' ? [true, false] : choicesOf(next).map((one) => one.value);
		for (const value of values) follow({ ...settings, [next.name]: value });
	};
	follow({ resource, operation });
	return ways;
}

const COMMON = ['authentication', 'resource', 'operation', 'endpoint'];
const LISTED = ['returnAll', 'limit', 'simplify', 'options'];

const MESSAGE = ['eventId', 'email', 'mobilePhone', 'specifyContext'];

/** Resources that are the same in both field sets. */
const WITHOUT_FIELD_SET = ['event', 'workflow', 'customResource'];

/** What the form of each operation of a resource begins with. */
const commonOf = (resource: string) => [
	...COMMON.filter((name) => name !== 'endpoint' || !WITHOUT_FIELD_SET.includes(resource)),
	...(resource === 'customResource' ? ['customResource'] : []),
];

describe('The form, in its order,', () => {
	it.each<[string, string, INodeParameters, string[]]>([
		['profile', 'get', {}, ['profile', 'simplify', 'options']],
		['profile', 'update', {}, ['profile', 'fields', 'confirmUpdate', 'simplify', 'options']],
		['profile', 'create', {}, ['fields', 'options']],
		['profile', 'delete', {}, ['profile', 'options']],
		['profile', 'count', {}, ['filterBy', 'options']],
		['profile', 'count', { filterBy: 'email' }, ['filterBy', 'email', 'options']],
		['profile', 'count', { filterBy: 'text' }, ['filterBy', 'text', 'textField', 'options']],
		[
			'profile',
			'count',
			{ filterBy: 'customFilter' },
			['filterBy', 'filterNotice', 'filterName', 'filterParameters', 'options'],
		],
		['profile', 'getHistory', {}, ['profile', ...LISTED]],
		['profile', 'getAll', {}, ['filterBy', ...LISTED]],
		['profile', 'getAll', { returnAll: true }, ['filterBy', 'returnAll', 'simplify', 'options']],
		['profile', 'getAll', { filterBy: 'email' }, ['filterBy', 'email', ...LISTED]],
		['profile', 'getAll', { filterBy: 'text' }, ['filterBy', 'text', 'textField', ...LISTED]],
		[
			'profile',
			'getAll',
			{ filterBy: 'customFilter' },
			['filterBy', 'filterNotice', 'filterName', 'filterParameters', ...LISTED],
		],
		[
			'profile',
			'upsert',
			{},
			['matchBy', 'matchValue', 'fields', 'confirmUpdate', 'simplify', 'options'],
		],
		[
			'profile',
			'upsert',
			{ matchBy: 'customKey' },
			['matchBy', 'matchValue', 'fields', 'confirmUpdate', 'simplify', 'options'],
		],
		[
			'profile',
			'upsert',
			{ matchBy: 'customFilter' },
			[
				'matchBy',
				'filterNotice',
				'filterName',
				'filterParameter',
				'matchValue',
				'filterParameters',
				'fields',
				'confirmUpdate',
				'simplify',
				'options',
			],
		],
		['subscription', 'subscribe', {}, ['profile', 'service', 'subscribeNotice', 'options']],
		['subscription', 'unsubscribe', {}, ['profile', 'service', 'options']],
		['subscription', 'getAll', {}, ['subscriptionsOf', 'profile', ...LISTED]],
		[
			'subscription',
			'getAll',
			{ subscriptionsOf: 'service' },
			['subscriptionsOf', 'service', ...LISTED],
		],
		['event', 'get', {}, ['eventId', 'event', 'messageCenter', 'simplify', 'options']],
		['event', 'send', {}, [...MESSAGE, 'context', 'messageCenter', 'options']],
		[
			'event',
			'send',
			{ specifyContext: 'json' },
			[...MESSAGE, 'contextJson', 'messageCenter', 'options'],
		],
		['service', 'create', {}, ['fields', 'options']],
		['service', 'get', {}, ['service', 'simplify', 'options']],
		['service', 'update', {}, ['service', 'fields', 'confirmUpdate', 'simplify', 'options']],
		['service', 'getAll', {}, ['filterBy', ...LISTED]],
		['service', 'getAll', { filterBy: 'channel' }, ['filterBy', 'channel', ...LISTED]],
		['service', 'getAll', { filterBy: 'text' }, ['filterBy', 'text', ...LISTED]],
		[
			'service',
			'getAll',
			{ filterBy: 'planning' },
			['filterBy', 'startDate', 'endDate', ...LISTED],
		],
		[
			'service',
			'getAll',
			{ filterBy: 'customFilter' },
			['filterBy', 'filterNotice', 'filterName', 'filterParameters', ...LISTED],
		],
		['workflow', 'get', {}, ['workflow', 'simplify', 'options']],
		...['start', 'pause', 'resume', 'stop'].map(
			(command): [string, string, INodeParameters, string[]] => [
				'workflow',
				command,
				{},
				['workflow', 'options'],
			],
		),
		[
			'workflow',
			'triggerSignal',
			{},
			['workflow', 'signal', 'source', 'specifyParameters', 'parameters', 'options'],
		],
		[
			'workflow',
			'triggerSignal',
			{ specifyParameters: 'json' },
			['workflow', 'signal', 'source', 'specifyParameters', 'parametersJson', 'options'],
		],
		['customResource', 'count', {}, ['filterBy', 'options']],
		[
			'customResource',
			'count',
			{ filterBy: 'customFilter' },
			['filterBy', 'filterName', 'filterParameters', 'options'],
		],
		['customResource', 'create', {}, ['fields', 'options']],
		[
			'customResource',
			'upsert',
			{},
			[
				'matchBy',
				'filterName',
				'filterParameter',
				'matchValue',
				'filterParameters',
				'fields',
				'confirmUpdate',
				'simplify',
				'options',
			],
		],
		[
			'customResource',
			'upsert',
			{ matchBy: 'acsId' },
			['matchBy', 'matchValue', 'fields', 'confirmUpdate', 'simplify', 'options'],
		],
		['customResource', 'delete', {}, ['record', 'deleteNotice', 'options']],
		['customResource', 'get', {}, ['record', 'simplify', 'options']],
		['customResource', 'getAll', {}, ['filterBy', ...LISTED]],
		[
			'customResource',
			'getAll',
			{ filterBy: 'customFilter' },
			['filterBy', 'filterName', 'filterParameters', ...LISTED],
		],
		['customResource', 'update', {}, ['record', 'fields', 'confirmUpdate', 'simplify', 'options']],
	])('of %s: %s with %j', (resource, operation, settings, own) => {
		for (const endpoint of FIELD_SETS) {
			expect(namesOf({ resource, operation, ...settings, endpoint })).toEqual([
				...commonOf(resource),
				...own.filter((name) => name !== 'filterNotice' || endpoint === FIELD_SETS[0]),
			]);
		}
	});

	it('has every property somewhere, and never two of one name at the same time', () => {
		const seen = new Set<INodeProperties>();
		for (const [resource, operation] of OPERATIONS) {
			const ways = waysThrough(resource, operation);
			for (const form of VERSIONS.flatMap((version) => ways.map((way) => shown(way, version)))) {
				const names = form.map(({ name }) => name);
				expect(new Set(names).size).toBe(names.length);
				form.forEach((entry) => seen.add(entry));
			}
		}
		const unseen = OTHERS.flatMap(({ properties }) => properties).filter(
			(entry) => !seen.has(entry),
		);
		expect(new Set(unseen.map(({ name }) => name))).toEqual(new Set(['toolDescription']));
	});

	it.each(OPERATIONS)('of %s: %s begins alike and ends with Options', (resource, operation) => {
		for (const settings of waysThrough(resource, operation)) {
			const names = namesOf(settings);
			const common = commonOf(resource);
			expect(names.slice(0, common.length)).toEqual(common);
			expect(names.includes('endpoint')).toBe(common.includes('endpoint'));
			expect(names.at(-1)).toBe('options');
		}
	});

	it.each([
		['profile', 'get', 'profile', 'profileAndServices', ['list', 'email', 'id', 'url']],
		[
			'profile',
			'get',
			'profile',
			'profileAndServicesExt',
			['list', 'email', 'id', 'url', 'customKey'],
		],
		['subscription', 'subscribe', 'profile', 'profileAndServices', ['list', 'email', 'id', 'url']],
		['subscription', 'subscribe', 'service', 'profileAndServices', ['list', 'name', 'id', 'url']],
		['service', 'get', 'service', 'profileAndServicesExt', ['list', 'name', 'id', 'url']],
		['event', 'get', 'event', 'profileAndServices', ['id', 'url']],
		['customResource', 'get', 'customResource', '', ['list', 'name']],
		['customResource', 'get', 'record', '', ['id', 'acsId', 'url']],
	])('of %s: %s finds a %s with %s by %j', (resource, operation, name, endpoint, modes) => {
		const locator = property(name, { resource, operation, endpoint });

		expect(locator?.modes?.map((mode) => mode.name)).toEqual(modes);
	});

	it.each(DESCRIPTIONS)('of $displayName shows the credential that is needed', (description) => {
		const types = (authentication: string) =>
			description.credentials
				?.filter(({ displayOptions }) =>
					displayOptions?.show?.authentication?.includes(authentication),
				)
				.map(({ name }) => name);

		expect(types('accessToken')).toEqual(['adobeCampaignApi']);
		expect(types('oAuth2')).toEqual(['adobeCampaignOAuth2Api']);
	});
});

/** How fast and how patiently: in the options of every operation. */
const PACE = ['maxWait', 'maxConcurrency', 'timeout'];

/** What the options of an operation are besides. */
const ownOptions = (settings: INodeParameters) =>
	optionsShown(settings)
		.map(({ name }) => name)
		.filter((name) => !PACE.includes(name));

const LISTING = ['orderBy', 'orderDirection', 'fields', 'pageSize'];
const UPDATING = [
	'confirmationReport',
	'confirmTogether',
	'dryRun',
	'emptyValues',
	'onMismatch',
	'onlyChanged',
	'ifUnmodifiedSince',
];

const SENDING = [
	'application',
	'emailFormat',
	'expiration',
	'externalId',
	'externalId2',
	'externalId3',
	'externalId4',
	'externalId5',
	'failIfNotSent',
	'language',
	'pushPlatform',
	'registrationToken',
	'requireAllFields',
	'scheduled',
	'waitAtMost',
	'waitForStatus',
];

describe('Options', () => {
	it.each([
		['profile', 'count', []],
		['profile', 'create', []],
		[
			'profile',
			'upsert',
			['confirmationReport', 'confirmTogether', 'emptyValues', 'onMismatch', 'mode'],
		],
		['profile', 'delete', ['dryRun', 'ifNotFound']],
		['profile', 'get', ['ifNotFound']],
		['profile', 'getAll', LISTING],
		['profile', 'getHistory', ['pageSize']],
		['profile', 'update', UPDATING],
		['subscription', 'subscribe', ['dryRun', 'ifSubscribed']],
		['subscription', 'unsubscribe', ['dryRun', 'ifNotSubscribed']],
		['subscription', 'getAll', ['pageSize']],
		['event', 'get', ['ifNotFound']],
		['event', 'send', SENDING],
		['service', 'create', []],
		['service', 'get', ['ifNotFound']],
		['service', 'getAll', ['includeTemplates', ...LISTING]],
		['service', 'update', UPDATING],
		['workflow', 'get', ['ifNotFound']],
		['workflow', 'start', ['waitUntilDone', 'waitAtMost']],
		['workflow', 'pause', ['waitUntilDone', 'waitAtMost']],
		['workflow', 'resume', ['waitUntilDone', 'waitAtMost']],
		['workflow', 'stop', ['waitUntilDone', 'waitAtMost']],
		['workflow', 'triggerSignal', ['startIfStopped', 'waitAtMost']],
		['customResource', 'count', []],
		['customResource', 'create', []],
		[
			'customResource',
			'upsert',
			['confirmationReport', 'confirmTogether', 'emptyValues', 'onMismatch', 'mode'],
		],
		['customResource', 'delete', ['dryRun', 'ifNotFound']],
		['customResource', 'get', ['ifNotFound']],
		['customResource', 'getAll', LISTING],
		['customResource', 'update', UPDATING],
	])('of %s: %s are %j', (resource, operation, names) => {
		expect(new Set(ownOptions({ resource, operation }))).toEqual(new Set(names));
	});

	it.each(OPERATIONS)(
		'of %s: %s have the pace, and are in the order of the alphabet',
		(resource, operation) => {
			const offered = optionsShown({ resource, operation });
			const labels = offered.map(({ displayName }) => displayName);

			expect(offered.map(({ name }) => name)).toEqual(expect.arrayContaining(PACE));
			expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b, 'en')));
		},
	);

	it.each([
		['profile', 'update', ['dryRun', 'emptyValues', 'onlyChanged', 'ifUnmodifiedSince']],
		['profile', 'upsert', ['emptyValues', 'mode']],
		['service', 'update', ['dryRun', 'emptyValues', 'onlyChanged', 'ifUnmodifiedSince']],
		['customResource', 'update', ['dryRun', 'emptyValues', 'onlyChanged', 'ifUnmodifiedSince']],
		['customResource', 'upsert', ['emptyValues', 'mode']],
	])(
		'of %s: %s have nothing about confirming when nothing is confirmed',
		(resource, operation, names) => {
			expect(ownOptions({ resource, operation, confirmUpdate: false })).toEqual(names);
		},
	);

	it.each(
		OPERATIONS.flatMap(([resource, operation]) =>
			optionsShown({ resource, operation })
				.filter(({ type }) => type === 'boolean')
				.map(({ name }): [string, string, string] => [resource, operation, name]),
		),
	)(
		'of %s: %s: %s is on when it is added, and stays what it is when the workflow is saved without its defaults',
		(resource, operation, name) => {
			const description = descriptionOf(resource);
			for (const value of [true, false]) {
				const given = { resource, operation, options: { [name]: value } };
				const saved = NodeHelpers.getNodeParameters(
					description.properties,
					given,
					false,
					false,
					nodeWith(given),
					description,
				);
				expect(saved?.options).toEqual({ [name]: value });
			}
			const option = optionsShown({ resource, operation }).find((entry) => entry.name === name);
			expect(option?.default).toBe(true);
		},
	);
});

const MAPPERS = OPERATIONS.flatMap(([resource, operation]) =>
	shown({ resource, operation })
		.filter(({ type }) => type === 'resourceMapper')
		.map((mapper): [string, string, INodeProperties] => [resource, operation, mapper]),
);

/** Mappers of what is declared in Campaign, with what they depend on. */
const DECLARED: Record<string, string[] | undefined> = {
	context: ['eventId', 'messageCenter'],
	parameters: ['workflow', 'signal'],
};

it.each(MAPPERS)(
	'the mapper of %s: %s asks again when other fields are meant, starts empty, and can map by itself',
	(_resource, _operation, { name, typeOptions, default: initial }) => {
		const declared = DECLARED[name];
		expect(typeOptions?.loadOptionsDependsOn).toEqual(
			declared ?? ['endpoint', 'customResource.value'],
		);
		// Each field that is declared is wanted.
		expect(typeOptions?.resourceMapper).toMatchObject({
			addAllFields: declared !== undefined,
			supportAutoMap: true,
		});
		expect(initial).toEqual({ mappingMode: 'defineBelow', value: null });
	},
);

it('what writes fields has a mapper for them', () => {
	expect(MAPPERS.map(([resource, operation]) => `${resource}: ${operation}`)).toEqual([
		'service: create',
		'service: update',
		'event: send',
		'workflow: triggerSignal',
		'customResource: create',
		'customResource: upsert',
		'customResource: update',
		'profile: create',
		'profile: upsert',
		'profile: update',
	]);
});

describe('Every operation', () => {
	it.each([
		['profile', 'count', 'Count', 'Count profiles'],
		['profile', 'create', 'Create', 'Create profile'],
		['profile', 'upsert', 'Create or Update', 'Create or update profile'],
		['profile', 'delete', 'Delete', 'Delete profile'],
		['profile', 'get', 'Get', 'Get profile'],
		['profile', 'getHistory', 'Get History', 'Get history of profile'],
		['profile', 'getAll', 'Get Many', 'Get many profiles'],
		['profile', 'update', 'Update', 'Update profile'],
		['subscription', 'subscribe', 'Subscribe', 'Subscribe profile to service'],
		['subscription', 'unsubscribe', 'Unsubscribe', 'Unsubscribe profile from service'],
		['subscription', 'getAll', 'Get Many', 'Get many subscriptions'],
		['event', 'get', 'Get', 'Get transactional event'],
		['event', 'send', 'Send', 'Send transactional event'],
		['service', 'create', 'Create', 'Create service'],
		['service', 'get', 'Get', 'Get service'],
		['service', 'getAll', 'Get Many', 'Get many services'],
		['service', 'update', 'Update', 'Update service'],
		['workflow', 'get', 'Get', 'Get workflow'],
		['workflow', 'start', 'Start', 'Start workflow'],
		['workflow', 'pause', 'Pause', 'Pause workflow'],
		['workflow', 'resume', 'Resume', 'Resume workflow'],
		['workflow', 'stop', 'Stop', 'Stop workflow'],
		['workflow', 'triggerSignal', 'Trigger Signal', 'Trigger signal of workflow'],
		['customResource', 'count', 'Count', 'Count records of custom resource'],
		['customResource', 'create', 'Create', 'Create record of custom resource'],
		['customResource', 'upsert', 'Create or Update', 'Create or update record of custom resource'],
		['customResource', 'delete', 'Delete', 'Delete record of custom resource'],
		['customResource', 'get', 'Get', 'Get record of custom resource'],
		['customResource', 'getAll', 'Get Many', 'Get many records of custom resource'],
		['customResource', 'update', 'Update', 'Update record of custom resource'],
	])('%s: %s has its name and its action', (resource, value, name, action) => {
		const [choice] = OPERATIONS.filter((one) => one[0] === resource && one[1] === value);

		expect(choice[3]).toMatchObject({ name, action });
	});

	it.each(OPERATIONS)('%s: %s has a description of its own', (_resource, _value, _, choice) => {
		// n8n's rules prescribe the words of an upsert.
		const others = OPERATIONS.filter(([, , , one]) => one !== choice && one.value !== 'upsert');

		expect(choice.description).toMatch(/^\w.{20,}[^.]$/);
		expect(others.map(([, , , { description }]) => description)).not.toContain(choice.description);
	});

	it.each(OPERATIONS)(
		'%s: %s has a tool description that begins with its action, for a tool alone',
		(resource, operation, { properties }, { action }) => {
			const [own, ...others] = properties.filter(({ name, displayOptions }) => {
				const { resource: resources, operation: operations } = displayOptions?.show ?? {};
				const isOwn = resources?.includes(resource) && operations?.includes(operation);
				return name === 'toolDescription' && isOwn;
			});

			expect(others).toEqual([]);
			expect(own.displayOptions?.show?.['@tool']).toEqual([true]);
			expect(own.default).toMatch(new RegExp(`^${action} in Adobe Campaign: \\w`));
		},
	);
});

describe.each(DESCRIPTIONS)('$displayName', (description) => {
	it('may be used by agents, unless it is a trigger', () => {
		expect(description.usableAsTool).toBe(description.polling ? undefined : true);
	});

	it('has the name in the panel that it has on the canvas', () => {
		expect(description.defaults.name).toBe(description.displayName);
	});

	it('has an icon for light and for dark screens, which no other node has', () => {
		const icons = OTHERS.map(({ icon }) => JSON.stringify(icon));

		expect(description.icon).toEqual({
			light: expect.stringMatching(/^file:\w+\.svg$/) as string,
			dark: expect.stringMatching(/^file:\w+\.dark\.svg$/) as string,
		});
		expect(new Set(icons).size).toBe(icons.length);
	});
});

describe.each(TRIGGERS)('$displayName', ({ displayName, name, icon, inputs }) => {
	// n8n's panel shows a trigger in the entry of the node whose name it has, but for the word itself (n8n 2.41).
	const node = OTHERS.find((other) => name === `${other.name}Trigger`);

	it('has the name and the icon of a node, with which n8n shows it in one entry', () => {
		expect(displayName).toBe(`${node?.displayName} Trigger`);
		expect(icon).toEqual(node?.icon);
	});

	it('begins a workflow', () => expect(inputs).toEqual([]));
});

it.each(RESOURCES)('$resource begins with an operation that only reads', ({ menu }) => {
	expect(['get', 'getAll']).toContain(menu?.default);
	expect(choicesOf(menu).map(({ value }) => value)).toContain(menu?.default);
});

const LISTING_OPERATIONS = ['getAll', 'getHistory'];

describe('Stored names and values never change:', () => {
	const valuesOf = (entry?: INodeProperties) =>
		entry?.options?.map((option) => ('value' in option ? option.value : option.name));

	it('the nodes and their credentials', () => {
		expect(DESCRIPTIONS.map(({ name }) => name)).toEqual([
			'adobeCampaign',
			'adobeCampaignProfile',
			'adobeCampaignProfileTrigger',
		]);
		for (const { version, credentials } of DESCRIPTIONS) {
			expect(version).toEqual(VERSIONS);
			expect(credentials?.map(({ name }) => name)).toEqual([
				'adobeCampaignApi',
				'adobeCampaignOAuth2Api',
			]);
		}
	});

	it('the resources, each with its operations', () => {
		const operationsOf = (wanted: string) =>
			OPERATIONS.filter(([resource]) => resource === wanted).map(([, operation]) => operation);

		expect(RESOURCES.map(({ resource }) => [resource, operationsOf(resource)])).toEqual([
			['service', ['create', 'get', 'getAll', 'update']],
			['event', ['get', 'send']],
			['workflow', ['get', 'pause', 'resume', 'start', 'stop', 'triggerSignal']],
			['customResource', ['count', 'create', 'upsert', 'delete', 'get', 'getAll', 'update']],
			['profile', ['count', 'create', 'upsert', 'delete', 'get', 'getHistory', 'getAll', 'update']],
			['subscription', ['subscribe', 'unsubscribe', 'getAll']],
		]);
	});

	it.each<[string, string, string, unknown, unknown]>([
		['profile', 'get', 'simplify', true, undefined],
		['profile', 'count', 'filterBy', 'none', ['customFilter', 'email', 'none', 'text']],
		['profile', 'getAll', 'filterBy', 'none', ['customFilter', 'email', 'none', 'text']],
		['profile', 'update', 'confirmUpdate', true, undefined],
		['profile', 'upsert', 'confirmUpdate', true, undefined],
		['profile', 'upsert', 'matchBy', 'email', ['customFilter', 'customKey', 'email']],
		['profile', 'upsert', 'matchValue', '', undefined],
		['profile', 'delete', 'profile', { mode: 'list', value: '' }, undefined],
		['subscription', 'subscribe', 'profile', { mode: 'list', value: '' }, undefined],
		['subscription', 'subscribe', 'service', { mode: 'list', value: '' }, undefined],
		['subscription', 'getAll', 'subscriptionsOf', 'profile', ['profile', 'service']],
		['event', 'get', 'eventId', '', undefined],
		['event', 'get', 'event', { mode: 'id', value: '' }, undefined],
		['event', 'get', 'messageCenter', '', undefined],
		['event', 'get', 'simplify', true, undefined],
		['event', 'send', 'eventId', '', undefined],
		['event', 'send', 'email', '', undefined],
		['event', 'send', 'mobilePhone', '', undefined],
		['event', 'send', 'specifyContext', 'fields', ['fields', 'json']],
		['event', 'send', 'messageCenter', '', undefined],
		['service', 'get', 'service', { mode: 'list', value: '' }, undefined],
		['service', 'get', 'simplify', true, undefined],
		[
			'service',
			'getAll',
			'filterBy',
			'none',
			['channel', 'customFilter', 'none', 'planning', 'text'],
		],
		['service', 'update', 'confirmUpdate', true, undefined],
		['workflow', 'get', 'workflow', '', undefined],
		['workflow', 'triggerSignal', 'signal', '', undefined],
		['workflow', 'triggerSignal', 'source', 'n8n', undefined],
		['workflow', 'triggerSignal', 'specifyParameters', 'fields', ['fields', 'json']],
		['customResource', 'count', 'customResource', { mode: 'list', value: '' }, undefined],
		['customResource', 'count', 'filterBy', 'none', ['customFilter', 'none']],
		['customResource', 'getAll', 'filterBy', 'none', ['customFilter', 'none']],
		['customResource', 'get', 'record', { mode: 'id', value: '' }, undefined],
		['customResource', 'update', 'confirmUpdate', true, undefined],
		['customResource', 'upsert', 'confirmUpdate', true, undefined],
		['customResource', 'upsert', 'matchBy', 'customFilter', ['acsId', 'customFilter']],
		['customResource', 'upsert', 'matchValue', '', undefined],
		...OPERATIONS.flatMap(
			([resource, operation]): Array<[string, string, string, unknown, unknown]> => [
				[resource, operation, 'authentication', 'oAuth2', ['accessToken', 'oAuth2']],
				...(commonOf(resource).includes('endpoint')
					? ([[resource, operation, 'endpoint', 'profileAndServices', FIELD_SETS]] as Array<
							[string, string, string, unknown, unknown]
						>)
					: []),
				...(LISTING_OPERATIONS.includes(operation)
					? ([
							[resource, operation, 'returnAll', false, undefined],
							[resource, operation, 'limit', 50, undefined],
							[resource, operation, 'simplify', true, undefined],
						] as Array<[string, string, string, unknown, unknown]>)
					: []),
			],
		),
	])('of %s: %s %s is %j at first, one of %j', (resource, operation, name, initial, values) => {
		const entry = property(name, { resource, operation });

		expect(entry?.default).toEqual(initial);
		expect(valuesOf(entry)).toEqual(values);
	});

	it.each<[string, string, string, unknown, unknown]>([
		// On as soon as they are added; what was stored as off stays off.
		['profile', 'update', 'confirmationReport', true, undefined],
		['profile', 'upsert', 'confirmationReport', true, undefined],
		['profile', 'update', 'confirmTogether', true, undefined],
		['profile', 'upsert', 'confirmTogether', true, undefined],
		['profile', 'update', 'emptyValues', 'leave', ['clear', 'leave']],
		['profile', 'upsert', 'emptyValues', 'leave', ['clear', 'leave']],
		['profile', 'update', 'onMismatch', 'error', ['error', 'warn']],
		['profile', 'upsert', 'onMismatch', 'error', ['error', 'warn']],
		['profile', 'update', 'dryRun', true, undefined],
		['profile', 'delete', 'dryRun', true, undefined],
		['profile', 'update', 'onlyChanged', true, undefined],
		['profile', 'update', 'ifUnmodifiedSince', '', undefined],
		['profile', 'get', 'ifNotFound', 'error', ['error', 'empty']],
		['profile', 'delete', 'ifNotFound', 'error', ['error', 'ignore']],
		['profile', 'upsert', 'mode', 'createOrUpdate', ['createOnly', 'createOrUpdate', 'updateOnly']],
		['profile', 'getAll', 'fields', [], undefined],
		['profile', 'getAll', 'orderBy', '', undefined],
		['profile', 'getAll', 'orderDirection', 'asc', ['asc', 'desc']],
		['subscription', 'subscribe', 'ifSubscribed', 'ignore', ['error', 'ignore']],
		['subscription', 'subscribe', 'dryRun', true, undefined],
		['subscription', 'unsubscribe', 'ifNotSubscribed', 'ignore', ['error', 'ignore']],
		['subscription', 'unsubscribe', 'dryRun', true, undefined],
		['event', 'get', 'ifNotFound', 'error', ['error', 'empty']],
		['event', 'send', 'emailFormat', 'html', ['html', 'text']],
		['event', 'send', 'pushPlatform', 'apns', ['fcm', 'gcm', 'apns']],
		['event', 'send', 'externalId', '', undefined],
		['event', 'send', 'failIfNotSent', true, undefined],
		['event', 'send', 'requireAllFields', true, undefined],
		['event', 'send', 'waitForStatus', true, undefined],
		['event', 'send', 'waitAtMost', 60, undefined],
		['event', 'send', 'scheduled', '', undefined],
		['event', 'send', 'expiration', '', undefined],
		['service', 'get', 'ifNotFound', 'error', ['error', 'empty']],
		['service', 'getAll', 'includeTemplates', true, undefined],
		['service', 'update', 'dryRun', true, undefined],
		['service', 'update', 'onMismatch', 'error', ['error', 'warn']],
		['workflow', 'get', 'ifNotFound', 'error', ['error', 'empty']],
		['workflow', 'start', 'waitUntilDone', true, undefined],
		['workflow', 'start', 'waitAtMost', 60, undefined],
		['workflow', 'triggerSignal', 'startIfStopped', true, undefined],
		['workflow', 'triggerSignal', 'waitAtMost', 60, undefined],
		['customResource', 'update', 'dryRun', true, undefined],
		['customResource', 'update', 'onMismatch', 'error', ['error', 'warn']],
		['customResource', 'upsert', 'emptyValues', 'leave', ['clear', 'leave']],
		['customResource', 'delete', 'dryRun', true, undefined],
		['customResource', 'delete', 'ifNotFound', 'error', ['error', 'ignore']],
		['customResource', 'getAll', 'orderBy', '', undefined],
		...OPERATIONS.flatMap(
			([resource, operation]): Array<[string, string, string, unknown, unknown]> => [
				[resource, operation, 'maxConcurrency', 10, undefined],
				[resource, operation, 'maxWait', 5, undefined],
				[resource, operation, 'timeout', 60, undefined],
				...(LISTING_OPERATIONS.includes(operation)
					? ([[resource, operation, 'pageSize', 200, undefined]] as Array<
							[string, string, string, unknown, unknown]
						>)
					: []),
			],
		),
	])(
		'of %s: %s options.%s is %j at first, one of %j',
		(resource, operation, name, initial, values) => {
			const option = optionsShown({ resource, operation }).find((entry) => entry.name === name);

			expect(option?.default).toEqual(initial);
			expect(valuesOf(option)).toEqual(values);
		},
	);

	it.each<[string, string, INodeParameters]>([
		['profile', 'count', { filterBy: 'customFilter' }],
		['profile', 'getAll', { filterBy: 'customFilter' }],
		['profile', 'upsert', { matchBy: 'customFilter' }],
		['service', 'getAll', { filterBy: 'customFilter' }],
		['customResource', 'count', { filterBy: 'customFilter' }],
		['customResource', 'upsert', {}],
	])('what a custom filter of %s: %s is given', (resource, operation, settings) => {
		const parameters = property('filterParameters', { resource, operation, ...settings });
		const [collection] = parameters?.options ?? [];

		expect(collection).toMatchObject({ name: 'parameter' });
		const values = 'values' in collection ? collection.values : [];
		expect(values.map(({ name }) => name)).toEqual(['name', 'value']);
	});
});

it.each(['profile', 'service', 'customResource'])(
	'Update of a %s says that the check for other people’s changes is best effort',
	(resource) => {
		const [option] = optionsShown({ resource, operation: 'update' }).filter(
			({ name }) => name === 'ifUnmodifiedSince',
		);

		expect(option.description).toContain('Best effort');
	},
);

it.each(RESOURCES)(
	'every list of $resource that is loaded says that an ID can be given instead, as n8n wants it',
	({ resource, description: { properties } }) => {
		const loaded = properties
			.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource))
			.flatMap((entry) => [entry, ...((entry.options ?? []) as INodeProperties[])])
			.flatMap((entry) => [
				entry,
				...('values' in entry ? (entry.values as INodeProperties[]) : []),
			])
			.filter(({ typeOptions }) => typeOptions?.loadOptionsMethod);

		expect(loaded.length > 0).toBe(!['event', 'subscription'].includes(resource));
		for (const { displayName, description } of loaded) {
			expect(displayName).toMatch(/ Names? or IDs?$/);
			expect(description).toContain('expression');
		}
	},
);

describe('A node of version 1 keeps the defaults that it was stored without:', () => {
	const settings = { resource: 'profile', operation: 'update' };

	it.each([
		[1, { authentication: 'accessToken', simplify: false }],
		[1.1, { authentication: 'oAuth2', simplify: true }],
	])('version %s', (version, defaults) => {
		expect(completed(settings, version)).toMatchObject(defaults);
	});
});

describe("What a change of 'Field Set' takes away is said below it,", () => {
	it.each(OPERATIONS.filter(([resource]) => commonOf(resource).includes('endpoint')))(
		'where there is something to lose: %s, %s',
		(resource, operation) => {
			const form = shown({ resource, operation });
			const hasFields = form.some(({ name }) => name === 'fields');
			const [fieldSet] = form.filter(({ name }) => name === 'endpoint');

			expect(fieldSet.hint).toBe(
				hasFields ? "Choose it first: changing it empties 'Fields'" : undefined,
			);
		},
	);
});
