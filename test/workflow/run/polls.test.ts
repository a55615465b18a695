import { PollContext } from 'n8n-core';
import { Workflow, type INode, type INodeCredentials } from 'n8n-workflow';

import type { Run as NodeRun } from '../../../nodes/AdobeCampaign/n8n/run';
import type { Instance as NodeInstance } from '../../../nodes/AdobeCampaign/records/instance';
import type { Item as NodeItem } from '../../../nodes/AdobeCampaign/records/item';
import type { profileKind as nodeProfileKind } from '../../../nodes/AdobeCampaign/resources/profile/kind';
import type { CampaignClient as NodeClient } from '../../../nodes/AdobeCampaign/transport/client';
import type { openSession as nodeOpenSession } from '../../../nodes/AdobeCampaign/transport/session';
import { API_KEY, STATIC_TOKEN } from '../../../sandbox/server';
import { additionalDataFor } from '../../../tools/engine/additionalData';
import { built } from '../built';
import { nodeType, type Authentication } from '../harness';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

const { Run } = built<{ Run: typeof NodeRun }>('n8n/run');
const { Instance } = built<{ Instance: typeof NodeInstance }>('records/instance');
const { Item } = built<{ Item: typeof NodeItem }>('records/item');
const { profileKind } = built<{ profileKind: typeof nodeProfileKind }>('resources/profile/kind');
const { CampaignClient } = built<{ CampaignClient: typeof NodeClient }>('transport/client');
const { openSession } = built<{ openSession: typeof nodeOpenSession }>('transport/session');

/** n8n's context of an active polling trigger: made once, when the workflow is activated, and used for every poll. */
function pollContext(authentication: Authentication, credentials: INodeCredentials): PollContext {
	const node: INode = {
		id: 'trigger',
		name: 'Trigger',
		type: nodeType,
		typeVersion: 1,
		position: [0, 0],
		parameters: { authentication },
		credentials,
	};
	const { nodeTypes } = harness.engine.package;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: true, nodeTypes });
	const additionalData = additionalDataFor(harness.engine);
	return new PollContext(workflow, node, additionalData, 'trigger', 'activate');
}

/** One poll: reads the fields of the profiles, as a trigger would to know what it can ask for. */
async function poll(context: PollContext, authentication: Authentication) {
	const kind = profileKind('profileAndServices');
	const run = new Run(context);
	const limits = { timeoutMs: 10_000, maxWaitMs: 0 };
	const session = await openSession(run, authentication, limits, 0);
	const item = new Item(run, 0, new CampaignClient(session, kind, 0), kind, new Instance());
	return { throttle: session.throttle, fields: await item.fields() };
}

const metadataRequests = (organization: string) =>
	control(organization)
		.requests()
		.filter(({ path }) => path.includes('resourceType')).length;

describe('Two polls on one context of n8n', () => {
	it('share the throttle of the tenant', async () => {
		const context = pollContext(
			'accessToken',
			harness.credentials('polls-throttle', 'accessToken'),
		);
		const [one, other] = [await poll(context, 'accessToken'), await poll(context, 'accessToken')];

		expect(other.throttle).toBe(one.throttle);
	});

	it('read the metadata anew: a field that was published meanwhile is there', async () => {
		const context = pollContext(
			'accessToken',
			harness.credentials('polls-metadata', 'accessToken'),
		);
		const before = await poll(context, 'accessToken');
		const content = { cusNew: { label: 'New', type: 'string' } };
		const respond = { status: 200, body: JSON.stringify({ content }) };
		control('polls-metadata').faults([{ respond }]);
		const after = await poll(context, 'accessToken');

		expect(before.fields.map(({ id }) => id)).toContain('email');
		expect(after.fields.map(({ id }) => id)).toEqual(['cusNew']);
		expect(metadataRequests('polls-metadata')).toBe(2);
	});

	it('read the credential anew: a token that was repaired works, in another organization, too', async () => {
		const type = 'adobeCampaignApi';
		const fields = { organization: 'polls-old', apiKey: API_KEY, baseUrl: harness.sandbox.url };
		const reference = harness.engine.credentials.add(type, { ...fields, accessToken: 'expired' });
		const context = pollContext('accessToken', { [type]: reference });
		await expect(poll(context, 'accessToken')).rejects.toThrow(
			'The access token is wrong or has expired',
		);

		const before = metadataRequests('polls-old');
		const repaired = { ...fields, organization: 'polls-new', accessToken: STATIC_TOKEN };
		harness.engine.credentials.write(reference, type, repaired);
		await poll(context, 'accessToken');

		expect(metadataRequests('polls-old')).toBe(before);
		expect(metadataRequests('polls-new')).toBe(1);
	});

	it('get a new OAuth2 token when the one of the poll before has expired', async () => {
		const context = pollContext('oAuth2', harness.credentials('polls-token', 'oAuth2'));
		await poll(context, 'oAuth2');
		control('polls-token').faults([{ expireTokens: true }]);
		await poll(context, 'oAuth2');

		const statuses = control('polls-token')
			.requests()
			.map(({ status }) => status);
		// Refused again, so that n8n renews the token.
		expect(statuses).toEqual([200, 401, 401, 200]);
	});
});
