import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { cacheFolder } from '../../../tools/realN8n/cache';
import { DEFAULT_N8N } from '../../../tools/realN8n/versions';

/** A real n8n is a download of gigabytes: it is used where `npm start` or the tests with a browser have left one. */
export const hasRealN8n = () =>
	existsSync(join(cacheFolder(), `n8n-${DEFAULT_N8N}`, 'complete.json'));
