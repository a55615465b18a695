import { join } from 'node:path';

import type { PrivateNode } from './privateNode';
import { run, runNpm } from './run';

/**
 * Gets n8n's database, the native module `sqlite3`, into a state in which it loads: the build that its
 * makers offer for download, or, where that cannot be had or does not load (it wants a recent C
 * library), one compiled here.
 *
 * @param folder with n8n in its node_modules
 * @throws Error that names the missing tools, or has the compiler's last lines
 */
export async function prepareSqlite(folder: string, own: PrivateNode): Promise<void> {
	const sqlite = join(folder, 'node_modules', 'sqlite3');
	const download = join(folder, 'node_modules', 'prebuild-install', 'bin.js');
	await run(own.node, [download, '-r', 'napi'], { cwd: sqlite, env: own.env });
	if (await loads(folder, own)) return;

	await checkTools(folder);
	const { ok, lastLines } = await runNpm(
		['rebuild', 'sqlite3', '--build-from-source', '--ignore-scripts=false', '--foreground-scripts'],
		{ cwd: folder, env: { ...own.env, npm_config_nodedir: own.root } },
		own.node,
	);
	if (ok && (await loads(folder, own))) return;
	throw new Error(`${lastLines}\n\nsqlite3, n8n's database, could not be compiled.`);
}

async function loads(folder: string, own: PrivateNode): Promise<boolean> {
	const program = "new (require('sqlite3').Database)(':memory:').close()";
	return (await run(own.node, ['--eval', program], { cwd: folder, env: own.env })).ok;
}

/** node-gyp's own message for a missing tool fills a screen. */
async function checkTools(folder: string): Promise<void> {
	if (process.platform === 'win32') return; // node-gyp finds Visual Studio by itself, and says so if not.
	const missing: string[] = [];
	for (const tool of ['python3', 'make', 'g++']) {
		if (!(await run(tool, ['--version'], { cwd: folder })).ok) missing.push(tool);
	}
	if (missing.length === 0) return;
	throw new Error(
		`n8n's database (sqlite3) has to be compiled here. Missing for that: ${missing.join(', ')}\n` +
			'Debian, Ubuntu: sudo apt-get install python3 make g++    macOS: xcode-select --install\n' +
			'Then run the command again; what was downloaded is kept.',
	);
}
