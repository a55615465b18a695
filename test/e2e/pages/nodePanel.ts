import type { Locator, Page } from 'playwright-core';

/** The panel in which a person finds nodes to add. */
export class NodePanel {
	constructor(private readonly page: Page) {}

	/** For the first node of a workflow. */
	async openFirst(): Promise<void> {
		await this.page.getByTestId('canvas-plus-button').click();
	}

	async open(): Promise<void> {
		await this.page.getByTestId('node-creator-plus-button').click();
	}

	async search(text: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').fill(text);
	}

	/** What the panel lists: nodes, or the actions of the node that was chosen. */
	entry(name: string): Locator {
		const exactly = this.page
			.getByTestId('node-creator-item-name')
			.filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) });
		return this.page.getByTestId('item-iterator-item').filter({ has: exactly });
	}

	async choose(name: string): Promise<void> {
		await this.entry(name).click();
	}

	panel(): Locator {
		return this.page.getByTestId('node-creator');
	}
}
