import { startGroup } from './processGroup';

export interface RunOptions {
	cwd: string;
	/** Added to this process's own. */
	env?: NodeJS.ProcessEnv;
	/** The user and group that it runs as; only root can choose. */
	uid?: number;
	gid?: number;
}

export interface RunOutcome {
	/** Whether it ended with exit code 0. */
	ok: boolean;
	/** What it printed to standard output. */
	output: string;
	/** The last lines of everything that it printed: to be shown when it failed. */
	lastLines: string;
}

/** Runs a program to its end and keeps back what it prints. A program that is missing is "not ok". */
export async function run(
	command: string,
	args: string[],
	{ env, ...options }: RunOptions,
): Promise<RunOutcome> {
	const child = startGroup(command, args, {
		...options,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	let all = '';
	child.stdout?.on('data', (chunk: Buffer) => {
		output += chunk.toString();
		all += chunk.toString();
	});
	child.stderr?.on('data', (chunk: Buffer) => (all += chunk.toString()));
	return await new Promise((resolve) => {
		const finish = (ok: boolean) => resolve({ ok, output, lastLines: last(25, all) });
		child.once('error', (error) => {
			all += `\n${command}: ${error.message}`;
			finish(false);
		});
		child.once('close', (code) => finish(code === 0));
	});
}

function last(count: number, text: string): string {
	return text.trim().split('\n').slice(-count).join('\n');
}

/**
 * Runs npm: the one that started this script if there is one, else the one in PATH.
 *
 * @param node the Node to run npm with, and so what npm builds native modules for; default this one
 */
export async function runNpm(
	args: string[],
	{ cwd, env = {} }: RunOptions,
	node = process.execPath,
): Promise<RunOutcome> {
	const script = process.env.npm_execpath ?? '';
	const options = { cwd, env: { ...withoutNpmSettings(), ...env } };
	if (script.endsWith('npm-cli.js')) return await run(node, [script, ...args], options);
	// On Windows npm is a script for its shell.
	if (process.platform === 'win32') return await run('cmd', ['/c', 'npm', ...args], options);
	return await run('npm', args, options);
}

/**
 * npm hands its own settings to the scripts it runs, this repository's `.npmrc` among them. Another
 * npm that one of them starts must not take `ignore-scripts` from there.
 */
function withoutNpmSettings(): NodeJS.ProcessEnv {
	const inherited = ['npm_config_ignore_scripts', 'npm_config_prefix', 'npm_config_local_prefix'];
	return Object.fromEntries(inherited.map((name) => [name, undefined]));
}
