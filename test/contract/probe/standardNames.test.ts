import { SORTABLE } from '../../../probe/questions/metadata';
import { STANDARD_NAMES } from '../../../probe/standardNames';
import { sandboxFor } from '../sandboxFor';

const { organizationWith, get } = sandboxFor('standard-names');

interface Metadata {
	content: Record<string, { sortable: boolean }>;
}

async function described(organization: string, resource: string): Promise<Metadata['content']> {
	const { text } = await get(organization, `profileAndServicesExt/resourceType/${resource}`);
	return (JSON.parse(text) as Metadata).content;
}

describe.each(['standard', 'v8'] as const)('In the dialect %s', (dialect) => {
	it.each(['profile', 'service', 'subscription'])(
		'the attributes of a %s are standard ones, but those that begin with "cus"',
		async (resource) => {
			const names = Object.keys(await described(organizationWith({ dialect }), resource));

			expect(names.filter((name) => !STANDARD_NAMES.has(name))).toEqual(
				names.filter((name) => name.startsWith('cus')),
			);
		},
	);
});

it.each(['profile', 'service'] as const)(
	'What the sandbox sorts a %s by is what the probe takes for usual',
	async (resource) => {
		const attributes = Object.entries(await described(organizationWith(), resource));

		expect(
			attributes
				.filter(([name, { sortable }]) => sortable && !name.startsWith('cus'))
				.map(([name]) => name),
		).toEqual(SORTABLE[resource]);
	},
);
