import type { Icon, Themed } from 'n8n-workflow';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { enterEnvironment, leaveEnvironment } from '../../tools/engine/environment';
import { loadPackage, type LoadedPackage } from '../../tools/engine/package';
import { filesIn, removeFolders, root, unpackedTarball } from './workspace';

let folder: string;
let files: string[];
let loaded: LoadedPackage;

beforeAll(async () => {
	enterEnvironment();
	folder = await unpackedTarball(root);
	files = await filesIn(folder);
	loaded = await loadPackage(folder);
});

afterAll(async () => {
	leaveEnvironment();
	await removeFolders();
});

test('beside the built nodes and credentials there are four files', () => {
	const others = files.filter((path) => !/^dist\/(nodes|credentials)\//.test(path));
	expect(others).toEqual(['CHANGELOG.md', 'LICENSE.md', 'README.md', 'package.json']);
});

test('only code, typings, source maps, JSON and pictures are built, and no tests', () => {
	const built = files.filter((path) => path.startsWith('dist/'));
	expect(built.filter((path) => !/\.(js|js\.map|d\.ts|json|svg|png)$/.test(path))).toEqual([]);
	expect(built.filter((path) => /\.(test|spec)\./.test(path))).toEqual([]);
});

test('the code requires nothing but its own files and n8n-workflow', async () => {
	const required = new Set<string>();
	for (const path of files.filter((file) => file.endsWith('.js'))) {
		const code = await readFile(join(folder, path), 'utf8');
		for (const [, name] of code.matchAll(/\b(?:require|import)\(\s*['"]([^.'"][^'"]*)/g)) {
			required.add(name);
		}
	}
	expect([...required]).toEqual(['n8n-workflow']);
});

test("n8n's loader finds all nodes and both credentials", () => {
	expect(loaded.name).toBe('n8n-nodes-adobe-campaign');
	expect(loaded.nodeDescriptions.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['adobeCampaign', 'adobeCampaignProfile']),
	);
	expect(loaded.credentialTypes.map(({ name }) => name).sort()).toEqual([
		'adobeCampaignApi',
		'adobeCampaignOAuth2Api',
	]);
});

test('nodes and credentials have a light and a dark icon that are in the tarball', async () => {
	const types = [...loaded.nodeDescriptions, ...loaded.credentialTypes];
	expect(types.length).toBeGreaterThanOrEqual(4);

	for (const { name, iconUrl } of types) {
		const { light, dark } = iconUrl as Exclude<Themed<Icon & string>, string>;
		expect([name, await picture(light)]).toEqual([name, expect.stringMatching(/^<svg /)]);
		expect([name, await picture(dark)]).toEqual([name, expect.stringMatching(/^<svg /)]);
		expect(await picture(light)).not.toBe(await picture(dark));
	}
});

/** n8n serves `icons/<package>/<path in the package>`. */
async function picture(url: string): Promise<string> {
	const path = url.replace(`icons/${loaded.name}/`, '');
	return await readFile(join(folder, path), 'utf8');
}

test('the codex puts each node under Marketing & Content', () => {
	for (const { name, codex } of loaded.nodeDescriptions) {
		// Any other spelling, such as "Marketing", is not among n8n's categories and hides the node.
		expect([name, codex?.categories]).toEqual([
			name,
			expect.arrayContaining(['Marketing & Content']),
		]);
	}
});
