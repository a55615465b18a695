import { rmSync } from 'node:fs';
import { type BrowserServer, chromium, selectors } from 'playwright-core';

import { CleanUp } from '../../../tools/realN8n/cleanUp';
import { type Playground, startPlayground } from '../../../tools/realN8n/playground';
import { SignInPage } from '../pages/signIn';
import { startBrowser } from './browser';
import { evidenceFolder, keepLine } from './evidence';
import { rememberRunning } from './running';
import { type Session, writeSession } from './session';

/** Starts n8n, sandbox and browser, and signs in as a person does. */
export default async function globalSetup(): Promise<void> {
	// Whatever has been started ends when this process exits, but a signal is no exit.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => process.exit(130));
	}
	rmSync(evidenceFolder, { recursive: true, force: true });
	const cleanUp = new CleanUp();
	rememberRunning(cleanUp);
	try {
		const browser = await startBrowser();
		cleanUp.add(() => browser.close());
		const playground = await startPlayground({ log: (line) => keepLine('n8n.log', line) });
		cleanUp.add(() => playground.stop());
		const signedIn = await signIn(browser, playground);
		writeSession({
			url: playground.n8n.url,
			sandboxUrl: playground.sandbox.url,
			credentials: playground.credentials,
			browser: browser.wsEndpoint(),
			signedIn,
		});
	} catch (error) {
		// Jest does not tear down after a set-up that failed.
		await cleanUp.run();
		throw error;
	}
}

async function signIn(server: BrowserServer, { n8n }: Playground): Promise<Session['signedIn']> {
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.connect(server.wsEndpoint());
	const context = await browser.newContext();
	const page = await context.newPage();
	await new SignInPage(page, n8n.url).signIn(n8n.owner);
	const state = await context.storageState();
	await browser.close();
	return state;
}
