/** tools/engine itself, with a probe node: the other tests rely on it. */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import {
	type Engine,
	mapFields,
	searchList,
	startEngine,
	testCredential,
} from '../../../tools/engine';
import { type ProbeServer, startProbeServer } from './fixtures/probeServer';
import { type NodeUnderTest, runOneNode } from '../../workflow/runNode';

const type = 'n8n-nodes-probe.probe';
const probe = join(__dirname, 'fixtures', 'probe');

let engine: Engine;
let server: ProbeServer;

beforeEach(async () => {
	engine = await startEngine(probe);
	server = await startProbeServer();
});

afterEach(async () => {
	engine.close();
	await server.close();
});

const run = async (test: Omit<NodeUnderTest, 'type'>) =>
	await runOneNode(engine, { type, ...test });

const withKey = (data = {}) => ({
	probeApi: engine.credentials.add('probeApi', { url: server.url, ...data }),
});

const withOAuth2 = () => ({
	probeOAuth2Api: engine.credentials.add('probeOAuth2Api', {
		url: server.url,
		accessTokenUrl: `${server.url}/token`,
		clientId: 'client',
		clientSecret: 'secret',
	}),
});

// First, because n8n-core writes its settings once per process.
test('n8n writes to a temporary folder only, and closing the engine removes it', async () => {
	const folder = String(process.env.N8N_USER_FOLDER);
	const home = join(homedir(), '.n8n');
	const homeBefore = existsSync(home);
	await run({ parameters: {} });

	expect(readdirSync(folder)).toEqual(['.n8n']);
	expect(existsSync(home)).toBe(homeBefore);
	engine.close();
	expect(existsSync(folder)).toBe(false);
	engine = await startEngine(probe);
});

describe('items and parameters', () => {
	test('every item goes through the node, is linked to its input, and has its expression evaluated', async () => {
		const { items, status } = await run({
			items: [{ name: 'Amy' }, { name: 'Ben' }],
			parameters: { value: '={{ $json.name.toUpperCase() + $itemIndex }}' },
		});

		expect(status).toBe('success');
		expect(items).toMatchObject([
			{ json: { value: 'AMY0' }, pairedItem: { item: 0 } },
			{ json: { value: 'BEN1' }, pairedItem: { item: 1 } },
		]);
	});

	test('a parameter that is not set has its default', async () => {
		const { items } = await run({ parameters: {} });

		expect(items[0].json).toEqual({ value: 'a default' });
	});

	test('hints come out with the result', async () => {
		const { hints } = await run({ parameters: { hint: 'Look here' } });

		expect(hints).toEqual([{ message: 'Look here', location: 'outputPane' }]);
	});

	test('the package loads with real type names and an editor description', () => {
		expect(engine.package.nodeDescriptions.map(({ name }) => name)).toEqual(['probe']);
		expect(() => engine.package.nodeTypes.getByName('probe')).toThrow('Unrecognized node type');
	});
});

describe('errors', () => {
	const items = [
		{ name: 'Amy', value: 'good' },
		{ name: 'Ben', value: 'bad' },
	];
	const parameters = { value: '={{ $json.value }}' };

	test('stop on error: the run ends with the error and there are no items', async () => {
		const result = await run({ items, parameters });

		expect(result.status).toBe('error');
		expect(result.error?.message).toBe('The value is bad');
		expect(result.items).toEqual([]);
	});

	test('continue: the failed item comes out of the main output with the error text', async () => {
		const result = await run({
			items,
			parameters,
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(result.status).toBe('success');
		expect(result.items).toMatchObject([
			{ json: { value: 'good' }, pairedItem: { item: 0 } },
			{ json: { error: 'The value is bad' }, pairedItem: { item: 1 } },
		]);
	});

	test('error output: the failed item comes out there, linked to its input', async () => {
		const result = await run({
			items,
			parameters,
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		expect(result.items.map(({ json }) => json.value)).toEqual(['good']);
		expect(result.errorItems).toHaveLength(1);
		expect(result.errorItems[0]).toMatchObject({
			json: { error: 'The value is bad' },
			pairedItem: { item: 1 },
		});
	});

	test('Retry On Fail runs the node again until it works', async () => {
		const { status } = await run({
			parameters: { authentication: 'key', path: '/fails-twice' },
			credentials: withKey(),
			nodeSettings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(status).toBe('success');
		expect(server.requests).toHaveLength(3);
	});

	test('stopping a run aborts the request that it waits for', async () => {
		const controller = new AbortController();
		const running = run({
			parameters: { authentication: 'key', path: '/never' },
			credentials: withKey(),
			signal: controller.signal,
		});
		while (server.requests.length === 0) await new Promise(setImmediate);
		controller.abort();

		expect((await running).status).toBe('canceled');
	});

	test('a credential without an id is found by its name, and an unknown one stops the run', async () => {
		engine.credentials.add('probeApi', { url: server.url }, 'Mine');
		const parameters = { authentication: 'key', path: '/key-only' };

		const found = await run({ parameters, credentials: { probeApi: { id: null, name: 'Mine' } } });
		const unknown = await run({ parameters, credentials: { probeApi: { id: null, name: 'No' } } });

		expect(found.status).toBe('success');
		expect(unknown.error?.message).toContain('"No"');
	});
});

describe('credentials', () => {
	test('defaults apply, expressions are resolved, and authenticate adds its headers', async () => {
		const parameters = { authentication: 'key', path: '/key-only' };

		const byDefault = await run({ parameters, credentials: withKey() });
		const own = await run({ parameters, credentials: withKey({ key: 'mine' }) });

		expect(byDefault.items[0].json).toMatchObject({
			seen: 'default-key',
			twice: 'default-key+default-key',
		});
		expect(own.items[0].json).toMatchObject({ seen: 'mine', twice: 'mine+mine' });
	});

	test('one OAuth2 token, requested as client credentials, serves all items and the next run', async () => {
		const test = {
			items: [{}, {}, {}],
			parameters: { authentication: 'oAuth2', path: '/token-only' },
			credentials: withOAuth2(),
		};
		await run(test);
		const { items } = await run(test);

		expect(items.map(({ json }) => json.seen)).toEqual(Array(3).fill('Bearer token-1'));
		expect(server.tokenRequests).toHaveLength(1);
		expect(Object.fromEntries(new URLSearchParams(server.tokenRequests[0]))).toEqual({
			grant_type: 'client_credentials',
			client_id: 'client',
			client_secret: 'secret',
			scope: 'one,two',
		});
		expect(engine.credentials.writes).toBe(1);
	});

	test('a refused token is renewed once and kept', async () => {
		const test = {
			parameters: { authentication: 'oAuth2', path: '/token-only' },
			credentials: withOAuth2(),
		};
		await run(test);
		server.revokeTokens();
		const renewed = await run(test);
		const after = await run(test);

		expect(renewed.items[0].json.seen).toBe('Bearer token-2');
		expect(after.items[0].json.seen).toBe('Bearer token-2');
		expect(server.tokenRequests).toHaveLength(2);
	});

	test('a token made by preAuthentication is kept, and made again when it is refused', async () => {
		const test = {
			parameters: { authentication: 'session', path: '/token-only' },
			credentials: {
				probeSessionApi: engine.credentials.add('probeSessionApi', { url: server.url }),
			},
		};
		await run(test);
		const kept = await run(test);
		server.revokeTokens();
		const renewed = await run(test);
		const after = await run(test);

		expect(kept.items[0].json.seen).toBe('Bearer token-1');
		expect(renewed.items[0].json.seen).toBe('Bearer token-2');
		expect(after.items[0].json.seen).toBe('Bearer token-2');
		expect(server.tokenRequests).toHaveLength(2);
	});
});

describe('requests of the editor', () => {
	test('a list search gets filter, page token, parameters and credentials', async () => {
		const node = {
			type,
			parameters: { authentication: 'key', path: '/key-only' },
			credentials: withKey({ key: 'mine' }),
		};

		expect(await searchList(engine, 'searchPeople', node, 'amy', 'page 2')).toEqual({
			results: [{ name: 'amy mine', value: 'page 2' }],
		});
	});

	test('the first of several mapper fields with one id is kept', async () => {
		const node = { type, parameters: {}, credentials: {} };
		const { fields } = await mapFields(engine, 'getFields', node);

		expect(fields.map(({ displayName }) => displayName)).toEqual(['Phone']);
	});

	test('a credential test reports OK, the message for the status, or what went wrong', async () => {
		const { url } = server;

		expect(await testCredential(engine, 'probeApi', { url })).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(await testCredential(engine, 'probeApi', { url, key: 'wrong' })).toEqual({
			status: 'Error',
			message: 'The key is wrong',
		});
		expect(await testCredential(engine, 'probeApi', { url: 'http://127.0.0.1:1' })).toEqual({
			status: 'Error',
			message: 'ECONNREFUSED',
		});
	});

	test('testing an OAuth2 credential fetches a real token', async () => {
		const data = {
			url: server.url,
			accessTokenUrl: `${server.url}/token`,
			clientId: 'client',
			clientSecret: 'secret',
		};

		expect(await testCredential(engine, 'probeOAuth2Api', data)).toMatchObject({ status: 'OK' });
		expect(server.tokenRequests).toHaveLength(1);
	});
});
