import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, posix, relative, sep } from 'node:path';
import { preProcessFile } from 'typescript';

const ROOT = join(__dirname, '..');

/** One relative import: the paths of both files, relative to the repository, with `/` on every system. */
export interface Import {
	from: string;
	to: string;
}

/**
 * Every relative import of the TypeScript files in the folders, `import type`, `export ... from` and `import()` included, in the
 * order of the paths. Packages are left out.
 *
 * @param folders relative to the repository, such as `nodes`
 * @throws when an import leads to no file
 */
export function readImports(folders: string[]): Import[] {
	return folders.flatMap(sourcesIn).flatMap((from) => {
		const { importedFiles } = preProcessFile(readFileSync(join(ROOT, from), 'utf8'), true, true);
		return importedFiles
			.map(({ fileName }) => fileName)
			.filter((name) => name.startsWith('.'))
			.map((name) => ({ from, to: fileOf(posix.join(posix.dirname(from), name), from) }));
	});
}

/** The paths of the TypeScript files in a folder and in those below it. */
export function sourcesIn(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.sort();
}

function fileOf(path: string, from: string): string {
	const inFolder = readdirSync(join(ROOT, dirname(path)));
	const name = posix.basename(path);
	if (inFolder.includes(`${name}.ts`)) return `${path}.ts`;
	if (extname(name) && inFolder.includes(name)) return path;
	if (inFolder.includes(name)) return `${path}/index.ts`;
	throw new Error(`${from} imports ${path}, which is no file.`);
}

/** From the top floor down: a room may import those below it. */
export const FLOORS = [
	{ name: 'nodes', title: 'nodes', knows: 'the node: a description and one line' },
	{ name: 'resources', title: 'resources/', knows: 'what can be done' },
	{ name: 'parameters', title: 'parameters/', knows: 'the form: properties and their readers' },
	{ name: 'records', title: 'records/', knows: 'records of any kind: clean, write, confirm' },
	{ name: 'transport', title: 'transport/', knows: 'HTTP: URLs, throttle, retries, refusals' },
	{ name: 'n8n', title: 'n8n/', knows: "n8n's side of a run: items, errors, hints" },
];
export const CREDENTIALS = { name: 'credentials', title: 'credentials/', knows: '' };

/** @throws for a file in a folder that is not a room */
export function roomOf(path: string): string {
	const [top, , folder, ...rest] = path.split('/');
	const name = top === 'credentials' ? top : rest.length === 0 ? 'nodes' : folder;
	if ([...FLOORS, CREDENTIALS].some((room) => room.name === name)) return name;
	throw new Error(`${path} is in none of the rooms.`);
}
