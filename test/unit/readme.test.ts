import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CAMPAIGN_NODE, PROFILE_NODE } from '../../nodes/AdobeCampaign/resources';

const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

const resources = [
	...PROFILE_NODE.map((resource) => ({ node: 'Adobe Campaign Profile', ...resource })),
	...CAMPAIGN_NODE.map((resource) => ({ node: 'Adobe Campaign', ...resource })),
];
const [profile, ...others] = resources;

/** The cells of the tables of the section Operations, by row; a row begins with a name in bold. */
const rows = readme
	.split('## Operations')[1]
	.split('\n## ')[0]
	.split('\n')
	.filter((line) => line.startsWith('| **'))
	.map((line) => line.split('|').map((cell) => cell.replaceAll('*', '').trim()));

describe('The README', () => {
	it('opens with the two commands', () => {
		expect(readme.slice(0, 600)).toMatch(/npm run demo[^]*npm test/);
	});

	it('has at most 200 lines', () => {
		expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
	});

	it('has exactly the operations on profiles in its first table, and the other resources in its second', () => {
		expect(rows.map(([, name]) => name)).toEqual([
			...profile.operations.map(({ name }) => name),
			...others.map(({ name }) => name),
		]);
	});

	it.each(others)('says of $name in which node it is, and names its operations', (resource) => {
		const { name, node, operations } = resource;
		const row = rows.find(([, first]) => first === name) ?? [];

		expect(row.slice(2, 4)).toEqual([node, operations.map((one) => one.name).join(', ')]);
	});
});
