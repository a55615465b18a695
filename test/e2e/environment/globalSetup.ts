import { rmSync } from 'node:fs';

import { CleanUp } from '../../../tools/realN8n/cleanUp';
import { startPlayground } from '../../../tools/realN8n/playground';
import { startBrowser } from './browser';
import { evidenceFolder, keepLine } from './evidence';
import { rememberRunning } from './running';
import { writeSession } from './session';
import { signedInAt } from './signedIn';

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
		writeSession({
			url: playground.n8n.url,
			sandboxUrl: playground.sandbox.url,
			credentials: playground.credentials,
			browser: browser.wsEndpoint(),
			signedIn: await signedInAt(playground.n8n, browser.wsEndpoint()),
		});
	} catch (error) {
		// Jest does not tear down after a set-up that failed.
		await cleanUp.run();
		throw error;
	}
}
