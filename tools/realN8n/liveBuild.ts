import { copyFileSync, mkdirSync, readFileSync, readdirSync, watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { CleanUp } from './cleanUp';
import { endGroup, startGroup } from './processGroup';
import { root } from './root';

const FOLDERS = ['nodes', 'credentials'];
/**
 * What tsc does not emit: the patterns of gulpfile.js. That list has docs/ too, because `n8n-node build` copies its
 * pictures; n8n loads nothing from there.
 */
const STATIC_FILE = /\.(png|svg)$|__schema__\/.*\.json$/;

/**
 * Builds the working tree into a folder, and again after each change of a source. Not into dist, which
 * is what the last build made of it; and into a real folder, since n8n's hot reload does not see
 * through a link: Node knows a module by its real path.
 *
 * @param print gets the compiler's lines
 * @returns when the first build is complete, even if the compiler found errors
 */
export async function startLiveBuild(
	folder: string,
	cleanUp: CleanUp,
	print: (line: string) => void,
): Promise<void> {
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), readFileSync(join(root, 'package.json')));
	for (const source of FOLDERS) {
		const files = readdirSync(join(root, source), { recursive: true, encoding: 'utf8' });
		for (const file of files) copyStatic(join(source, file), folder);
		const watcher = watch(join(root, source), { recursive: true }, (_event, file) => {
			if (file) copyStatic(join(source, file), folder);
		});
		cleanUp.add(() => watcher.close());
	}
	await compileAndWatch(join(folder, 'dist'), cleanUp, print);
}

function copyStatic(file: string, folder: string): void {
	if (!STATIC_FILE.test(file)) return;
	const target = join(folder, 'dist', file);
	mkdirSync(dirname(target), { recursive: true });
	try {
		copyFileSync(join(root, file), target);
	} catch (error) {
		// The change may have been that the file is gone.
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
}

async function compileAndWatch(
	target: string,
	cleanUp: CleanUp,
	print: (line: string) => void,
): Promise<void> {
	const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
	const flags = ['--watch', '--preserveWatchOutput', '--incremental', 'false', '--outDir', target];
	const child = startGroup(process.execPath, [tsc, ...flags], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	cleanUp.add(() => endGroup(child));
	await new Promise<void>((resolve, reject) => {
		child.once('close', () => reject(new Error('The compiler ended.')));
		child.stdout?.on('data', (chunk: Buffer) => {
			const lines = chunk
				.toString()
				.split('\n')
				.filter((line) => line.trim() !== '');
			lines.forEach(print);
			// "Found 0 errors. Watching for file changes."
			if (lines.some((line) => line.includes('Watching for file changes'))) resolve();
		});
	});
}
