import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { readImports } from '../../../tools/house';

const root = join(__dirname, '..', '..', '..');

describe('readImports', () => {
	it('reads an import', () => {
		expect(readImports(['credentials'])).toContainEqual({
			from: 'credentials/AdobeCampaignApi.credentials.ts',
			to: 'credentials/accessCheck.ts',
		});
	});

	it('reads an import of a folder as one of its index.ts', () => {
		expect(readImports(['test/bench'])).toContainEqual({
			from: 'test/bench/publish.ts',
			to: 'tools/engine/index.ts',
		});
	});

	it('reads imports of types', () => {
		expect(readImports(['test/bench'])).toContainEqual({
			from: 'test/bench/measure.ts',
			to: 'test/bench/plan.ts',
		});
	});

	it('finds a file for each import of the package, the sandbox, the tools and the tests', () => {
		const imports = readImports(['nodes', 'credentials', 'sandbox', 'tools', 'scripts', 'test']);

		expect(imports.length).toBeGreaterThan(500);
		expect(imports.filter(({ to }) => !existsSync(join(root, to)))).toEqual([]);
	});
});
