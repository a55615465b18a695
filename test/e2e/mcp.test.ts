import type { INode, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { createCredential, type SavedCredential } from '../../tools/realN8n/credentials';
import {
	activateWorkflow,
	createWorkflow,
	deactivateWorkflow,
	type SavedWorkflow,
} from '../../tools/realN8n/workflows';
import { by, update, values } from '../workflow/parameters';
import { readSession } from './environment/session';
import { importExample, nodeIn } from './examples/importing';
import { journey } from './journey';
import { type Answer, connect, connectWhenOpen, type McpClient } from './mcpClient';
import { node, type Scene, setScene } from './scene';
import { pictureForReadme } from './screenshots';
import { problemOfPublication } from './watching';

const amy = 'amy.dakota@example.com';
const EXAMPLE = 'campaign-for-mcp-clients.json';

/** What is for programs and not for a model: a stack, a value that is missing, an object's default text. */
const NOT_WORDS = /\n\s+at |undefined|null|\[object|NaN/;

const urlOf = (path: string) => `${readSession().url}/mcp/${path}`;

const bearer = async ({ rest, organization }: Scene, token: string): Promise<SavedCredential> =>
	await createCredential(rest, 'httpBearerAuth', `${organization} token`, { token });

/** Imports the example with an address, a token and an organization of its own. */
async function importServer(scene: Scene, path: string, token: string): Promise<SavedWorkflow> {
	const credentials = [await scene.credential('oAuth2'), await bearer(scene, token)];
	return await importExample(
		{ n8n: scene },
		EXAMPLE,
		(file) => {
			nodeIn(file, 'Adobe Campaign').parameters.path = path;
			// In this n8n those names belong to credentials for another organization.
			for (const { credentials: named = {} } of file.nodes) {
				for (const one of Object.values(named)) one.name = '';
			}
		},
		credentials,
	);
}

async function publish({ rest }: Scene, id: string): Promise<void> {
	await activateWorkflow(rest, id);
	expect(await problemOfPublication(rest, id)).toBe('');
}

const read = ({ isError, text }: Answer): unknown => {
	expect({ isError, text }).toMatchObject({ isError: false });
	return JSON.parse(text);
};

/** A value that the model gives. @param preset for one that it may leave out, as text */
const given = (key: string, type: 'string' | 'json' = 'string', preset?: string) =>
	`={{ $fromAI('${key}', \`${key} of the customer\`, '${type}'${preset === undefined ? '' : `, '${preset}'`}) }}`;

/** A workflow that offers tools; nobody has described them, so n8n does. */
async function offer(
	scene: Scene,
	path: string,
	tools: Record<string, [type: string, parameters: INodeParameters]>,
): Promise<SavedWorkflow> {
	const { id, name } = await scene.credential();
	const nodes: INode[] = Object.entries(tools).map(([tool, [type, parameters]], place) =>
		node(place, `n8n-nodes-adobe-campaign.${type}Tool`, tool, {
			parameters: { authentication: 'accessToken', ...parameters },
			credentials: { adobeCampaignApi: { id, name } },
		}),
	);
	const server = node(9, '@n8n/n8n-nodes-langchain.mcpTrigger', 'Server', {
		typeVersion: 2,
		parameters: { authentication: 'none', path },
		webhookId: path,
	});
	const toServer = { ai_tool: [[{ node: 'Server', type: 'ai_tool' as const, index: 0 }]] };
	return await createWorkflow(scene.rest, {
		name: scene.organization,
		nodes: [server, ...nodes],
		connections: Object.fromEntries(Object.keys(tools).map((tool) => [tool, toServer])),
	});
}

journey('MCP: the example shows a server and its tools', async ({ page, canvas }) => {
	const { id } = await importServer(await setScene('acme-mcp-picture'), randomUUID(), randomUUID());
	await canvas.open(id);
	for (const tool of ['Get Profile by Email', 'Propose Profile Change', 'List Newsletters']) {
		await canvas.node(tool).waitFor();
		await canvas.connected(tool, 'Adobe Campaign');
	}
	await pictureForReadme(page, 'mcp', 800);
});

describe(EXAMPLE, () => {
	const path = randomUUID();
	const token = randomUUID();
	let scene: Scene;
	let id: string;
	let client: McpClient;

	beforeAll(async () => {
		scene = await setScene('acme-mcp-example');
		({ id } = await importServer(scene, path, token));
		await publish(scene, id);
		client = await connectWhenOpen(urlOf(path), token);
	});

	afterAll(async () => {
		await client?.close();
		if (id) await deactivateWorkflow(scene.rest, id);
	});

	it('is closed to a client without its token', async () => {
		await expect(connect(urlOf(path))).rejects.toThrow(/Authorization|401|403/);
		await expect(connect(urlOf(path), 'another')).rejects.toThrow(/Authorization|401|403/);
	});

	it('says what each tool is for and what it takes', () => {
		const properties = client.tools.map(({ name, inputSchema }) => [
			name,
			Object.keys(inputSchema.properties ?? {}),
			inputSchema.required ?? [],
		]);

		expect(properties.sort()).toEqual([
			['Find_Profiles_by_Name', ['Beginning'], ['Beginning']],
			['Get_Profile_by_Email', ['Email'], ['Email']],
			['List_Newsletters', [], []],
			[
				'Propose_Profile_Change',
				['Email', 'First_name', 'Last_name', 'Phone'],
				['Email', 'First_name', 'Last_name', 'Phone'],
			],
		]);
		for (const { description, inputSchema } of client.tools) {
			expect(description).toContain('Adobe Campaign');
			for (const property of Object.values(inputSchema.properties ?? {})) {
				expect(property).toMatchObject({
					type: 'string',
					description: expect.stringMatching(/^(The|How) /) as unknown,
				});
			}
		}
		expect(client.instructions).toContain('Propose_Profile_Change');
	});

	it('reads profiles and newsletters', async () => {
		expect(read(await client.call('Get_Profile_by_Email', { Email: amy }))).toEqual([
			expect.objectContaining({ firstName: 'Amy', lastName: 'Dakota', email: amy }),
		]);
		expect(read(await client.call('Find_Profiles_by_Name', { Beginning: 'Dak' }))).toEqual([
			expect.objectContaining({ lastName: 'Dakota', email: amy }),
		]);
		expect(read(await client.call('List_Newsletters', {}))).toContainEqual(
			expect.objectContaining({ name: 'SVC1', label: 'Garden News' }),
		);
	});

	it('only proposes: Dry Run is fixed, whatever the client sends', async () => {
		const before = await scene.profile(amy);
		const change = { Email: amy, First_name: '', Last_name: '[clear]', Phone: '3301020304' };
		const whom = { PKey: before.PKey, email: amy, firstName: 'Amy', lastName: 'Dakota' };
		const proposed = [
			{ field: 'lastName', now: 'Dakota', wouldBe: '', changes: true },
			{ field: 'phone', now: before.phone, wouldBe: '3301020304', changes: true },
		];

		for (const more of [{}, { dryRun: false, options: { dryRun: false } }]) {
			const answer = read(await client.call('Propose_Profile_Change', { ...change, ...more }));
			expect(answer).toEqual([{ ...whom, dryRun: true, fields: proposed }]);
		}
		expect(await scene.profile(amy)).toEqual(before);
		expect((await scene.requests()).filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('answers ten calls in a row and five at once, each with what was asked for', async () => {
		const people = ['ann', 'bob', 'cleo', 'dan', 'eve'].map((name) => `${name}@example.com`);
		for (const email of people) await scene.put({ email, firstName: '' });
		const foundBy = async (email: string) => {
			const [found] = read(await client.call('Get_Profile_by_Email', { Email: email })) as Array<{
				email: string;
			}>;
			return found.email;
		};

		for (const email of [...people, ...people]) expect(await foundBy(email)).toBe(email);
		expect(await Promise.all(people.map(foundBy))).toEqual(people);
	});
});

describe('Tools that an MCP client calls', () => {
	const path = randomUUID();
	let scene: Scene;
	let id: string;
	let client: McpClient;

	beforeAll(async () => {
		scene = await setScene('acme-mcp-tools');
		const who = by('email', given('Email'));
		const changes = values({ firstName: given('First_name'), phone: given('Phone', 'string', '') });
		({ id } = await offer(scene, path, {
			// The option would empty a field by an empty text, were the node not a tool.
			'Change Profile': [
				'adobeCampaignProfile',
				{ resource: 'profile', ...update(who, changes), options: { emptyValues: 'clear' } },
			],
			'Store Object': [
				'adobeCampaignProfile',
				{ resource: 'profile', ...update(who), fields: given('Data', 'json') },
			],
			'Store Text': [
				'adobeCampaignProfile',
				{ resource: 'profile', ...update(who), fields: given('Data') },
			],
			'Read Workflow': [
				'adobeCampaign',
				{ resource: 'workflow', operation: 'get', workflow: given('Workflow') },
			],
		}));
		await publish(scene, id);
		client = await connectWhenOpen(urlOf(path));
	});

	afterAll(async () => {
		await client?.close();
		if (id) await deactivateWorkflow(scene.rest, id);
	});

	beforeEach(async () => await scene.reset());

	const writes = async () =>
		(await scene.requests())
			.filter(({ method }) => method !== 'GET')
			.map(({ method, body }) => [method, JSON.parse(body) as unknown]);

	/** Calls a tool that has to refuse. @returns its words, which a model has to understand */
	async function refusal(tool: string, args: object): Promise<string> {
		const { isError, text } = await client.call(tool, args);
		expect({ isError, text }).toEqual({
			isError: true,
			text: expect.not.stringMatching(NOT_WORDS) as unknown,
		});
		return text;
	}

	it('are described by what they do, and how to leave a field alone', () => {
		const texts = client.tools.map(({ name, description }) => `${name}: ${description}`).sort();

		expect(texts).toEqual([
			expect.stringMatching(
				/^Change_Profile: Update profile in Adobe Campaign.*an empty text changes nothing.*\[clear\]/,
			),
			expect.stringMatching(/^Read_Workflow: Get workflow in Adobe Campaign/),
			expect.stringMatching(/^Store_Object: Update profile in Adobe Campaign/),
			expect.stringMatching(/^Store_Text: Update profile in Adobe Campaign/),
		]);
		const schema = client.tools.find(({ name }) => name === 'Change_Profile')?.inputSchema;
		expect(schema?.required).toEqual(['Email', 'First_name']);
	});

	it.each([
		['empty texts', { First_name: '', Phone: '' }],
		['an empty text and nothing', { First_name: '' }],
		['white space', { First_name: ' ', Phone: '\n' }],
	])('wipe nothing when they get %s', async (_what, fields) => {
		const before = await scene.records('profile');

		expect(await refusal('Change_Profile', { Email: amy, ...fields })).toContain(
			'There is nothing to store',
		);
		expect(await scene.records('profile')).toEqual(before);
		expect(await writes()).toEqual([]);
	});

	it('change the field that has a value, and leave those without one', async () => {
		const { firstName } = await scene.profile(amy);

		const answer = read(
			await client.call('Change_Profile', { Email: amy, First_name: '', Phone: '3301020304' }),
		);

		expect(answer).toEqual([expect.objectContaining({ firstName, phone: '3301020304' })]);
		expect(await writes()).toEqual([['PATCH', { phone: '3301020304' }]]);
	});

	it('make the same request of an object, whether it is given as an object or as text', async () => {
		const data = { phone: '3301020304', 'location.city': 'Lyon', blackListEmail: true };

		read(await client.call('Store_Object', { Email: amy, Data: data }));
		read(await client.call('Store_Text', { Email: amy, Data: JSON.stringify(data) }));

		const [asObject, asText, ...more] = await writes();
		expect(asObject).toEqual(['PATCH', expect.objectContaining({ phone: '3301020304' })]);
		expect(asText).toEqual(asObject);
		expect(more).toEqual([]);
	});

	it.each([
		['Change_Profile', 'Email', { First_name: 'Amelia' }],
		['Store_Text', 'Data', { Email: amy }],
		['Store_Text', 'Data', { Email: amy, Data: { phone: '1' } }],
		['Store_Object', 'Data', { Email: amy, Data: '{ "phone": "1" }' }],
		['Read_Workflow', 'Workflow', {}],
	])('%s names %s when it is missing, or is of another type', async (tool, missing, args) => {
		expect(await refusal(tool, args)).toMatch(
			new RegExp(`(Required|expected|Value must)[^]*${missing}`, 'i'),
		);
		expect(await writes()).toEqual([]);
	});

	it('are not called without arguments, not even an empty object, and n8n says so', async () => {
		await expect(client.call('Read_Workflow')).rejects.toThrow(
			'Require a name and arguments for the tool call',
		);
		expect(await scene.requests()).toEqual([]);
	});

	it.each([
		[
			'Change_Profile',
			{ Email: 'nobody@example.com', First_name: 'N' },
			'No profile has this e-mail',
		],
		['Change_Profile', { Email: 'Amy', First_name: 'N' }, 'Enter one e-mail'],
		['Change_Profile', { Email: '', First_name: 'N' }, "'Profile' is empty"],
		['Change_Profile', { Email: 'undefined', First_name: 'N' }, 'no value that can be looked for'],
		[
			'Store_Text',
			{ Email: amy, Data: 'phone: 1' },
			'give an object such as { "phone": "3301020304" }',
		],
		['Store_Text', { Email: amy, Data: '{"phon":"1"}' }, 'phon'],
		['Read_Workflow', { Workflow: '' }, "'Workflow' is empty"],
		['Read_Workflow', { Workflow: 'no-such-flow' }, 'Check'],
	])('%s given %j says what to do', async (tool, args, advice) => {
		expect(await refusal(tool, args)).toContain(advice);
		expect(await writes()).toEqual([]);
	});
});
