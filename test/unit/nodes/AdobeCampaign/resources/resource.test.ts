import {
	NodeHelpers,
	type ILoadOptionsFunctions,
	type INode,
	type INodeParameters,
	type INodeProperties,
} from 'n8n-workflow';

import { AdobeCampaignProfile } from '../../../../../nodes/AdobeCampaign/AdobeCampaignProfile.node';
import { CAMPAIGN_NODE, PROFILE_NODE } from '../../../../../nodes/AdobeCampaign/resources';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import {
	methodsOf,
	propertiesOf,
	type Operation,
	type Resource,
} from '../../../../../nodes/AdobeCampaign/resources/resource';

const paint: Operation<{ colour: string }> = {
	value: 'paint',
	name: 'Paint',
	action: 'Paint toy',
	description: 'Give a toy another colour',
	toolDescription: 'Paint toy: gives it another colour',
	properties: [
		{ displayName: 'Colour', name: 'colour', type: 'string', default: 'red' },
		{
			displayName: 'Shade',
			name: 'shade',
			type: 'string',
			default: '',
			displayOptions: { show: { colour: ['red'] } },
		},
	],
	read: (context, itemIndex) => ({
		colour: String(context.getNodeParameter('colour', itemIndex)),
	}),
	recordKey: ({ colour }) => ({ way: 'colour', key: colour }),
	run: async ({ kind, index }, { colour }) =>
		await Promise.resolve({ painted: `${kind.one} ${index}`, colour }),
};

const toy: Resource = {
	value: 'toy',
	name: 'Toy',
	properties: [{ displayName: 'Shelf', name: 'shelf', type: 'string', default: '' }],
	operations: [paint],
	defaultOperation: 'paint',
	kindOf: () => ({ ...PROFILE, family: 'toys', name: 'toy', one: 'toy', many: 'toys' }),
	methods: { loadOptions: { getFilters: async () => await Promise.resolve([]) } },
};

const TABLE = [...PROFILE_NODE, toy];
const description = { ...new AdobeCampaignProfile().description, properties: propertiesOf(TABLE) };

/** The names of the fields that n8n shows for these settings. */
function shown(settings: INodeParameters): string[] {
	const node = { typeVersion: 1, parameters: settings } as unknown as INode;
	const parameters =
		NodeHelpers.getNodeParameters(
			description.properties,
			settings,
			true,
			false,
			node,
			description,
		) ?? {};
	return description.properties
		.filter((property) => NodeHelpers.displayParameter(parameters, property, node, description))
		.map(({ name }) => name);
}

const named = (name: string): INodeProperties[] =>
	description.properties.filter((property) => property.name === name);

describe('A resource in the table', () => {
	it('is in the Resource menu, with a menu of its own operations', () => {
		expect(named('resource')[0].options).toEqual([
			...PROFILE_NODE.map(({ name, value }) => ({ name, value })),
			{ name: 'Toy', value: 'toy' },
		]);
		expect(named('operation').at(-1)).toMatchObject({
			displayOptions: { show: { resource: ['toy'] } },
			options: [
				{
					name: 'Paint',
					value: 'paint',
					action: 'Paint toy',
					description: 'Give a toy another colour',
				},
			],
			default: 'paint',
		});
	});

	it('shows its own fields and those of its operation, and no other resource does', () => {
		const form = ['authentication', 'resource', 'operation', 'shelf', 'colour'];
		expect(shown({ resource: 'toy', colour: 'blue' })).toEqual(form);
		expect(shown({ resource: 'toy' })).toEqual([...form, 'shade']);
		expect(shown({ resource: 'profile' })).not.toContain('colour');
		expect(shown({ resource: 'profile' })).not.toContain('shelf');
	});

	it('has a tool description for an AI agent', () => {
		expect(named('toolDescription').at(-1)).toMatchObject({
			default: 'Paint toy: gives it another colour',
			displayOptions: { show: { '@tool': [true], resource: ['toy'], operation: ['paint'] } },
		});
	});
});

describe('The methods of a table', () => {
	const contextOf = (resource: string) =>
		({ getNodeParameter: () => resource }) as unknown as ILoadOptionsFunctions;

	it('are those of all its resources, each once', () => {
		const { loadOptions, listSearch, resourceMapping } = methodsOf(TABLE);
		expect(Object.keys(loadOptions ?? {})).toEqual([
			'getSortableFields',
			'getProfileFields',
			'getTextFields',
			'getFilters',
			'getFilterParameters',
		]);
		expect(Object.keys(listSearch ?? {})).toEqual(['searchProfiles', 'searchServices']);
		expect(Object.keys(resourceMapping ?? {})).toEqual(['mapProfileFields']);
	});

	it('answer nothing for a resource that has no such method', async () => {
		const { resourceMapping } = methodsOf(TABLE);

		expect(await resourceMapping?.mapProfileFields.call(contextOf('toy'))).toBeUndefined();
	});

	it('call the chosen resource’s own where several have the same name', async () => {
		const { loadOptions } = methodsOf(TABLE);
		expect(await loadOptions?.getFilters.call(contextOf('toy'))).toEqual([]);
		// The profile's reads the credential, which this context has not.
		await expect(loadOptions?.getFilters.call(contextOf('profile'))).rejects.toThrow();
	});

	it('say so for a resource that the table does not have', async () => {
		const context = {
			getNodeParameter: () => 'cloud',
			getNode: () => ({ name: 'Node', type: 'x.node' }),
		} as unknown as ILoadOptionsFunctions;

		await expect(methodsOf(TABLE).loadOptions?.getFilters.call(context)).rejects.toThrow(
			"This version has no resource 'cloud'",
		);
	});
});

/** What in a form is answered by a method of the editor, at any depth: the kind of method and its name. */
function methodsNamedIn(entry: unknown): Array<[string, string]> {
	if (typeof entry !== 'object' || entry === null) return [];
	return Object.entries(entry).flatMap(([key, value]): Array<[string, string]> => {
		if (key === 'loadOptionsMethod') return [['loadOptions', String(value)]];
		if (key === 'searchListMethod') return [['listSearch', String(value)]];
		if (key === 'resourceMapperMethod') return [['resourceMapping', String(value)]];
		return methodsNamedIn(value);
	});
}

it.each([...PROFILE_NODE, ...CAMPAIGN_NODE])(
	'$name has each of the editor’s methods that its form names, and no other',
	({ properties, operations, methods }) => {
		const forms = operations.map((operation) => operation.properties);
		const named = new Set(methodsNamedIn([properties, forms]).map((one) => one.join(': ')));
		const own = Object.entries(methods).flatMap(([kind, byName]) =>
			Object.keys(byName).map((name) => `${kind}: ${name}`),
		);

		expect(new Set(own)).toEqual(named);
	},
);
