import { type Harness, startHarness } from './harness';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const get = {
	parameters: {
		operation: 'get',
		profile: { __rl: true, mode: 'email', value: 'amy.dakota@example.com' },
	},
};

test.each(['accessToken', 'oAuth2'] as const)('the node works with %s', async (authentication) => {
	const { items } = await harness.runNode({ ...get, authentication });

	expect(items[0].json.email).toBe('amy.dakota@example.com');
});

test('a run reports its own requests, and an organization keeps its token', async () => {
	const test = { ...get, organization: 'harness', authentication: 'oAuth2' } as const;
	const first = await harness.runNode(test);
	const second = await harness.runNode(test);

	expect(first.requests.map(({ method }) => method)).toEqual(['GET']);
	expect(first.tokenRequests).toHaveLength(1);
	expect(second.requests).toHaveLength(1);
	expect(second.tokenRequests).toHaveLength(0);
});

test('changed credentials are new ones', async () => {
	const credentials = harness.credentials('harness', 'accessToken', { apiKey: 'wrong' });
	const { status } = await harness.runNode({ ...get, organization: 'harness', credentials });

	expect(status).toBe('error');
	expect(await harness.testCredential('harness', 'accessToken')).toMatchObject({ status: 'OK' });
});
