import type { INode, INodeParameters } from 'n8n-workflow';

import type { WorkflowFile } from '../../tools/engine';
import { createCredential, sandboxData, testCredential } from '../../tools/realN8n/credentials';
import {
	itemsOf,
	listExecutions,
	nextExecution,
	runWorkflow,
} from '../../tools/realN8n/executions';
import { type Playground, startPlayground } from '../../tools/realN8n/playground';
import { silent } from '../../tools/realN8n/progress';
import { DEFAULT_N8N, LAST_N8N_1 } from '../../tools/realN8n/versions';
import {
	activateWorkflow,
	createWorkflow,
	deactivateWorkflow,
} from '../../tools/realN8n/workflows';
import { amy, by, get, nobody, subscribe, to, update, values } from '../workflow/parameters';

const zoe = 'zoe.brannstrom@example.com';

type Authentication = 'accessToken' | 'oAuth2';

const nodeType = 'n8n-nodes-adobe-campaign.adobeCampaignProfile';
const secondNodeType = 'n8n-nodes-adobe-campaign.adobeCampaign';

const credentialType = {
	accessToken: 'adobeCampaignApi',
	oAuth2: 'adobeCampaignOAuth2Api',
} as const;

const manually: INode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const everySecond: INode = {
	...manually,
	type: 'n8n-nodes-base.scheduleTrigger',
	typeVersion: 1.2,
	parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } },
};

/** A trigger and one node of ours, named "Profile". */
function workflowOf(
	trigger: INode,
	authentication: Authentication,
	parameters: INodeParameters,
	settings: Partial<INode> = {},
): WorkflowFile {
	const node: INode = {
		id: 'profile',
		name: 'Profile',
		type: nodeType,
		typeVersion: 1,
		position: [300, 0],
		parameters: { authentication, resource: 'profile', ...parameters },
		credentials: { [credentialType[authentication]]: { id: null, name: '' } },
		...settings,
	};
	return {
		name: `${trigger.type} ${authentication} ${String(parameters.operation)}`,
		nodes: [trigger, node],
		connections: { [trigger.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
	};
}

/** The same workflow with these items before the node: n8n's own nodes make them. */
function withRows({ nodes, ...workflow }: WorkflowFile, rows: object[]): WorkflowFile {
	const [trigger, node] = nodes;
	const place = { typeVersion: 1, position: [100, 0] as [number, number] };
	const list: INode = {
		...{ ...place, id: 'list', name: 'List', type: 'n8n-nodes-base.set', typeVersion: 3.4 },
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
	};
	const split: INode = {
		...{ ...place, id: 'rows', name: 'Rows', type: 'n8n-nodes-base.splitOut' },
		parameters: { fieldToSplitOut: 'rows', options: {} },
	};
	const row = [trigger, list, split, node];
	const connections = Object.fromEntries(
		row
			.slice(1)
			.map((to, index) => [
				row[index].name,
				{ main: [[{ node: to.name, type: 'main' as const, index: 0 }]] },
			]),
	);
	return { ...workflow, nodes: row, connections };
}

/** The package as it would be published, installed in a real n8n, without its editor. */
describe.each([DEFAULT_N8N, LAST_N8N_1])('In n8n %s', (version) => {
	let playground: Playground;

	// The download of an n8n takes minutes, and happens once a machine.
	beforeAll(async () => {
		playground = await startPlayground({ version, report: silent });
	}, 1_800_000);

	afterAll(async () => await playground?.stop());

	const save = async (workflow: WorkflowFile) =>
		await createWorkflow(playground.n8n.rest, workflow, Object.values(playground.credentials));

	const run = async (workflow: WorkflowFile) =>
		await runWorkflow(playground.n8n.rest, (await save(workflow)).id);

	const storedAmy = () =>
		playground.sandbox
			.organization('sandbox')
			.profiles()
			.find(({ email }) => email === amy.email);

	it('both nodes of the package are installed under its name, also as tools', async () => {
		const types = await playground.n8n.rest.request<Array<{ name: string }>>(
			'GET',
			'/types/nodes.json',
		);

		const names = types.map(({ name }) => name);
		for (const type of [nodeType, secondNodeType]) {
			expect(names).toEqual(expect.arrayContaining([type, `${type}Tool`]));
		}
	});

	it('Subscribe makes one subscription, and the second node reads the service', async () => {
		const parameters = subscribe(by('email', zoe), to('name', 'Garden News'));
		const execution = await run(workflowOf(manually, 'accessToken', parameters));

		expect(itemsOf(execution, 'Profile')).toMatchObject([
			{ alreadySubscribed: false, service: { name: 'SVC1' }, subscriber: { email: zoe } },
		]);
		const { sandbox } = playground;
		expect(sandbox.organization('sandbox').records('subscription')).toContainEqual(
			expect.objectContaining({ subscriber: expect.objectContaining({ email: zoe }) as unknown }),
		);
		const service = workflowOf(
			manually,
			'accessToken',
			get({ resource: 'service' }, to('name', 'Garden News')),
			{ type: secondNodeType },
		);
		expect(itemsOf(await run(service), 'Profile')).toMatchObject([
			{ name: 'SVC1', label: 'Garden News' },
		]);
	});

	describe.each(['accessToken', 'oAuth2'] as const)('the %s credential', (authentication) => {
		it('passes the connection test', async () => {
			const credential = playground.credentials[credentialType[authentication]];

			expect(await testCredential(playground.n8n.rest, credential)).toMatchObject({ status: 'OK' });
		});

		it('gets a profile', async () => {
			const execution = await run(
				workflowOf(manually, authentication, get(by('email', amy.email))),
			);

			expect(itemsOf(execution, 'Profile')).toMatchObject([{ email: amy.email }]);
		});

		it('updates a profile, which is confirmed and really stored', async () => {
			const phone = authentication === 'oAuth2' ? '3301020302' : '3301020301';
			const execution = await run(
				workflowOf(
					manually,
					authentication,
					update(by('email', amy.email), values({ phone, 'location.city': 'Lille' }), {
						options: { confirmationReport: true },
					}),
				),
			);

			expect(itemsOf(execution, 'Profile')).toMatchObject([
				{ phone, location: { city: 'Lille' }, confirmation: { status: 'applied' } },
			]);
			expect(storedAmy()).toMatchObject({ phone, location: { city: 'Lille' } });
		});
	});

	it('a wrong credential is explained by the connection test', async () => {
		const { rest } = playground.n8n;
		const data = sandboxData(playground.sandbox.url).adobeCampaignApi;
		const wrong = await createCredential(rest, 'adobeCampaignApi', 'Wrong', {
			...data,
			apiKey: 'wrong',
		});

		expect(await testCredential(rest, wrong)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining("'API Key'"),
		});
	});

	it('an item that fails goes to the error output', async () => {
		const execution = await run(
			workflowOf(manually, 'accessToken', get(by('email', nobody)), {
				onError: 'continueErrorOutput',
			}),
		);

		expect(itemsOf(execution, 'Profile', 0)).toEqual([]);
		expect(itemsOf(execution, 'Profile', 1)).toMatchObject([
			{ error: expect.stringContaining('No profile has this e-mail') },
		]);
	});

	it('Organization by expression: items with another organization than the first are refused', async () => {
		const { rest } = playground.n8n;
		const { sandbox } = playground;
		const data = sandboxData(sandbox.url).adobeCampaignApi;
		const credential = await createCredential(rest, 'adobeCampaignApi', 'By item', {
			...data,
			organization: '={{ $json.org }}',
		});
		const workflow = withRows(
			workflowOf(
				manually,
				'accessToken',
				update(by('email', amy.email), values({ phone: '={{ $json.phone }}' })),
				{ onError: 'continueRegularOutput' },
			),
			[
				{ org: 'tenant-one', phone: '1' },
				{ org: 'tenant-two', phone: '2' },
				{ org: 'tenant-one', phone: '3' },
			],
		);
		const saved = await createWorkflow(rest, workflow, [credential]);

		const execution = await runWorkflow(rest, saved.id);

		expect(itemsOf(execution, 'Profile')).toMatchObject([
			{ phone: '1' },
			{ error: expect.stringContaining('The credential is another one for this item') },
			{ phone: '3' },
		]);
		expect(sandbox.organization('tenant-two').requests()).toEqual([]);
	});

	it('a token that is refused with 403 is renewed', async () => {
		const { sandbox } = playground;
		await run(workflowOf(manually, 'oAuth2', get(by('email', amy.email))));
		const tokens = () => sandbox.organization('ims').requests().length;
		const before = tokens();
		const body = '{"error_code":"403020","message":"Oauth token missing or invalid"}';
		sandbox.organization('sandbox').faults([{ times: 2, respond: { status: 403, body } }]);

		const execution = await run(
			workflowOf(manually, 'oAuth2', get(by('email', amy.email)), {
				onError: 'continueRegularOutput',
			}),
		);

		// n8n 1.x renews a token after 401 alone.
		const isRenewed = version !== LAST_N8N_1;
		expect(itemsOf(execution, 'Profile')).toMatchObject([
			isRenewed
				? { email: amy.email }
				: { error: expect.stringContaining('The access token is wrong or has expired') },
		]);
		expect(tokens()).toBe(isRenewed ? before + 1 : before);
	});

	it('Timeout ends an answer that never becomes complete', async () => {
		playground.sandbox.organization('sandbox').faults([{ times: 99, trickle: 'byte' }]);

		const execution = await run(
			workflowOf(
				manually,
				'accessToken',
				get(by('email', amy.email), { options: { timeout: 1, maxWait: 0 } }),
				{ onError: 'continueRegularOutput' },
			),
		);
		playground.sandbox.organization('sandbox').faults([]);

		expect(itemsOf(execution, 'Profile')).toMatchObject([
			{ error: expect.stringContaining('Adobe Campaign did not answer in time') },
		]);
	});

	it('a schedule goes on after its token has expired', async () => {
		const { rest } = playground.n8n;
		const workflow = await save(workflowOf(everySecond, 'oAuth2', get(by('email', amy.email))));
		await activateWorkflow(rest, workflow.id);
		const first = await nextExecution(rest, workflow.id);
		const tokens = () => playground.sandbox.organization('ims').requests().length;
		const tokensBefore = tokens();
		playground.sandbox.organization('sandbox').faults([{ expireTokens: true }]);
		const runs = async () => (await listExecutions(rest, workflow.id)).map(({ id }) => id);
		// One that may have begun before the token expired, and one that cannot have.
		const second = await nextExecution(rest, workflow.id, await runs());
		const third = await nextExecution(rest, workflow.id, await runs());
		await deactivateWorkflow(rest, workflow.id);

		expect([first, second, third].map(({ status, mode }) => [status, mode])).toEqual([
			['success', 'trigger'],
			['success', 'trigger'],
			['success', 'trigger'],
		]);
		expect(tokens()).toBeGreaterThan(tokensBefore);
	});
});
