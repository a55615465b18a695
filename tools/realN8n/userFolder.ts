import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { CleanUp } from './cleanUp';

/** Makes a folder for an n8n to live in, see newFolder. */
export function newUserFolder(cleanUp: CleanUp): string {
	return newFolder('n8n-playground-', cleanUp);
}

/**
 * Makes a temporary folder, and deletes it at the clean-up, or when this process ends before its time.
 * Its real path, because n8n's hot reload compares paths of modules with it.
 *
 * @param prefix of its name
 */
export function newFolder(prefix: string, cleanUp: CleanUp): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
	// A server writes until its last moment.
	const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	process.once('exit', remove);
	cleanUp.add(() => {
		process.removeListener('exit', remove);
		remove();
	});
	return folder;
}
