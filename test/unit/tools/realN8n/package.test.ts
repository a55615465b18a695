import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installPackage } from '../../../../tools/realN8n/package';

const manifest = {
	name: 'n8n-nodes-example',
	version: '1.2.3',
	n8n: { nodes: ['dist/Example.node.js'] },
	devDependencies: { jest: '1' },
	peerDependencies: { 'n8n-workflow': '*' },
};

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'package-test-'));
	mkdirSync(join(folder, 'package', 'dist'), { recursive: true });
	writeFileSync(join(folder, 'package', 'package.json'), JSON.stringify(manifest));
	writeFileSync(join(folder, 'package', 'dist', 'Example.node.js'), 'new');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (...parts: string[]) => readFileSync(join(folder, ...parts), 'utf8');
const install = () =>
	installPackage(
		{ name: manifest.name, version: manifest.version, folder: join(folder, 'package') },
		folder,
	);

test('the package is installed under its name, with only what n8n needs in package.json', () => {
	install();
	const installed = ['.n8n', 'nodes', 'node_modules', manifest.name];
	expect(read(...installed, 'dist', 'Example.node.js')).toBe('new');
	const { name, version, n8n } = manifest;
	expect(JSON.parse(read(...installed, 'package.json'))).toEqual({ name, version, n8n });
	const { dependencies } = JSON.parse(read('.n8n', 'nodes', 'package.json')) as {
		dependencies: object;
	};
	expect(dependencies).toEqual({ [manifest.name]: '1.2.3' });
});

test('files of an earlier version are removed', () => {
	const { folder: installed } = install();
	writeFileSync(join(installed, 'dist', 'Old.node.js'), 'old');
	install();
	expect(() => read('.n8n', 'nodes', 'node_modules', manifest.name, 'dist', 'Old.node.js')).toThrow(
		'ENOENT',
	);
});
