import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where downloads are kept, outside the repository: each system's own place for things that can be
 * fetched again. Deleting the folder is always safe while nothing of it runs.
 */
export function cacheFolder(): string {
	return join(systemCacheFolder(), 'n8n-nodes-adobe-campaign');
}

function systemCacheFolder(): string {
	const home = homedir();
	if (process.platform === 'darwin') return join(home, 'Library', 'Caches');
	if (process.platform === 'win32') {
		return process.env.LOCALAPPDATA || join(home, 'AppData', 'Local');
	}
	return process.env.XDG_CACHE_HOME || join(home, '.cache');
}
