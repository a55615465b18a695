/** The workflows of examples/. */
import type { INodeProperties } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import { API_KEY, STATIC_TOKEN } from '../../../sandbox/server';
import { runWorkflow } from '../../../tools/engine';
import type { ImportedFile } from '../../../tools/realN8n/workflows';
import { nodeType } from '../harness';
import { Poller } from '../poller';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

const folder = join(__dirname, '..', '..', '..', 'examples');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as ImportedFile;

/** n8n adds these to a node that is an agent's tool. */
const TOOL_PARAMETERS = ['descriptionType', 'toolDescription'];

const OURS = [nodeType, nodeType.replace(/Profile$/, ''), `${nodeType}Trigger`];

/** The name of the node that an agent's tool is. */
const ownType = (type: string) => type.replace(/Tool$/, '');

const propertiesOf = (type: string) =>
	harness.engine.package.nodeTypes.getByNameAndVersion(ownType(type), 1).description.properties;

/** The names and, where it is a menu, the entries that this version of the node knows. */
function expectKnown(parameters: object, known: INodeProperties[]): void {
	for (const [name, value] of Object.entries(parameters)) {
		const entries = known.filter((property) => property.name === name);
		expect(entries.map((entry) => entry.name)).toContain(name);
		const options = entries.flatMap(({ options = [] }) => options);
		if (entries[0].type === 'collection') {
			expectKnown(value as object, options as INodeProperties[]);
		}
		if (entries[0].type === 'options' && !entries[0].typeOptions?.loadOptionsMethod) {
			expect(options).toContainEqual(expect.objectContaining({ value: value as unknown }));
		}
	}
}

test.each(files)(
	'%s uses only parameters of this version of the node, and no credential by id',
	(file) => {
		const { nodes } = read(file);
		const ours = nodes.filter(({ type }) => OURS.includes(ownType(type)));

		expect(ours.length).toBeGreaterThan(0);
		for (const { type, parameters } of ours) {
			const own = Object.entries(parameters).filter(
				([name]) => OURS.includes(type) || !TOOL_PARAMETERS.includes(name),
			);
			expectKnown(Object.fromEntries(own), propertiesOf(type));
		}
		for (const { credentials = {} } of nodes) {
			// n8n's server searches by name only when the id is null; it takes undefined for an id.
			for (const { id } of Object.values(credentials)) expect(id).toBeNull();
		}
	},
);

test('README.md lists every example', () => {
	const readme = readFileSync(join(folder, 'README.md'), 'utf8');

	expect([...readme.matchAll(/^\| `(.*?)`/gm)].map(([, file]) => file).sort()).toEqual(
		[...files].sort(),
	);
});

test("update-a-phone-number.json is the simplest one, which 'npm start' begins with", () => {
	const others = files.filter((file) => file !== 'update-a-phone-number.json');
	const sizes = others.map((file) => read(file).nodes.length);

	expect(read('update-a-phone-number.json').nodes.length).toBeLessThan(Math.min(...sizes));
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

describe('new-profiles-to-chat.json', () => {
	const { nodes } = read('new-profiles-to-chat.json');
	const parametersOf = (wanted: string) => nodes.find(({ name }) => name === wanted)?.parameters;

	/** What the Code node makes of profiles. */
	const messageOf = (profiles: object[]) => {
		const { jsCode } = parametersOf('One Message') as { jsCode: string };
		const $input = { all: () => profiles.map((json) => ({ json })) };
		const [{ json }] = runInNewContext(`(() => {${jsCode}})()`, { $input }) as [
			{ json: { text: string } },
		];
		return json.text;
	};

	it('has one message for what one poll has found, and none for a profile that was only updated', async () => {
		const organization = 'new-profiles-to-chat';
		const trigger = new Poller(harness, {
			credentials: harness.credentials(organization, 'accessToken'),
			parameters: { ...parametersOf('New Profile'), authentication: 'accessToken' },
		});
		await trigger.activate();
		const { PKey } = control(organization).put({ firstName: 'Nina', email: 'nina@example.com' });
		control(organization).put({ firstName: 'Ole', lastName: 'New', email: '' });
		const found = (await trigger.poll()) ?? [];

		expect(messageOf(found).split('\n').sort()).toEqual([
			'2 new profiles in Adobe Campaign',
			'• Nina, nina@example.com',
			'• Ole New',
		]);
		const lastModified = new Date().toISOString().replace('T', ' ');
		control(organization).put({ PKey, firstName: 'Nino', lastModified });
		expect(await trigger.poll()).toBeNull();
	});

	it('counts the profiles after the twentieth', () => {
		const lines = messageOf(new Array(23).fill({ email: 'a@example.com' })).split('\n');

		expect(lines).toHaveLength(22);
		expect(lines[0]).toBe('23 new profiles in Adobe Campaign');
		expect(lines[21]).toBe('and 3 more');
	});

	it('hands no command to the chat', () => {
		expect(messageOf([{ firstName: '<!channel>\nLook & buy', email: null }])).toBe(
			'A new profile in Adobe Campaign\n• &lt;!channel&gt; Look &amp; buy',
		);
	});
});
