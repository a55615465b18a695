import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { repositoryFiles, root } from './workspace';

interface Manifest {
	[field: string]: unknown;
	name: string;
	version: string;
	license: string;
	keywords: string[];
	scripts: Record<string, string>;
	devDependencies: Record<string, string>;
	peerDependencies: Record<string, string>;
	dependencies?: Record<string, string>;
	n8n: { n8nNodesApiVersion: number; strict: boolean; nodes: string[]; credentials: string[] };
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;

test('the name and the keyword are those by which n8n finds community packages', () => {
	expect(manifest.name).toBe('n8n-nodes-adobe-campaign');
	expect(manifest.keywords).toContain('n8n-community-node-package');
});

test('nothing is installed with the package, and n8n-workflow comes from n8n', () => {
	const installing = ['dependencies', 'optionalDependencies', 'bundledDependencies'];
	const bending = ['bundleDependencies', 'overrides', 'resolutions'];
	expect([...installing, ...bending].filter((field) => field in manifest)).toEqual([]);
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

test('no script runs when the package is installed or packed', () => {
	const stages = ['install', 'uninstall', 'prepare', 'publish', 'pack'];
	const lifecycle = stages.flatMap((stage) => [stage, `pre${stage}`, `post${stage}`]);
	expect(lifecycle.filter((name) => name in manifest.scripts)).toEqual([]);
});

test("n8n's strict mode is on, and every node and credential of the source is registered", async () => {
	expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });

	const files = await repositoryFiles();
	const built = (ending: string) =>
		files
			.filter((path) => /^(nodes|credentials)\//.test(path) && path.endsWith(`${ending}.ts`))
			.map((path) => `dist/${path.replace(/\.ts$/, '.js')}`)
			.sort();
	expect([...manifest.n8n.nodes].sort()).toEqual(built('.node'));
	expect([...manifest.n8n.credentials].sort()).toEqual(built('.credentials'));
});

test('tests and n8n-core share one copy of n8n-workflow', () => {
	// With two copies an error of one is not an instance of the other's class.
	const core = JSON.parse(read('node_modules/n8n-core/package.json')) as Manifest;
	expect(core.dependencies?.['n8n-workflow']).toBe(manifest.devDependencies['n8n-workflow']);
});

test('the license is MIT', () => {
	expect(manifest.license).toBe('MIT');
	expect(read('LICENSE.md')).toMatch(/^# MIT License\n\nCopyright \(c\) 2026 /);
});

test('the changelog opens with the version of the package, or with what comes after it', () => {
	const [, newest] = /^## (?!Unreleased$)(\S+)/m.exec(read('CHANGELOG.md')) ?? [];
	expect(newest).toBe(manifest.version);
});
