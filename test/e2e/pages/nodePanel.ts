import type { Locator, Page } from 'playwright-core';

import { clickUntil, gone, untilSeen } from './untilSeen';

/** The panel in which a person finds nodes to add. */
export class NodePanel {
	constructor(private readonly page: Page) {}

	/** For the first node of a workflow. */
	async openFirst(): Promise<void> {
		await clickUntil(this.page.getByTestId('canvas-plus-button'), this.panel());
	}

	async open(): Promise<void> {
		await clickUntil(this.page.getByTestId('node-creator-plus-button'), this.panel());
	}

	/** Searches, and waits for what is to be found: n8n forgets a search while it changes the list. */
	async search(text: string, found: string): Promise<void> {
		const bar = this.page.getByTestId('node-creator-search-bar');
		await untilSeen((attempt) => bar.fill(text, attempt), this.entry(found));
	}

	/** What the panel lists: nodes, or the actions of the node that was chosen. */
	entry(name: string): Locator {
		const exactly = this.page
			.getByTestId('node-creator-item-name')
			.filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) });
		return this.page.getByTestId('item-iterator-item').filter({ has: exactly });
	}

	async choose(name: string): Promise<void> {
		const entry = this.entry(name);
		await entry.waitFor();
		await clickUntil(entry, gone(entry));
	}

	/** Unfolds the actions of a node, below its triggers. @param first one that is there then */
	async unfoldActions(first: string): Promise<void> {
		await clickUntil(this.panel().getByText(/^Actions \(\d+\)$/), this.entry(first));
	}

	panel(): Locator {
		return this.page.getByTestId('node-creator');
	}
}
