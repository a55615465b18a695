import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { root } from '../../../tools/realN8n/root';

/** What tests that failed saw, and what n8n printed. Emptied by the next run; not in git. */
export const evidenceFolder = join(root, '.cache', 'e2e');

export function keepLine(file: string, line: string): void {
	mkdirSync(evidenceFolder, { recursive: true });
	appendFileSync(join(evidenceFolder, file), `${line}\n`);
}

/** Keeps what a page shows, and what it wrote to its console; that of a second attempt beside the first. */
export async function keepEvidence(name: string, page: Page, log: string[]): Promise<void> {
	const first = join(evidenceFolder, name.replace(/[^\w]+/g, '-'));
	const folder = existsSync(first) ? `${first}-again` : first;
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'console.log'), [page.url(), ...log].join('\n'));
	await page.screenshot({ path: join(folder, 'screen.png') });
}
