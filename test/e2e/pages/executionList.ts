import type { Page } from 'playwright-core';

import { clickUntil } from './untilSeen';

/** The tab that lists the runs of a workflow. n8n refreshes it by itself. */
export class ExecutionList {
	constructor(private readonly page: Page) {}

	async open(): Promise<void> {
		const list = this.page.getByTestId('executions-sidebar');
		await clickUntil(this.page.getByTestId('radio-button-executions'), list);
	}

	/** What the list says about each run that it shows, the newest first, e.g. "Succeeded in 75ms". */
	async states(): Promise<string[]> {
		const runs = this.page.getByTestId('executions-sidebar').getByTestId(/^execution-details-/);
		const texts = await runs.allInnerTexts();
		return texts.map((text) => text.trim().split('\n').slice(1).join(' '));
	}
}
