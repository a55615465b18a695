import type { Locator, Page } from 'playwright-core';

import { clickUntil, clickUntilSent, gone, untilSeen } from './untilSeen';

/** Where the editor asks n8n to run a workflow. It does not while it has no push connection, as at first. */
export const RUN = /\/rest\/workflows\/[^/]+\/run/;

/** The drawing of a workflow, with the bar above it. */
export class Canvas {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	async openNew(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').waitFor();
	}

	async open(workflowId: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** As on the next visit. */
	async reload(): Promise<void> {
		await this.page.reload();
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** n8n gives a new workflow its id with the first save, which happens by itself. */
	async workflowId(): Promise<string> {
		await this.page.waitForURL((url) => !url.pathname.endsWith('/new'));
		return this.page.url().replace(/^.*\/workflow\/([^/?]+).*$/, '$1');
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	nodes(): Locator {
		return this.page.getByTestId('canvas-node');
	}

	/** Waits for a line between two nodes. */
	async connected(from: string, to: string): Promise<void> {
		const ends = `[data-source-node-name="${from}"][data-target-node-name="${to}"]`;
		// A line straight from left to right has no height, which counts as not visible.
		await this.page.locator(`[data-test-id="edge"]${ends}`).waitFor({ state: 'attached' });
	}

	async openNode(name: string): Promise<void> {
		const node = this.node(name);
		await untilSeen((attempt) => node.dblclick(attempt), this.page.getByTestId('ndv'));
	}

	/** Opens the node panel for a tool of an AI agent. */
	async addTool(agent: string): Promise<void> {
		const inputs = this.page.locator(
			`[data-test-id="canvas-node-input-handle"][data-node-name="${agent}"]`,
		);
		const tools = inputs.and(this.page.locator('[data-connection-type="ai_tool"]'));
		// The panel shows other nodes before it comes to the tools, and stays there during a search. n8n
		// loads its code when the canvas is there already, and after a click before that it shows "Other AI
		// Nodes" for good (2.41); another click leads to the tools.
		const title = this.page.getByTestId('nodes-list-header').getByText('Tools', { exact: true });
		await clickUntil(tools.getByTestId('canvas-handle-plus'), title);
	}

	async executeWorkflow(): Promise<void> {
		await clickUntilSent(this.page.getByTestId('execute-workflow-button').first(), RUN);
	}

	/** Switches the workflow on, so that its trigger runs it. */
	async publish(): Promise<void> {
		const publish = this.page.getByTestId('workflow-publish-button');
		await clickUntil(this.page.getByTestId('workflow-open-publish-modal-button'), publish);
		const published = this.page.getByTestId('activation-modal');
		await clickUntil(publish, published);
		await clickUntil(published.getByRole('button', { name: 'Got it' }), gone(published));
	}

	/** Asks for the same where n8n is going to refuse it. */
	async publishInVain(): Promise<void> {
		const publish = this.page.getByTestId('workflow-publish-button');
		await clickUntil(this.page.getByTestId('workflow-open-publish-modal-button'), publish);
		await clickUntilSent(publish, /\/rest\/workflows\/[^/]+\/activate$/);
	}

	/** Saves the workflow to a file, as n8n's download does. */
	async exportTo(file: string): Promise<void> {
		const entry = this.page.getByTestId('workflow-menu-item-download');
		await clickUntil(this.page.getByTestId('workflow-menu'), entry);
		const [download] = await Promise.all([this.page.waitForEvent('download'), entry.click()]);
		await download.saveAs(file);
	}

	/** Adds the nodes of a file to the workflow. */
	async importFrom(file: string): Promise<void> {
		const entry = this.page.getByTestId('workflow-menu-item-import');
		await clickUntil(this.page.getByTestId('workflow-menu'), entry);
		const fromFile = this.page.getByRole('menuitem', { name: /file/i });
		await untilSeen((attempt) => entry.hover(attempt), fromFile);
		const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), fromFile.click()]);
		await chooser.setFiles(file);
		await this.nodes().first().waitFor();
	}
}
