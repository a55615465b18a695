import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { root } from '../../tools/realN8n/root';

/** Where the pictures of README and docs are. */
export const folder = join(root, 'docs', 'images');

/** What is the same in all pictures. */
export const LOOK = {
	animations: 'disabled',
	caret: 'hide',
	// n8n's messages in the corner cover what is below them, and its credential form scrolls within 750 pixels.
	style:
		'.el-notification { display: none !important }' +
		'[class*="credentialModal"] { --dialog--max-height: none !important }',
} as const;

/**
 * Takes a picture for the pages, when UPDATE_SCREENSHOTS is set: an ordinary run changes no file.
 * Call it when what is to be seen is seen.
 */
export async function pictureForReadme(page: Page, name: string, height = 1000): Promise<void> {
	if (!process.env.UPDATE_SCREENSHOTS) return;
	mkdirSync(folder, { recursive: true });
	const window = page.viewportSize();
	// Tall enough for the forms, so that nothing is cut.
	await page.setViewportSize({ width: 1280, height });
	await page.mouse.move(0, 0);
	const top = page.getByTestId('credentials-label');
	if (await top.isVisible()) await top.scrollIntoViewIfNeeded();
	await page.screenshot({ path: join(folder, `${name}.png`), ...LOOK });
	if (window) await page.setViewportSize(window);
}
