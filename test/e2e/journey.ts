import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium, type Page, selectors } from 'playwright-core';

import { keepEvidence } from './environment/evidence';
import { readSession, type Session } from './environment/session';
import { Canvas } from './pages/canvas';
import { CredentialForm } from './pages/credentialForm';
import { CredentialsPage } from './pages/credentialsPage';
import { NodeDetails } from './pages/nodeDetails';
import { NodePanel } from './pages/nodePanel';

/** n8n's editor in a browser window of its own, signed in. */
export interface Editor {
	page: Page;
	canvas: Canvas;
	nodePanel: NodePanel;
	details: NodeDetails;
	credentialForm: CredentialForm;
	credentialsPage: CredentialsPage;
}

/** Milliseconds for one thing to be seen; the machine may be busy. */
const PATIENCE = 45_000;

/** Seconds for a journey. */
const LIMIT = 170;

export interface JourneyOptions {
	/** Seconds. */
	limit?: number;
	/** Where it takes place; default: in the n8n of the run. */
	session?: () => Session;
}

// The machine may also be too busy. The journey begins anew then, and its first failure is printed.
jest.retryTimes(1, { logErrorsBeforeRetry: true });

/**
 * A test that uses the editor as a person does. When it fails, what the screen showed and what the page
 * wrote to its console is kept in .cache/e2e, and it is tried once more.
 */
export function journey(
	name: string,
	walk: (editor: Editor) => Promise<void>,
	{ limit = LIMIT, session: open = readSession }: JourneyOptions = {},
): void {
	const walkOnce = async () => {
		const session = open();
		selectors.setTestIdAttribute('data-test-id');
		const browser = await chromium.connect(session.browser);
		const log: string[] = [];
		const page = await openPage(browser, session, log);
		try {
			await Promise.race([walk(editorIn(page, session)), tooLong(limit)]);
		} catch (error) {
			await keepEvidence(expect.getState().currentTestName ?? name, page, log);
			throw error;
		} finally {
			await browser.close();
		}
	};
	// Jest's limit is longer: after it the journey would go on beside its second attempt.
	test(name, walkOnce, (limit + 10) * 1000);
}

async function tooLong(limit: number): Promise<never> {
	await wait(limit * 1000, undefined, { ref: false });
	throw new Error(`The journey did not end within ${limit} seconds.`);
}

async function openPage(browser: Browser, session: Session, log: string[]): Promise<Page> {
	const context = await browser.newContext({
		storageState: session.signedIn,
		viewport: { width: 1280, height: 800 },
		locale: 'en-US',
		colorScheme: 'light',
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(PATIENCE);
	const page = await context.newPage();
	page.on('console', (message) => log.push(`${message.type()}: ${message.text()}`));
	page.on('pageerror', (error) => log.push(`page error: ${error.message}`));
	return page;
}

function editorIn(page: Page, { url }: Session): Editor {
	return {
		page,
		canvas: new Canvas(page, url),
		nodePanel: new NodePanel(page),
		details: new NodeDetails(page),
		credentialForm: new CredentialForm(page),
		credentialsPage: new CredentialsPage(page, url),
	};
}
