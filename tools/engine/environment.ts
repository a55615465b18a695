import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;
let users = 0;

/**
 * Gives n8n-core a home of its own. Without it n8n-core would write `~/.n8n/config` on first use
 * (n8n-core, InstanceSettings), and settings of an n8n on this machine would change the outcome of a
 * run. Must be called before n8n-core is used; loading it is harmless, since it reads its settings
 * when they are first asked for. It asks once per process, so the folder's name stays the same.
 */
export function enterEnvironment(): void {
	users += 1;
	if (folder === undefined) folder = prepare();
	else mkdirSync(folder, { recursive: true });
}

/** Removes the folder when its last user has left. n8n-core keeps what it read in memory. */
export function leaveEnvironment(): void {
	users -= 1;
	if (users === 0) removeFolder();
}

/** The name of the folder begins so. n8n-core reads its settings once per process, also when this module is loaded again. */
const FOLDERS = join(tmpdir(), `n8n-engine-${process.pid}-`);

function prepare(): string {
	const known = process.env.N8N_USER_FOLDER;
	for (const name of Object.keys(process.env)) {
		if (name.startsWith('N8N_')) delete process.env[name];
	}
	const created = known?.startsWith(FOLDERS) ? known : mkdtempSync(FOLDERS);
	mkdirSync(created, { recursive: true });
	process.env.N8N_USER_FOLDER = created;
	process.env.N8N_ENCRYPTION_KEY = randomBytes(24).toString('hex');
	process.env.N8N_LOG_LEVEL = 'silent';
	bypassProxyForThisMachine();
	process.once('exit', removeFolder);
	return created;
}

/** n8n's request helpers honour HTTP_PROXY, and a proxy cannot reach this machine's loopback. */
function bypassProxyForThisMachine(): void {
	const hosts = [process.env.NO_PROXY ?? process.env.no_proxy, '127.0.0.1', 'localhost'];
	process.env.NO_PROXY = hosts.filter((host) => host).join(',');
	process.env.no_proxy = process.env.NO_PROXY;
}

function removeFolder(): void {
	if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
