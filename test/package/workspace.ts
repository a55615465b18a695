import { execFile } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The root of this repository. */
export const root = resolve(__dirname, '../..');

const folders: string[] = [];

/** A new folder, in which packages resolve as they do in the repository. */
async function newFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'package-test-'));
	folders.push(folder);
	await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
	return folder;
}

/** Removes every folder that this file made. For afterAll. */
export async function removeFolders(): Promise<void> {
	const remove = (folder: string) => rm(folder, { recursive: true, force: true });
	await Promise.all(folders.splice(0).map(remove));
}

/** Paths of all files that git tracks or would track, relative to the root, with forward slashes. */
export async function repositoryFiles(): Promise<string[]> {
	const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
	const { stdout } = await run('git', args, { cwd: root, maxBuffer: 1e8 });
	return stdout.split('\0').filter((path) => path !== '' && isFile(join(root, path)));
}

/** False for what was deleted and not yet committed, and for links. */
function isFile(path: string): boolean {
	return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Copies the files of the repository with these paths into a folder of its own, so that building there leaves dist as it is. */
export async function copyOfRepository(paths: RegExp): Promise<string> {
	const folder = await newFolder();
	for (const path of (await repositoryFiles()).filter((file) => paths.test(file))) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await cp(join(root, path), join(folder, path));
	}
	return folder;
}

/** `gulp build` in a folder. Rejects when it ends with another exit code than 0. */
export async function gulpBuild(folder: string): Promise<void> {
	await run(process.execPath, ['node_modules/gulp/bin/gulp.js', 'build'], { cwd: folder });
}

/** `n8n-node build` in a folder. Rejects when it ends with another exit code than 0. */
export async function n8nBuild(folder: string): Promise<void> {
	const command = ['node_modules/@n8n/node-cli/bin/n8n-node.mjs', 'build'];
	await run(process.execPath, command, { cwd: folder });
}

/** Packs a built folder as `npm publish` would, and returns the folder it was unpacked into. */
export async function unpackedTarball(built: string): Promise<string> {
	const folder = await newFolder();
	const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: built,
		shell: process.platform === 'win32',
	});
	const [{ filename }] = JSON.parse(stdout) as Array<{ filename: string }>;
	await run('tar', ['-xzf', filename], { cwd: folder });
	return join(folder, 'package');
}

/** All files below a folder, sorted, relative to it, with forward slashes. */
export async function filesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { withFileTypes: true, recursive: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.map((path) => path.split(sep).join('/'))
		.sort();
}
