import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../../../..');

/** Long enough for a busy machine to start TypeScript, short enough to end what is stuck. */
const LONGEST_RUN_MS = 55_000;

/**
 * Runs a CommonJS script in a process of its own, at the root of the project, where it can require TypeScript: for code that may
 * get stuck.
 *
 * @returns what it printed
 */
export async function runInOwnProcess(script: string): Promise<string> {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--require', 'tsx/cjs', '--eval', script],
		{ cwd: ROOT, timeout: LONGEST_RUN_MS },
	);
	return stdout;
}
