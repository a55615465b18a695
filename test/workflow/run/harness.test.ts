import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { nodeEnvironment } from '../built';
import { amy, by, get } from '../parameters';
import { useHarness } from '../suite';

const { harness } = useHarness();

const setting = { parameters: get(by('email', amy.email)) };

test.each(['accessToken', 'oAuth2'] as const)('the node runs with %s', async (authentication) => {
	const { items } = await harness.runNode({ ...setting, authentication });

	expect(items[0].json.email).toBe(amy.email);
});

test('a run reports its own requests, and an organization keeps its token', async () => {
	const test = { ...setting, organization: 'harness', authentication: 'oAuth2' } as const;
	const first = await harness.runNode(test);
	const second = await harness.runNode(test);

	expect(first.requests.map(({ method }) => method)).toEqual(['GET']);
	expect(first.tokenRequests).toHaveLength(1);
	expect(second.requests).toHaveLength(1);
	expect(second.tokenRequests).toHaveLength(0);
});

test('changed credentials are new ones', async () => {
	const credentials = harness.credentials('harness', 'accessToken', { apiKey: 'wrong' });
	const { status } = await harness.runNode({ ...setting, organization: 'harness', credentials });

	expect(status).toBe('error');
	expect(await harness.testCredential('harness', 'accessToken')).toMatchObject({ status: 'OK' });
});

test('n8n, which is loaded outside of the test, has the settings of the engine: a folder of its own', () => {
	const { N8N_USER_FOLDER, N8N_LOG_LEVEL } = nodeEnvironment;

	expect(N8N_USER_FOLDER).toContain(join(tmpdir(), 'n8n-engine-'));
	expect(N8N_LOG_LEVEL).toBe('silent');
});
