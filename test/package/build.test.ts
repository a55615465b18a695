import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { copyOfRepository, filesIn, gulpBuild, n8nBuild, removeFolders } from './workspace';

jest.setTimeout(120_000);
afterAll(removeFolders);

/** Everything but the sources: to compile those takes four fifths of a build, and both builds compile with tsc. */
const ALL_BUT_SOURCES = /(?<!\.ts)$/;

/** Bytes that do not survive being read as UTF-8. */
const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00, 0xc3]);

/** What each option of tsconfig.json for the output changes: a comment, types, an enum, something newer than the target. */
const SOURCE = `/** A comment. */
import fs from 'node:fs/promises';

export const enum Size { Small = 1 }

export class Reader<T extends { path?: string }> {
	constructor(private readonly file?: T) {}

	async read(): Promise<string> {
		return await fs.readFile(this.file?.path ?? String(Size.Small), 'utf8');
	}
}
`;

/** Only a copy leaves these files as they are: a picture that is no text, a schema in a formatting that tsc would change. */
const COPIED = {
	'credentials/bytes.png': PICTURE,
	'nodes/AdobeCampaign/__schema__/v9.9.9/profile.json': Buffer.from('{"type":   "object"}'),
};

const FILES = { ...COPIED, 'nodes/AdobeCampaign/Reader.ts': SOURCE, 'dist/left-over.js': '' };

async function add(files: Record<string, string | Buffer>, folder: string): Promise<void> {
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), content);
	}
}

/** Every file of a build with its bytes. */
async function builtBy(build: (folder: string) => Promise<void>): Promise<Map<string, Buffer>> {
	const folder = await copyOfRepository(ALL_BUT_SOURCES);
	await add(FILES, folder);
	await build(folder);

	const dist = join(folder, 'dist');
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
			'nodes/AdobeCampaign/AdobeCampaign.node.json',
			'nodes/AdobeCampaign/AdobeCampaignProfile.node.json',
			'nodes/AdobeCampaign/Reader.d.ts',
			'nodes/AdobeCampaign/Reader.js',
			'nodes/AdobeCampaign/Reader.js.map',
			'nodes/AdobeCampaign/adobeCampaign.svg',
			'nodes/AdobeCampaign/adobeCampaign.dark.svg',
			'nodes/AdobeCampaign/campaign.svg',
			'nodes/AdobeCampaign/campaign.dark.svg',
		]),
	);
	for (const [path, bytes] of Object.entries(COPIED)) expect(gulp.get(path)).toEqual(bytes);
	expect([...gulp.keys()]).not.toContain('left-over.js');
});

test('a type error fails gulp build', async () => {
	const folder = await copyOfRepository(/^(gulpfile\.js|package\.json|tsconfig\.json)$/);
	await add({ 'nodes/wrong.ts': "export const wrong: number = 'text';\n" }, folder);

	await expect(gulpBuild(folder)).rejects.toMatchObject({
		code: 1,
		stdout: expect.stringContaining('nodes/wrong.ts'),
	});
});
