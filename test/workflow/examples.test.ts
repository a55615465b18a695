import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { runWorkflow, type WorkflowFile } from '../../scripts/engine';
import { API_KEY, STATIC_TOKEN } from '../../sandbox/server';
import { type Harness, startHarness } from './harness';

const folder = join(__dirname, '..', '..', 'examples');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowFile;

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

test.each(files)('%s names only nodes that exist, and no credential by id', (file) => {
	for (const { type, credentials = {} } of read(file).nodes) {
		expect(() => harness.engine.package.nodeTypes.getByName(type)).not.toThrow();
		// n8n's server looks for the name only when the id is null; undefined it takes for an id.
		for (const { id } of Object.values(credentials)) expect(id).toBeNull();
	}
});

test("update-a-phone-number.json runs as imported, with a credential of n8n's default name", async () => {
	const { engine, sandbox } = harness;
	engine.credentials.add(
		'adobeCampaignApi',
		{
			organization: 'examples',
			apiKey: API_KEY,
			accessToken: STATIC_TOKEN,
			baseUrl: sandbox.url,
		},
		'Adobe Campaign account',
	);

	const { status, nodes } = await runWorkflow(engine, {
		workflow: read('update-a-phone-number.json'),
	});

	expect(status).toBe('success');
	expect(nodes['Update Her Phone Number'].outputs[0][0].json).toMatchObject({
		email: 'amy.dakota@example.com',
		phone: '3301020304',
		confirmation: { status: 'applied', reads: 1 },
	});
	const stored = sandbox
		.organization('examples')
		.profiles()
		.find(({ email }) => email === 'amy.dakota@example.com');
	expect(stored?.phone).toBe('3301020304');
});
