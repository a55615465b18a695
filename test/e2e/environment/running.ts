import type { CleanUp } from '../../../tools/realN8n/cleanUp';

/** What the set-up started: Jest's set-up and tear-down share nothing but the global object. */
const shared = globalThis as typeof globalThis & { e2eRunning?: CleanUp };

export function rememberRunning(cleanUp: CleanUp): void {
	shared.e2eRunning = cleanUp;
}

export async function endRunning(): Promise<void> {
	await shared.e2eRunning?.run();
}
