import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { findPrograms } from '../../../../tools/realN8n/systemPrograms';

let folder: string;
const path = process.env.PATH;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'programs-'));
	for (const name of ['one', 'both']) mkdirSync(join(folder, name));
	process.env.PATH = ['one', 'both'].map((name) => join(folder, name)).join(delimiter);
	for (const file of ['one/serve-it', 'both/serve-it', 'both/make-it'])
		writeFileSync(join(folder, file), '');
});

afterEach(() => {
	process.env.PATH = path;
	rmSync(folder, { recursive: true });
});

test('programs of one package come from the first folder that has all of them', () => {
	expect(findPrograms(['serve-it'])).toEqual([join(folder, 'one', 'serve-it')]);
	expect(findPrograms(['make-it', 'serve-it'])).toEqual([
		join(folder, 'both', 'make-it'),
		join(folder, 'both', 'serve-it'),
	]);
});

test('a missing program is named, with the way to install it', () => {
	expect(() => findPrograms(['serve-it', 'missing-it'])).toThrow(
		/not found: serve-it, missing-it\n.*apt-get install redis-server postgresql/,
	);
});
