import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { API_KEY, startSandbox, STATIC_TOKEN } from '../../../sandbox/server';

const ROOT = resolve(__dirname, '../../..');

let children: ChildProcess[] = [];
afterEach(() => {
	for (const child of children) child.kill('SIGKILL');
	children = [];
});

/** Starts what `npm run sandbox` starts, without the setup before it. */
function start(port: string, ...options: string[]): ChildProcess {
	const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/cli.ts', ...options], {
		cwd: ROOT,
		env: { ...process.env, PORT: port },
	});
	children.push(child);
	return child;
}

/** The text printed from now on until it contains `wanted`; the stream stays open. */
function printed(stream: ChildProcess['stdout'], wanted: string): Promise<string> {
	return new Promise((done) => {
		let text = '';
		const read = (part: unknown) => {
			text += String(part);
			if (!text.includes(wanted)) return;
			stream?.off('data', read);
			done(text);
		};
		stream?.on('data', read);
	});
}

const get = (url: string, organization: string) =>
	fetch(`${url}/${organization}/campaign/profileAndServices/profile/byEmail?email=a@example.com`, {
		headers: { 'X-Api-Key': API_KEY, Authorization: `Bearer ${STATIC_TOKEN}` },
	});

it('prints its addresses, and Ctrl-C ends it while an answer is delayed', async () => {
	const child = start('0');
	const guide = await printed(child.stdout, 'Ctrl-C');
	const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(guide) ?? [''];
	for (const fact of [API_KEY, STATIC_TOKEN, '/ims/token/v3', 'sandbox-v8', '/__sandbox/']) {
		expect(guide).toContain(fact);
	}
	await fetch(`${url}/__sandbox/slow/reset`, { method: 'POST', body: '{"latencyMs":600000}' });
	const lost = expect(get(url, 'slow')).rejects.toThrow('fetch failed');
	while (!(await received(url, 'slow'))) await new Promise((done) => setImmediate(done));

	child.kill('SIGINT');

	expect(await once(child, 'exit')).toEqual([0, null]);
	await lost;
}, 20_000);

it('prints one line per answer with --verbose, without the query', async () => {
	const child = start('0', '--verbose');
	const [url] = /http:\S+/.exec(await printed(child.stdout, 'Ctrl-C')) ?? [''];
	const line = printed(child.stdout, '200');
	await get(url, 'sandbox');
	expect(await line).toContain('GET /sandbox/campaign/profileAndServices/profile/byEmail 200\n');
	child.kill('SIGTERM');
	await once(child, 'exit');
}, 20_000);

it('names the port when it is taken', async () => {
	const sandbox = await startSandbox();
	try {
		const { port } = new URL(sandbox.url);
		const child = start(port);
		const exit = once(child, 'exit');
		expect(await printed(child.stderr, 'npm run')).toContain(`Port ${port} is taken`);
		expect(await exit).toEqual([1, null]);
	} finally {
		await sandbox.close();
	}
}, 20_000);

async function received(url: string, organization: string): Promise<boolean> {
	const response = await fetch(`${url}/__sandbox/${organization}/requests`);
	return ((await response.json()) as { count: number }).count > 0;
}
