import { chromium, selectors } from 'playwright-core';

import type { RunningN8n } from '../../../tools/realN8n/server';
import { SignInPage } from '../pages/signIn';
import type { Session } from './session';

/**
 * Signs in as a person does.
 *
 * @param browser where it listens for Playwright
 * @returns what the browser keeps of it
 */
export async function signedInAt(
	{ url, owner }: RunningN8n,
	browser: string,
): Promise<Session['signedIn']> {
	selectors.setTestIdAttribute('data-test-id');
	const connection = await chromium.connect(browser);
	const context = await connection.newContext();
	await new SignInPage(await context.newPage(), url).signIn(owner);
	const state = await context.storageState();
	await connection.close();
	return state;
}
