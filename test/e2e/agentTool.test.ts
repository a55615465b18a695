import { createCredential } from '../../tools/realN8n/credentials';
import { createWorkflow, type SavedWorkflow } from '../../tools/realN8n/workflows';
import { type Editor, journey } from './journey';
import { node, type Scene, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';
import { type ScriptedModel, startScriptedModel } from './scriptedModel';

const amy = 'amy.dakota@example.com';
const zoe = 'zoe.brannstrom@example.com';

let model: ScriptedModel;

afterEach(async () => await model.close());

/** A model that calls the tool with these arguments, and then repeats what the tool said. */
const modelThatSays = async (callWith: Record<string, string>) =>
	await startScriptedModel({ callWith: () => callWith, answer: (result) => result });

/** n8n's own agent, with n8n's own OpenAI node as its model. */
async function agentWorkflow({ rest, organization }: Scene): Promise<SavedWorkflow> {
	const data = { apiKey: 'none', url: model.url };
	const { id, name } = await createCredential(rest, 'openAiApi', `${organization} model`, data);
	const agent = node(1, '@n8n/n8n-nodes-langchain.agent', 'AI Agent', {
		typeVersion: 3.1,
		parameters: { promptType: 'define', text: `What do we know about ${amy}?`, options: {} },
	});
	const chatModel = node(2, '@n8n/n8n-nodes-langchain.lmChatOpenAi', 'OpenAI Chat Model', {
		typeVersion: 1.3,
		position: [160, 220],
		parameters: {
			model: { __rl: true, mode: 'id', value: 'scripted' },
			responsesApiEnabled: false,
			options: {},
		},
		credentials: { openAiApi: { id, name } },
	});
	const to = (type: 'main' | 'ai_languageModel') => ({
		[type]: [[{ node: agent.name, type, index: 0 }]],
	});
	return await createWorkflow(rest, {
		name: organization,
		nodes: [trigger(), agent, chatModel],
		connections: { Trigger: to('main'), [chatModel.name]: to('ai_languageModel') },
	});
}

/** Attaches the node to the agent and lets the model fill in 'Profile'. Its form stays open. */
async function attachTool(scene: Scene, { canvas, nodePanel, details }: Editor): Promise<void> {
	const credential = await scene.credential();
	await canvas.open((await agentWorkflow(scene)).id);
	await canvas.addTool('AI Agent');
	await nodePanel.search('adobe', 'Adobe Campaign Profile Tool');
	await nodePanel.choose('Adobe Campaign Profile Tool');
	await details.chooseCredential(credential.name);
	await details.profile.chooseMode('By Email');
	await details.letModelDefine('profile', "The customer's e-mail address");
}

/** @returns what the agent says in the end, which is what the tool told the model */
async function runAgent({ canvas, details }: Editor): Promise<unknown> {
	await details.close();
	await canvas.executeWorkflow();
	await canvas.node('AI Agent').getByTestId('canvas-node-status-success').waitFor();
	await canvas.openNode('AI Agent');
	const [{ output }] = await details.output.rows();
	return JSON.parse(output);
}

/** All that the model knew about the tool. */
const offered = () => model.offered[0][0];

journey('agent tool: a model finds a profile by the e-mail it was asked about', async (editor) => {
	model = await modelThatSays({ Profile: amy });
	const scene = await setScene('acme-agent-get');
	await attachTool(scene, editor);
	await pictureForReadme(editor.page, 'ai-tool');

	expect(await runAgent(editor)).toEqual([
		expect.objectContaining({ firstName: 'Amy', lastName: 'Dakota', email: amy }),
	]);
	expect((await scene.requests()).map(({ path }) => path)).toEqual([
		expect.stringContaining(`byEmail?email=${encodeURIComponent(amy)}`),
	]);
	expect(offered()).toMatchObject({
		name: expect.stringMatching(/^Get_.*profile_in_Adobe_Campaign/) as unknown,
		description: expect.stringMatching(/^Get .*profile in Adobe Campaign/) as unknown,
		parameters: {
			properties: { Profile: { type: 'string', description: "The customer's e-mail address" } },
			required: ['Profile'],
		},
	});
});

journey('agent tool: a model changes a field and receives the stored profile', async (editor) => {
	const phone = '3301020304';
	model = await modelThatSays({ Profile: amy, Phone: phone });
	const scene = await setScene('acme-agent-update');
	await attachTool(scene, editor);
	await editor.details.choose('operation', 'Update');
	await editor.details.fields.add('Phone');
	await editor.details.letModelDefine('value["phone"]', 'Digits only, with the country code');

	expect(await runAgent(editor)).toEqual([expect.objectContaining({ email: amy, phone })]);
	expect(await scene.profile(amy)).toMatchObject({ phone });
	expect(offered()).toMatchObject({
		name: expect.stringMatching(/^Update_.*profile_in_Adobe_Campaign/) as unknown,
		description: expect.stringMatching(
			/^Update .*profile in Adobe Campaign.*an empty text changes nothing.*\[clear\]/,
		) as unknown,
		parameters: {
			properties: { Phone: { type: 'string', description: 'Digits only, with the country code' } },
			required: ['Profile', 'Phone'],
		},
	});
});

journey(
	'agent tool: a field that the model leaves empty stays as it is, and [clear] empties it',
	async (editor) => {
		const labels = { firstName: 'First name', birthDate: 'Birth date', phone: 'Phone' };
		const said = { First_name: '', Birth_date: '', Phone: '[clear]' };
		model = await modelThatSays({ Profile: amy, ...said });
		const scene = await setScene('acme-agent-empty');
		await attachTool(scene, editor);
		await editor.details.choose('operation', 'Update');
		for (const [field, label] of Object.entries(labels)) {
			await editor.details.fields.add(label);
			await editor.details.letModelDefine(`value["${field}"]`);
		}
		const { firstName, birthDate, phone } = await scene.profile(amy);
		expect([firstName, birthDate, phone]).not.toContain('');

		expect(await runAgent(editor)).toEqual([expect.objectContaining({ email: amy, phone: '' })]);
		expect(await scene.profile(amy)).toMatchObject({ firstName, birthDate, phone: '' });
		const patch = (await scene.requests()).find(({ method }) => method === 'PATCH');
		expect(JSON.parse(patch?.body ?? '')).toEqual({ phone: '' });
		expect(Object.keys(offered().parameters.properties)).toEqual(['Profile', ...Object.keys(said)]);
	},
);

journey('agent tool: with Dry Run on, a model only proposes a change', async (editor) => {
	model = await modelThatSays({ Profile: amy, Phone: '3301020304' });
	const scene = await setScene('acme-agent-propose');
	await attachTool(scene, editor);
	await editor.details.choose('operation', 'Update');
	await editor.details.fields.add('Phone');
	await editor.details.letModelDefine('value["phone"]');
	await editor.details.addOption('Dry Run');
	const before = await scene.profile(amy);

	expect(await runAgent(editor)).toEqual([
		{
			...{ PKey: before.PKey, email: amy, firstName: 'Amy', lastName: 'Dakota' },
			dryRun: true,
			fields: [{ field: 'phone', now: before.phone, wouldBe: '3301020304', changes: true }],
		},
	]);
	expect(await scene.profile(amy)).toEqual(before);
	expect((await scene.requests()).map(({ method }) => method)).not.toContain('PATCH');
	expect(Object.keys(offered().parameters.properties)).toEqual(['Profile', 'Phone']);
});

journey(
	'agent tool: a model subscribes a profile to a service that it names, and receives a short answer',
	async (editor) => {
		model = await modelThatSays({ Profile: zoe, Service: 'garden news' });
		const scene = await setScene('acme-agent-subscribe');
		const { details } = editor;
		await attachTool(scene, editor);
		await details.choose('resource', 'Subscription');
		await details.choose('operation', 'Subscribe');
		await details.service.chooseMode('By Name');
		await details.letModelDefine('service', 'The newsletter, by its name or label');
		const before = await scene.records('subscription');

		const [answer, ...others] = (await runAgent(editor)) as Array<Record<string, unknown>>;
		expect(others).toEqual([]);
		expect(answer).toMatchObject({
			alreadySubscribed: false,
			optedOut: [],
			serviceName: 'SVC1',
			serviceLabel: 'Garden News',
			email: zoe,
		});
		const elements = Object.values(answer).filter((value) => typeof value === 'object');
		expect(elements).toEqual([[]]);
		expect(Object.keys(answer).length).toBeLessThanOrEqual(12);
		const after = await scene.records('subscription');
		expect(after.slice(before.length)).toMatchObject([
			{ PKey: answer.PKey, service: { name: 'SVC1' }, subscriber: { email: zoe } },
		]);
		expect(offered()).toMatchObject({
			name: expect.stringMatching(/^Subscribe_profile_to_service/) as unknown,
			description: expect.stringMatching(
				/^Subscribe profile to service in Adobe Campaign/,
			) as unknown,
			parameters: {
				properties: {
					Profile: { type: 'string', description: "The customer's e-mail address" },
					Service: { type: 'string', description: 'The newsletter, by its name or label' },
				},
				required: ['Profile', 'Service'],
			},
		});
	},
);

journey('agent tool: the model receives the error, and the agent goes on', async (editor) => {
	model = await modelThatSays({ Profile: 'nobody@example.com' });
	await attachTool(await setScene('acme-agent-error'), editor);

	expect(await runAgent(editor)).toEqual([
		{ error: expect.stringContaining('No profile has this e-mail') as unknown },
	]);
});
