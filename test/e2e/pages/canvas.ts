import type { Locator, Page } from 'playwright-core';

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

	/** As somebody who comes back the next day. */
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
		await this.node(name).dblclick();
		await this.page.getByTestId('ndv').waitFor();
	}

	/** Opens the node panel for a tool of an AI agent. */
	async addTool(agent: string): Promise<void> {
		const inputs = this.page.locator(
			`[data-test-id="canvas-node-input-handle"][data-node-name="${agent}"]`,
		);
		const tools = inputs.and(this.page.locator('[data-connection-type="ai_tool"]'));
		await tools.getByTestId('canvas-handle-plus').click();
		// The panel shows other nodes before it comes to the tools, and stays there if somebody searches.
		const title = this.page.getByTestId('nodes-list-header').getByText('Tools', { exact: true });
		await title.waitFor();
	}

	async executeWorkflow(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').first().click();
	}

	/** Switches the workflow on, so that its trigger runs it. */
	async publish(): Promise<void> {
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		await this.page.getByTestId('workflow-publish-button').click();
		const published = this.page.getByTestId('activation-modal');
		await published.getByRole('button', { name: 'Got it' }).click();
		await published.waitFor({ state: 'hidden' });
	}

	/** Saves the workflow to a file, as n8n's download does. */
	async exportTo(file: string): Promise<void> {
		await this.page.getByTestId('workflow-menu').click();
		const download = this.page.waitForEvent('download');
		await this.page.getByTestId('workflow-menu-item-download').click();
		await (await download).saveAs(file);
	}

	/** Adds the nodes of a file to the workflow. */
	async importFrom(file: string): Promise<void> {
		await this.page.getByTestId('workflow-menu').click();
		await this.page.getByTestId('workflow-menu-item-import').hover();
		const chooser = this.page.waitForEvent('filechooser');
		await this.page.getByRole('menuitem', { name: /file/i }).click();
		await (await chooser).setFiles(file);
		await this.nodes().first().waitFor();
	}
}
