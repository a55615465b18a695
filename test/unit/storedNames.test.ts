import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';

import manifest from '../../package.json';

/**
 * Everything that people's workflows store: change one of these and theirs break. n8n also leaves out a value that is the
 * default, so a default is stored, too. After an addition: `UPDATE_STORED_NAMES=1 npm run test:unit -- storedNames`.
 */
const GOLDEN = join(__dirname, 'storedNames.json');

/** Parameters by their path, such as `options.dryRun`: the default, then the values to choose from. */
type Names = Record<string, { default: unknown[]; values?: string[] }>;

/** The class in a file of dist that package.json lists, made from its source. */
function made<T>(file: string): T {
	const source = join(__dirname, '../..', file.replace(/^dist\//, '').replace(/\.js$/, ''));
	const [Type] = Object.values(jest.requireActual<Record<string, new () => T>>(source));
	return new Type();
}

const isProperty = (entry: object): entry is INodeProperties => 'type' in entry;

const sorted = <T>(values: Iterable<T>) => [...new Set(values)].sort();

function addNames(names: Names, properties: INodeProperties[], path = ''): Names {
	// A model's description of a tool is a text, which may improve.
	for (const property of properties.filter((one) => one.name !== 'toolDescription')) {
		const name = `${path}${property.name}`;
		const known = names[name] ?? { default: [] };
		const text = JSON.stringify(property.default);
		if (!known.default.some((one) => JSON.stringify(one) === text))
			known.default.push(property.default);
		names[name] = known;
		const choices = [...(property.options ?? []), ...(property.modes ?? [])];
		const values: string[] = [];
		for (const choice of choices) {
			if ('values' in choice) addNames(names, choice.values, `${name}.${choice.name}.`);
			else if (isProperty(choice) && property.type !== 'resourceLocator')
				addNames(names, [choice], `${name}.`);
			else values.push('value' in choice ? String(choice.value) : choice.name);
		}
		if (values.length > 0) known.values = sorted([...(known.values ?? []), ...values]);
	}
	return names;
}

const inOrder = (names: Names) =>
	Object.fromEntries(sorted(Object.keys(names)).map((name) => [name, names[name]]));

/** What is stored of this package, as it is now. */
const storedNames = () => ({
	package: manifest.name,
	nodes: Object.fromEntries(
		manifest.n8n.nodes.map((file) => {
			const { description } = made<INodeType>(file);
			const { name, version, credentials = [], properties } = description;
			return [
				name,
				{
					version,
					credentials: sorted(credentials.map((credential) => credential.name)),
					parameters: inOrder(addNames({}, properties)),
				},
			];
		}),
	),
	credentials: Object.fromEntries(
		manifest.n8n.credentials.map((file) => {
			const { name, extends: parents, properties } = made<ICredentialType>(file);
			return [name, { extends: parents ?? [], parameters: inOrder(addNames({}, properties)) }];
		}),
	),
});

it('The names, values and defaults that workflows store are those of storedNames.json', async () => {
	const names = `${JSON.stringify(storedNames(), null, '\t')}\n`;
	if (process.env.UPDATE_STORED_NAMES) {
		const { writeFile } = await import('node:fs/promises');
		await writeFile(GOLDEN, names);
	}

	expect(JSON.parse(names)).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
});
