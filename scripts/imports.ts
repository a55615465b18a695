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
