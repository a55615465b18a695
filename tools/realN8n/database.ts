import { join } from 'node:path';

import type { N8nInstallation } from './install';
import { run } from './run';

/** Prints the rows of a query as JSON; sqlite3 is the one that n8n runs with. */
const PROGRAM = `
	const [file, sql] = process.argv.slice(1);
	const { Database, OPEN_READONLY } = require('sqlite3');
	new Database(file, OPEN_READONLY).all(sql, (error, rows) => {
		if (error) throw error;
		console.log(JSON.stringify(rows));
	});`;

/**
 * Reads the database of an n8n, running or not.
 *
 * @throws with the database's own words
 */
export async function readDatabase<Row>(
	{ node, program, env }: N8nInstallation,
	userFolder: string,
	sql: string,
): Promise<Row[]> {
	const file = join(userFolder, '.n8n', 'database.sqlite');
	// Node looks for the module from the folder in which it runs.
	const cwd = join(program, '..', '..');
	const { ok, output, lastLines } = await run(node, ['--eval', PROGRAM, file, sql], { cwd, env });
	if (!ok) throw new Error(lastLines);
	return JSON.parse(output) as Row[];
}
