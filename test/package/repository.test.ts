import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { repositoryFiles, root } from './workspace';

let texts: Array<{ path: string; text: string }>;

beforeAll(async () => {
	const paths = await repositoryFiles();
	texts = paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
});

/** `path: what was found`, for every file whose text matches. */
function findings(pattern: RegExp, folders = /^/): string[] {
	return texts
		.filter(({ path }) => folders.test(path))
		.flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([found]) => `${path}: ${found}`));
}

test('the lock file does not say where packages were downloaded', () => {
	const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
		packages: Record<string, { resolved?: string }>;
	};
	const packages = Object.entries(lock.packages);
	expect(packages.length).toBeGreaterThan(100);
	expect(packages.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([]);
});

test('no file names a package registry', () => {
	const registry = execFileSync('npm', ['config', 'get', 'registry'], {
		cwd: root,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	const here = new URL(registry.trim()).host.replaceAll('.', '\\.');
	expect(findings(new RegExp(`${here}|registry\\.(npmjs|yarnpkg)\\.\\w+`, 'g'))).toEqual([]);
});

test('no file holds a path of the machine it was written on', () => {
	const unix = /(?<![\w.:/@)}~-])\/(?:work|root|tmp|home\/\w+|Users\/\w+)\/[\w.-]+/g;
	expect(findings(unix)).toEqual([]);
	expect(findings(/\b[A-Z]:\\+Users\\+\w+/g)).toEqual([]);
});

test('nothing that ships switches a linter or the compiler off', () => {
	const switches = /eslint-(?:disable|enable)[\w-]*|@ts-(?:ignore|expect-error|nocheck)/g;
	expect(findings(switches, /^(?:nodes|credentials)\//)).toEqual([]);
});
