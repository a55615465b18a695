import { existsSync } from 'node:fs';
import { type BrowserServer, chromium } from 'playwright-core';

/** Quiet, and able to run as root in a container and without a graphics card. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const SYSTEM_BROWSERS = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Starts a headless Chromium: Playwright's own where it is installed, else the system's.
 *
 * @throws telling how to get one
 */
export async function startBrowser(): Promise<BrowserServer> {
	const own = chromium.executablePath();
	const executablePath = [own, ...SYSTEM_BROWSERS].find((path) => existsSync(path));
	if (!executablePath) {
		throw new Error(
			'These tests need Chromium. "npx playwright-core install --with-deps chromium" gets one; ' +
				'Debian, Ubuntu: sudo apt-get install chromium',
		);
	}
	return await chromium.launchServer({ headless: true, executablePath, args: FLAGS });
}
