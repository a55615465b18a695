import type { BrowserContext } from 'playwright-core';

import type { SandboxCredentials } from '../../../tools/realN8n/credentials';

/** What the set-up of a run tells its tests. */
export interface Session {
	/** Of n8n, without a slash at the end. */
	url: string;
	sandboxUrl: string;
	credentials: SandboxCredentials;
	/** Where the browser listens for Playwright. */
	browser: string;
	/** Cookies and local storage after signing in. */
	signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;
}

/** Jest hands no objects from its set-up to the tests, but the environment of the process. */
const VARIABLE = 'E2E_SESSION';

export function writeSession(session: Session): void {
	process.env[VARIABLE] = JSON.stringify(session);
}

export function readSession(): Session {
	const text = process.env[VARIABLE];
	if (!text) throw new Error('Run this with: jest --config test/e2e/jest.config.js');
	return JSON.parse(text) as Session;
}
