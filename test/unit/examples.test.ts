import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';

import { VERSIONS } from '../../nodes/AdobeCampaign/parameters/versions';

const folder = join(__dirname, '../../examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe.each(examples)('%s', (name) => {
	const { nodes } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { nodes: INode[] };
	const ours = nodes.filter(({ type }) => type.startsWith('n8n-nodes-adobe-campaign.'));

	it('has the nodes that are added to a workflow today', () => {
		for (const { typeVersion } of ours) expect(typeVersion).toBe(VERSIONS.at(-1));
	});

	it('says which credential each node of ours takes, whatever the default of a version is', () => {
		expect(ours.length).toBeGreaterThan(0);
		for (const { parameters } of ours) {
			expect(['accessToken', 'oAuth2']).toContain(parameters.authentication);
		}
	});
});
