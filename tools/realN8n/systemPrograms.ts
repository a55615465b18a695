import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where systems keep servers that are not in PATH, one folder a version. */
const BESIDE_PATH: Array<[folder: string, version: RegExp]> = [
	['/usr/lib/postgresql', /^\d+$/], // Debian, Ubuntu
	['/opt/homebrew/opt', /^postgresql@\d+$/], // macOS
];

/**
 * Finds programs of one package of the system, all in one folder: of several versions the newest, but
 * one in PATH first.
 *
 * @returns their paths, in the same order
 * @throws Error that says how to install them
 */
export function findPrograms(names: string[]): string[] {
	const folders = [...(process.env.PATH ?? '').split(delimiter), ...BESIDE_PATH.flatMap(versions)];
	const folder = folders.find((each) => names.every((name) => existsSync(join(each, name))));
	if (folder) return names.map((name) => join(folder, name));
	throw new Error(
		`n8n's queue mode needs Redis and PostgreSQL; not found: ${names.join(', ')}\n` +
			'Debian, Ubuntu: sudo apt-get install redis-server postgresql    ' +
			'macOS: brew install redis postgresql@17',
	);
}

function versions([folder, version]: [string, RegExp]): string[] {
	const names = existsSync(folder) ? readdirSync(folder) : [];
	const newestFirst = names
		.filter((name) => version.test(name))
		.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
	return newestFirst.map((name) => join(folder, name, 'bin'));
}
