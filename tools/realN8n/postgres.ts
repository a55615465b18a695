import { chownSync } from 'node:fs';
import { join } from 'node:path';

import type { CleanUp } from './cleanUp';
import { run } from './run';
import { startService } from './service';
import { findPrograms } from './systemPrograms';
import { newFolder } from './userFolder';

/** User and group `nobody` of Debian and Ubuntu: PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 };

const USER = 'n8n';

/** @throws Error that says how to install it */
export const findPostgres = () => findPrograms(['initdb', 'postgres']);

/**
 * Starts the system's PostgreSQL with a new database, which is deleted at the clean-up.
 *
 * @returns the environment variables with which n8n finds it
 * @throws Error that says how to install it
 */
export async function startPostgres(port: number, cleanUp: CleanUp): Promise<NodeJS.ProcessEnv> {
	const [initdb, postgres] = findPostgres();
	const folder = newFolder('n8n-postgres-', cleanUp);
	const isRoot = process.getuid?.() === 0;
	if (isRoot) chownSync(folder, NOBODY.uid, NOBODY.gid);
	const options = { cwd: folder, ...(isRoot && NOBODY) };

	const data = join(folder, 'data');
	const place = ['--pgdata', data, '--username', USER, '--auth', 'trust'];
	const flags = ['--encoding', 'UTF8', '--locale', 'C', '--no-sync'];
	const { ok, lastLines } = await run(initdb, [...place, ...flags], options);
	if (!ok) throw new Error(`${lastLines}\n\nPostgreSQL could not make a database.`);

	const settings = [
		'listen_addresses=127.0.0.1',
		`port=${port}`,
		// Debian's default folder for the socket belongs to another user.
		'unix_socket_directories=',
		'fsync=off',
	].flatMap((setting) => ['-c', setting]);
	const ready = 'ready to accept connections';
	await startService(postgres, ['-D', data, ...settings], options, ready, cleanUp);
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_USER: USER,
		DB_POSTGRESDB_DATABASE: 'postgres',
	};
}
