import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';

import { AdobeCampaignProfile } from '../../../../nodes/AdobeCampaign/AdobeCampaignProfile.node';
import { NODE } from './context';

const { description } = new AdobeCampaignProfile();

const OPERATIONS = ['create', 'upsert', 'delete', 'get', 'getAll', 'update'];
const FIELD_SETS = ['profileAndServices', 'profileAndServicesExt'];

const nodeWith = (parameters: INodeParameters): INode => ({ ...NODE, parameters });

/** The settings as n8n completes them: what is not given has its default. */
function completed(settings: INodeParameters): INodeParameters {
	const given = { resource: 'profile', operation: 'get', ...settings };
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		given,
		true,
		false,
		nodeWith(given),
		description,
	);
	return { ...parameters, ...given };
}

/** What the form shows for these settings, by n8n's own rules. */
function shown(settings: INodeParameters): INodeProperties[] {
	const parameters = completed(settings);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(parameters, property, nodeWith(parameters), description),
	);
}

const namesOf = (settings: INodeParameters) => shown(settings).map(({ name }) => name);

const property = (name: string, operation: string) =>
	shown({ operation }).find((entry) => entry.name === name);

/** What 'Options' offers for these settings. */
function optionsShown(settings: INodeParameters): INodeProperties[] {
	const parameters = completed(settings);
	const collection = shown(settings).find(({ name }) => name === 'options');
	return ((collection?.options ?? []) as INodeProperties[]).filter((option) =>
		NodeHelpers.displayParameter({}, option, nodeWith(parameters), description, parameters),
	);
}

const COMMON = ['authentication', 'resource', 'operation', 'endpoint'];

describe('The form, in its order,', () => {
	it.each<[string, INodeParameters, string[]]>([
		['Get', { operation: 'get' }, ['profile', 'simplify', 'options']],
		['Update', { operation: 'update' }, ['profile', 'fields', 'confirmUpdate', 'options']],
		['Create', { operation: 'create' }, ['fields', 'options']],
		['Delete', { operation: 'delete' }, ['profile', 'options']],
		[
			'Get Many',
			{ operation: 'getAll' },
			['filterBy', 'returnAll', 'limit', 'simplify', 'options'],
		],
		[
			'Get Many with Return All',
			{ operation: 'getAll', returnAll: true },
			['filterBy', 'returnAll', 'simplify', 'options'],
		],
		[
			'Get Many by e-mail',
			{ operation: 'getAll', filterBy: 'email' },
			['filterBy', 'email', 'returnAll', 'limit', 'simplify', 'options'],
		],
		[
			'Get Many by text',
			{ operation: 'getAll', filterBy: 'text' },
			['filterBy', 'text', 'textField', 'returnAll', 'limit', 'simplify', 'options'],
		],
		[
			'Get Many by custom filter',
			{ operation: 'getAll', filterBy: 'customFilter' },
			['filterBy', 'filterName', 'filterParameters', 'returnAll', 'limit', 'simplify', 'options'],
		],
		[
			'Create or Update by e-mail',
			{ operation: 'upsert' },
			['matchBy', 'matchValue', 'fields', 'confirmUpdate', 'options'],
		],
		[
			'Create or Update by custom key',
			{ operation: 'upsert', matchBy: 'customKey' },
			['matchBy', 'matchValue', 'fields', 'confirmUpdate', 'options'],
		],
		[
			'Create or Update by custom filter',
			{ operation: 'upsert', matchBy: 'customFilter' },
			[
				'matchBy',
				'filterName',
				'filterParameter',
				'matchValue',
				'filterParameters',
				'fields',
				'confirmUpdate',
				'options',
			],
		],
	])('of %s', (_case, settings, own) => {
		for (const endpoint of FIELD_SETS) {
			expect(namesOf({ ...settings, endpoint })).toEqual([...COMMON, ...own]);
		}
	});

	it('has every property somewhere, and never two of one name at the same time', () => {
		const seen = new Set<INodeProperties>();
		for (const operation of OPERATIONS) {
			for (const endpoint of FIELD_SETS) {
				for (const way of ['none', 'email', 'text', 'customKey', 'customFilter']) {
					for (const off of [true, false]) {
						const settings = { operation, endpoint, filterBy: way, matchBy: way };
						const form = shown({ ...settings, returnAll: off, confirmUpdate: !off });
						const names = form.map(({ name }) => name);
						expect(new Set(names).size).toBe(names.length);
						form.forEach((entry) => seen.add(entry));
					}
				}
			}
		}
		const unseen = description.properties.filter((entry) => !seen.has(entry));
		expect(new Set(unseen.map(({ name }) => name))).toEqual(new Set(['toolDescription']));
	});

	it.each([
		['profileAndServices', ['list', 'email', 'id', 'url']],
		['profileAndServicesExt', ['list', 'email', 'id', 'url', 'customKey']],
	])('with %s finds a profile by %j', (endpoint, modes) => {
		const locator = shown({ endpoint }).find(({ name }) => name === 'profile');

		expect(locator?.modes?.map(({ name }) => name)).toEqual(modes);
	});

	it('shows the credential that the authentication needs', () => {
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

describe('Options', () => {
	it.each([
		['create', []],
		['upsert', ['confirmationReport', 'emptyValues', 'onMismatch', 'mode']],
		['delete', ['dryRun', 'ifNotFound']],
		['get', ['ifNotFound']],
		['getAll', ['orderBy', 'orderDirection', 'fields', 'pageSize']],
		[
			'update',
			[
				'confirmationReport',
				'dryRun',
				'emptyValues',
				'onMismatch',
				'onlyChanged',
				'ifUnmodifiedSince',
			],
		],
	])('of %s are %j', (operation, names) => {
		expect(ownOptions({ operation })).toEqual(names);
	});

	it.each(OPERATIONS)('of %s have the pace, and are in the order of the alphabet', (operation) => {
		const offered = optionsShown({ operation });
		const labels = offered.map(({ displayName }) => displayName);

		expect(offered.map(({ name }) => name)).toEqual(expect.arrayContaining(PACE));
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it.each([
		['update', ['dryRun', 'emptyValues', 'onlyChanged', 'ifUnmodifiedSince']],
		['upsert', ['emptyValues', 'mode']],
	])('of %s have nothing about confirming when nothing is confirmed', (operation, names) => {
		expect(ownOptions({ operation, confirmUpdate: false })).toEqual(names);
	});
});

it.each(['create', 'update', 'upsert'])(
	'the mapper of %s asks again when the field set changes, starts empty, and can map by itself',
	(operation) => {
		const mapper = property('fields', operation);

		expect(mapper?.typeOptions?.loadOptionsDependsOn).toEqual(['endpoint']);
		expect(mapper?.typeOptions?.resourceMapper).toMatchObject({
			addAllFields: false,
			supportAutoMap: true,
		});
	},
);

describe('Every operation', () => {
	const [menu] = description.properties.filter(({ name }) => name === 'operation');

	it.each([
		['create', 'Create', 'Create profile'],
		['upsert', 'Create or Update', 'Create or update profile'],
		['delete', 'Delete', 'Delete profile'],
		['get', 'Get', 'Get profile'],
		['getAll', 'Get Many', 'Get many profiles'],
		['update', 'Update', 'Update profile'],
	])('%s has its name, its action and a description of its own', (value, name, action) => {
		expect(menu.options).toContainEqual({
			value,
			name,
			action,
			description: expect.stringMatching(/^\w.{20,}[^.]$/) as string,
		});
	});
});

it('agents may use the node', () => expect(description.usableAsTool).toBe(true));

describe('An option that is added', () => {
	it.each(['dryRun', 'onlyChanged', 'confirmationReport'])(
		'%s is on, and stays what it is when the workflow is saved without its defaults',
		(name) => {
			for (const value of [true, false]) {
				const given = { resource: 'profile', operation: 'update', options: { [name]: value } };
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
		},
	);
});

describe('Stored names and values never change:', () => {
	const valuesOf = (entry?: INodeProperties) =>
		entry?.options?.map((option) => ('value' in option ? option.value : option.name));

	it('the node and its credentials', () => {
		expect(description.name).toBe('adobeCampaignProfile');
		expect(description.version).toBe(1);
		expect(description.credentials?.map(({ name }) => name)).toEqual([
			'adobeCampaignApi',
			'adobeCampaignOAuth2Api',
		]);
	});

	it.each<[string, string, unknown, unknown]>([
		['authentication', 'get', 'accessToken', ['accessToken', 'oAuth2']],
		['resource', 'get', 'profile', ['profile']],
		['operation', 'get', 'get', OPERATIONS],
		['endpoint', 'get', 'profileAndServices', FIELD_SETS],
		['filterBy', 'getAll', 'none', ['customFilter', 'email', 'none', 'text']],
		['returnAll', 'getAll', false, undefined],
		['limit', 'getAll', 50, undefined],
		['simplify', 'getAll', true, undefined],
		['simplify', 'get', true, undefined],
		['confirmUpdate', 'update', true, undefined],
		['confirmUpdate', 'upsert', true, undefined],
		['matchBy', 'upsert', 'email', ['customFilter', 'customKey', 'email']],
		['matchValue', 'upsert', '', undefined],
		['profile', 'delete', { mode: 'list', value: '' }, undefined],
	])('%s of %s is %j at first, one of %j', (name, operation, initial, values) => {
		expect(property(name, operation)?.default).toEqual(initial);
		expect(valuesOf(property(name, operation))).toEqual(values);
	});

	it.each<[string, string, unknown, unknown]>([
		// On as soon as they are added; what was stored as off stays off.
		['confirmationReport', 'update', true, undefined],
		['confirmationReport', 'upsert', true, undefined],
		['emptyValues', 'update', 'leave', ['clear', 'leave']],
		['emptyValues', 'upsert', 'leave', ['clear', 'leave']],
		['onMismatch', 'update', 'error', ['error', 'warn']],
		['onMismatch', 'upsert', 'error', ['error', 'warn']],
		['dryRun', 'update', true, undefined],
		['dryRun', 'delete', true, undefined],
		['onlyChanged', 'update', true, undefined],
		['ifUnmodifiedSince', 'update', '', undefined],
		['ifNotFound', 'get', 'error', ['error', 'empty']],
		['ifNotFound', 'delete', 'error', ['error', 'ignore']],
		['mode', 'upsert', 'createOrUpdate', ['createOnly', 'createOrUpdate', 'updateOnly']],
		['fields', 'getAll', [], undefined],
		['orderBy', 'getAll', '', undefined],
		['orderDirection', 'getAll', 'asc', ['asc', 'desc']],
		['pageSize', 'getAll', 200, undefined],
		...OPERATIONS.flatMap(
			(operation): Array<[string, string, unknown, unknown]> => [
				['maxConcurrency', operation, 10, undefined],
				['maxWait', operation, 5, undefined],
				['timeout', operation, 60, undefined],
			],
		),
	])('options.%s of %s is %j at first, one of %j', (name, operation, initial, values) => {
		const option = optionsShown({ operation }).find((entry) => entry.name === name);

		expect(option?.default).toEqual(initial);
		expect(valuesOf(option)).toEqual(values);
	});

	it('what a custom filter is given', () => {
		for (const settings of [
			{ operation: 'getAll', filterBy: 'customFilter' },
			{ operation: 'upsert', matchBy: 'customFilter' },
		]) {
			const [parameters] = shown(settings).filter(({ name }) => name === 'filterParameters');
			const [collection] = parameters.options ?? [];

			expect(collection).toMatchObject({ name: 'parameter' });
			const values = 'values' in collection ? collection.values : [];
			expect(values.map(({ name }) => name)).toEqual(['name', 'value']);
		}
	});
});

it('says that the check for other people’s changes is best effort', () => {
	const [option] = optionsShown({ operation: 'update' }).filter(
		({ name }) => name === 'ifUnmodifiedSince',
	);

	expect(option.description).toContain('Best effort');
});

it('every list that is loaded says that an ID can be given instead, as n8n wants it', () => {
	const loaded = description.properties
		.flatMap((entry) => [entry, ...((entry.options ?? []) as INodeProperties[])])
		.flatMap((entry) => [entry, ...('values' in entry ? (entry.values as INodeProperties[]) : [])])
		.filter(({ typeOptions }) => typeOptions?.loadOptionsMethod);

	expect(loaded.length).toBeGreaterThan(5);
	for (const { displayName, description: text } of loaded) {
		expect(displayName).toMatch(/ Names? or IDs?$/);
		expect(text).toContain('expression');
	}
});
