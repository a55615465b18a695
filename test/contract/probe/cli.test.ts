import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

import { readReport } from '../../../probe/report';
import {
	API_KEY,
	CLIENT_SECRET,
	type Sandbox,
	startSandbox,
	STATIC_TOKEN,
	TOKEN_PATH,
} from '../../../sandbox/server';
import { leftIn, probed } from './probing';

const ROOT = resolve(__dirname, '../../..');
const TOKEN = { CAMPAIGN_API_KEY: API_KEY, CAMPAIGN_ACCESS_TOKEN: STATIC_TOKEN };

/** A busy machine takes its time to start so many processes. */
jest.setTimeout(120_000);

let sandbox: Sandbox;
let folder: string;
let children: ChildProcess[] = [];
beforeAll(async () => {
	sandbox = await startSandbox();
	folder = mkdtempSync(join(tmpdir(), 'probe-'));
});
afterEach(() => {
	for (const child of children) child.kill('SIGKILL');
	children = [];
});
afterAll(async () => {
	rmSync(folder, { recursive: true });
	await sandbox.close();
});

interface Call {
	options: string[];
	env?: Record<string, string>;
	/** What is typed, or null for nothing yet; without it the standard input is closed. */
	input?: string | null;
}

/** Starts what `npm run probe` starts, without the setup before it. */
function start({ options, env = TOKEN, input }: Call): ChildProcess {
	const child = spawn(process.execPath, ['--import', 'tsx', 'probe/cli.ts', ...options], {
		cwd: ROOT,
		env: { PATH: process.env.PATH, INIT_CWD: folder, ...env },
		stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
	});
	children.push(child);
	if (typeof input === 'string') child.stdin?.end(input);
	return child;
}

async function ended(call: Call) {
	const child = start(call);
	return await outcomeOf(child);
}

async function outcomeOf(child: ChildProcess) {
	const [out, error, [code]] = await Promise.all([
		child.stdout ? text(child.stdout) : '',
		child.stderr ? text(child.stderr) : '',
		once(child, 'exit') as Promise<[number | null]>,
	]);
	return { out, error, code };
}

const optionsFor = (organization: string, ...more: string[]) => [
	'--base-url',
	sandbox.url,
	'--organization',
	organization,
	'--pause',
	'0',
	...more,
];

const writesTo = (organization: string) =>
	sandbox
		.organization(organization)
		.requests()
		.filter(({ method }) => method !== 'GET');

const reportIn = (file: string) => readReport(readFileSync(join(folder, file), 'utf8'));

it('tells its budget first and its progress, and writes a report to a file that it names', async () => {
	const { out, error, code } = await ended({ options: optionsFor('cli-reads') });

	expect({ error, code }).toEqual({ error: '', code: 0 });
	expect(out).toMatch(
		/^At most \d+ requests to cli-reads, one at a time\. Nothing is written\.\n\[1\//,
	);
	const [, file = ''] = /(\/\S+campaign-probe-\d{4}-\d\d-\d\d\.json)/.exec(out) ?? [];
	const report = readReport(readFileSync(file, 'utf8'));
	expect(report).toMatchObject({ mode: 'read-only', dialect: 'standard', settings: {} });
	expect(report.requests).toBe(sandbox.organization('cli-reads').requests().length);
	expect(readFileSync(file, 'utf8')).not.toContain('cli-reads');
	expect(out).toMatch(/Not asked: .*\d+ with --with-test-profile/);
});

describe('The question before something is written', () => {
	const options = (organization: string) =>
		optionsFor(organization, '--with-test-profile', '--out', `${organization}.json`);

	it('is answered by a line on the standard input', async () => {
		const { out, code } = await ended({ options: options('cli-y'), input: 'y\n' });

		expect(code).toBe(0);
		expect(out).toContain('Go on? (y/N)');
		expect(writesTo('cli-y').length).toBeGreaterThan(10);
		expect(leftIn(sandbox, 'cli-y')).toEqual([]);
		expect(reportIn('cli-y.json').mode).toBe('test profile');
	});

	it('may be about other things than a profile, and the report says that something was written', async () => {
		const { code } = await ended({
			options: optionsFor('cli-resume', '--resume', 'weekly_digest', '--yes', '--out', 'r.json'),
		});

		expect(code).toBe(0);
		expect(writesTo('cli-resume')).not.toEqual([]);
		expect(reportIn('r.json').mode).toBe('no test profile');
	});

	it('has no answer where the standard input is closed: nothing is written, and --yes is named', async () => {
		const { error, code } = await ended({ options: options('cli-closed') });

		expect(code).toBe(0);
		expect(error).toContain('Nothing is written');
		expect(error).toContain('--yes');
		expect(writesTo('cli-closed')).toEqual([]);
	});

	it('is left by a signal: nothing is written', async () => {
		const child = start({ options: options('cli-asked'), input: null });
		const outcome = outcomeOf(child);
		await new Promise<void>((seen) => {
			child.stdout?.on('data', (part) => String(part).includes('Go on?') && seen());
		});

		child.kill('SIGINT');

		expect((await outcome).code).toBe(130);
		expect(writesTo('cli-asked')).toEqual([]);
	});
});

describe('A signal', () => {
	/** Sends it when the organization has received a request that fits. */
	async function interrupted(
		organization: string,
		signal: NodeJS.Signals,
		isThere: (request: { method: string; path: string }) => boolean,
	) {
		const child = start({
			options: optionsFor(organization, '--with-test-profile', '--yes', '--out', 'never.json'),
			// With --yes it is not even looked at.
			input: null,
		});
		const outcome = outcomeOf(child);
		while (!sandbox.organization(organization).requests().some(isThere)) {
			await new Promise((done) => setTimeout(done, 5));
			if (child.exitCode !== null) throw new Error((await outcome).error);
		}
		child.kill(signal);
		return await outcome;
	}

	it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
		'%s in the middle deletes the profile',
		async (signal) => {
			const organization = `cli-${signal}`;
			sandbox.organization(organization).reset({ latencyMs: 30 });

			const { error, code } = await interrupted(
				organization,
				signal,
				({ method }) => method === 'PATCH',
			);

			expect(code).toBe(130);
			expect(error).toContain('Interrupted. Cleaning up');
			expect(error).toContain('Everything was deleted.');
			expect(leftIn(sandbox, organization)).toEqual([]);
			expect(sandbox.organization(organization).commits()[0]).toMatchObject({ change: 'create' });
		},
	);

	it('in the middle, and a profile that cannot be deleted, end with 1 and its key', async () => {
		sandbox.organization('cli-stays').reset({ latencyMs: 30 });
		sandbox.organization('cli-stays').faults([
			{
				method: 'DELETE',
				path: '/profile/@',
				times: 100,
				respond: { status: 500, body: 'An error has occurred' },
			},
		]);

		const { error, code } = await interrupted(
			'cli-stays',
			'SIGINT',
			({ method }) => method === 'PATCH',
		);

		const [left] = leftIn(sandbox, 'cli-stays');
		expect(code).toBe(1);
		expect(error).toContain(String(left.PKey));
		expect(error).not.toContain('Everything was deleted.');
	});

	it('is not needed where nobody reads the output any more: the profile is deleted', async () => {
		const child = start({
			options: optionsFor('cli-head', '--with-test-profile', '--yes', '--out', 'never.json'),
		});
		const exit = once(child, 'exit');
		child.stdout?.once('data', () => child.stdout?.destroy());

		expect(await exit).toEqual([130, null]);
		expect(leftIn(sandbox, 'cli-head')).toEqual([]);
	});

	it('while the profile is being made deletes it, too', async () => {
		sandbox.organization('cli-making').faults([{ method: 'POST', path: '/profile', delayMs: 700 }]);

		const { code } = await interrupted(
			'cli-making',
			'SIGINT',
			({ method, path }) => method === 'POST' && path.endsWith('/profile'),
		);

		expect(code).toBe(130);
		expect(leftIn(sandbox, 'cli-making')).toEqual([]);
		const changes = sandbox.organization('cli-making').commits();
		expect(changes.map(({ change }) => change)).toEqual(['create', 'delete']);
	});
});

it('names a profile that it could not delete, and ends with an error', async () => {
	sandbox
		.organization('cli-left')
		.faults([
			{ method: 'DELETE', path: '/profile/@', times: 100, respond: { status: 500, body: 'no' } },
		]);

	const { error, code } = await ended({
		options: optionsFor('cli-left', '--with-test-profile', '--yes', '--out', 'left.json'),
	});

	const [{ PKey }] = leftIn(sandbox, 'cli-left');
	expect(code).toBe(1);
	expect(error).toContain('Delete it in Campaign');
	expect(error).toContain(PKey);
	expect(readFileSync(join(folder, 'left.json'), 'utf8')).not.toContain(PKey.slice(0, 20));
});

describe('Credentials', () => {
	it('are a client ID and a secret, for which it gets a token', async () => {
		const { code } = await ended({
			options: optionsFor('cli-token', '--token-url', sandbox.url + TOKEN_PATH, '--out', 't.json'),
			env: { CAMPAIGN_CLIENT_ID: API_KEY, CAMPAIGN_CLIENT_SECRET: CLIENT_SECRET },
		});

		expect(code).toBe(0);
		expect(reportIn('t.json').settings).toEqual({});
	});

	it.each([
		[{}, 'Set CAMPAIGN_API_KEY and CAMPAIGN_ACCESS_TOKEN'],
		[
			{ CAMPAIGN_CLIENT_ID: API_KEY, CAMPAIGN_CLIENT_SECRET: 'wrong' },
			'does not accept the client secret',
		],
	])('that are missing or wrong are told in words: %j', async (env, sentence) => {
		const { error, code } = await ended({
			options: optionsFor('cli-wrong', '--token-url', sandbox.url + TOKEN_PATH),
			env,
		});

		expect(code).toBe(1);
		expect(error).toContain(sentence);
		expect(error).not.toContain('    at ');
		expect(sandbox.organization('cli-wrong').requests().length).toBeLessThan(2);
	});

	it.each(['CAMPAIGN_API_KEY', 'CAMPAIGN_ACCESS_TOKEN'])(
		'that no request can hold are told without showing them: %s',
		async (name) => {
			const { out, error, code } = await ended({
				options: optionsFor('cli-line-break'),
				env: { ...TOKEN, [name]: 'hush\nhush' },
			});

			expect(code).toBe(1);
			expect(error).toContain('character that does not belong there');
			expect(out + error).not.toContain('hush');
		},
	);
});

describe('Before anything is asked it refuses', () => {
	it.each([
		['a report that is a folder', ['--out', '.'], 'cannot be written'],
		['a report in a folder that is missing', ['--out', 'none/x.json'], 'cannot be written'],
		['an option of a variable that is not set', ['--service', ''], '--service is empty'],
	])('%s', async (_, more, sentence) => {
		const { error, code } = await ended({ options: optionsFor('cli-refuses', ...more) });

		expect(code).toBe(1);
		expect(error).toContain(sentence);
		expect(sandbox.organization('cli-refuses').requests()).toEqual([]);
	});
});

describe('compare', () => {
	it('lists the questions on which reports differ', async () => {
		for (const [name, settings] of [
			['one', {}],
			['other', { emailMatch: 'prefix', errorFraming: 'quoted-json' }],
		] as const) {
			sandbox.organization(`cli-${name}`).reset(settings);
			const { report } = await probed(sandbox, `cli-${name}`, { named: {} });
			writeFileSync(join(folder, `${name}.json`), JSON.stringify(report));
		}

		const { out, code } = await ended({ options: ['compare', 'one.json', 'other.json'] });

		expect(code).toBe(0);
		expect(out).toContain('byBeginning: no');
		expect(out).toContain('byBeginning: yes');
		expect(out).toContain('JSON string');
		expect(out).not.toContain('typographic');
	});

	it('refuses a file that is not a report', async () => {
		writeFileSync(join(folder, 'package.json'), '{"name":"x"}');

		const { error, code } = await ended({ options: ['compare', 'package.json', 'package.json'] });

		expect(code).toBe(1);
		expect(error).toContain('package.json: It is not a report of npm run probe');
	});
});
