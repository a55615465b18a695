import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { AdobeCampaignProfile } from '../../nodes/AdobeCampaign/AdobeCampaignProfile.node';

/** The names in the node's Operation menu. */
const operations = new AdobeCampaignProfile().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options = [] }) => options)
	.map((option) => ('displayName' in option ? option.displayName : option.name));

const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

describe('The README', () => {
	it('opens with the two commands', () => {
		expect(readme.slice(0, 600)).toMatch(/npm run demo[^]*npm test/);
	});

	it('has at most 200 lines', () => {
		expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
	});

	it('has exactly the operations of the node in its table', () => {
		const section = readme.split('## Operations')[1].split('\n## ')[0];
		const named = [...section.matchAll(/^\| \*\*(.+?)\*\*/gm)].map(([, name]) => name);

		expect(named).toEqual(operations);
	});
});
