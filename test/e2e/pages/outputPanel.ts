import type { Locator, Page } from 'playwright-core';

import { clickUntil } from './untilSeen';

/** What a node gave when it ran. */
export class OutputPanel {
	constructor(private readonly page: Page) {}

	panel(): Locator {
		return this.page.getByTestId('output-panel');
	}

	/**
	 * Waits for the run to succeed, and reads the items from the table.
	 *
	 * @returns for each item the texts of its cells by column; n8n shows the first 40 columns
	 */
	async rows(): Promise<Array<Record<string, string>>> {
		await this.panel().getByTestId('node-run-status-success').waitFor();
		const table = this.panel().getByTestId('ndv-data-container').locator('table');
		await clickUntil(this.panel().getByTestId('radio-button-table'), table);
		const columns = (await table.locator('thead th').allInnerTexts()).map((text) => text.trim());
		const rows: Array<Record<string, string>> = [];
		for (const row of await table.locator('tbody tr').all()) {
			const cells = await row.locator('td').allInnerTexts();
			const named = cells.map((cell, at) => [columns[at], cell.trim()]).filter(([name]) => name);
			rows.push(Object.fromEntries(named) as Record<string, string>);
		}
		return rows;
	}

	/** Shows the items one below the other, which is easier to read than a wide table. */
	async showSchema(): Promise<void> {
		const property = this.panel().getByTestId('run-data-schema-item').first();
		await clickUntil(this.panel().getByTestId('radio-button-schema'), property);
	}

	/** Waits for the run to fail, and reads what the node says. */
	async error(): Promise<{ message: string; description: string }> {
		await this.panel().getByTestId('node-run-status-danger').waitFor();
		return {
			message: await this.panel().getByTestId('node-error-message').innerText(),
			description: await this.panel().getByTestId('node-error-description').innerText(),
		};
	}

	/** The tab of one of several outputs. */
	branch(name: string): Locator {
		return this.panel().getByText(new RegExp(`^${name} Branch`));
	}

	/** Opens the one box that several hints are in. @returns what is on its outside */
	async openNotes(): Promise<string> {
		const boxes = this.panel().getByTestId('node-hint');
		const toggle = boxes.getByTestId('node-hint-toggle');
		const summary = await toggle.innerText();
		await clickUntil(toggle, boxes.getByTestId('node-hint-details'));
		return summary.trim();
	}

	/** The hints above the items. */
	hint(text: string): Locator {
		return this.panel().getByTestId('run-data-hints').getByText(text);
	}
}
