import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { copyOfRepository, filesIn, gulpBuild, n8nBuild, removeFolders } from './workspace';

jest.setTimeout(120_000);
afterAll(removeFolders);

/** Bytes that do not survive being read as UTF-8. */
const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00, 0xc3]);

/**
 * Every file of a build with its bytes. To what the repository has, it adds an old file in dist, and
 * the kinds of files that only a copy leaves as they are: a picture that is no text, and an output
 * schema in a formatting that tsc would change.
 */
async function builtBy(build: (folder: string) => Promise<void>): Promise<Map<string, Buffer>> {
	const folder = await copyOfRepository();
	const dist = join(folder, 'dist');
	const schemas = join(folder, 'nodes/AdobeCampaign/__schema__/v9.9.9');
	await mkdir(dist);
	await mkdir(schemas, { recursive: true });
	await writeFile(join(dist, 'left-over.js'), '');
	await writeFile(join(schemas, 'profile.json'), '{"type":   "object"}');
	await writeFile(join(folder, 'credentials/bytes.png'), PICTURE);
	await build(folder);

	const files = new Map<string, Buffer>();
	for (const path of await filesIn(dist)) files.set(path, await readFile(join(dist, path)));
	return files;
}

test('gulp build and n8n-node build give the same dist, byte for byte', async () => {
	const [gulp, n8n] = await Promise.all([builtBy(gulpBuild), builtBy(n8nBuild)]);

	expect([...gulp.keys()]).toEqual([...n8n.keys()]);
	const different = [...gulp].filter(([path, bytes]) => !n8n.get(path)?.equals(bytes));
	expect(different.map(([path]) => path)).toEqual([]);

	expect([...gulp.keys()]).toEqual(
		expect.arrayContaining([
			'credentials/bytes.png',
			'nodes/AdobeCampaign/AdobeCampaignProfile.node.js',
			'nodes/AdobeCampaign/AdobeCampaignProfile.node.json',
			'nodes/AdobeCampaign/adobeCampaign.svg',
			'nodes/AdobeCampaign/adobeCampaign.dark.svg',
		]),
	);
	expect([...gulp.keys()]).not.toContain('left-over.js');
});

test('a type error fails gulp build', async () => {
	const folder = await copyOfRepository(/^(gulpfile\.js|package\.json|tsconfig\.json)$/);
	await mkdir(join(folder, 'nodes'));
	await writeFile(join(folder, 'nodes/wrong.ts'), "export const wrong: number = 'text';\n");

	await expect(gulpBuild(folder)).rejects.toMatchObject({
		code: 1,
		stdout: expect.stringContaining('nodes/wrong.ts'),
	});
});
