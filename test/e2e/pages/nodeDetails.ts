import type { Locator, Page } from 'playwright-core';

import { FieldMapper } from './fieldMapper';
import { OutputPanel } from './outputPanel';
import { ProfilePicker } from './profilePicker';
import { Saves } from './saves';

/** The dialog of one node: its input, its parameters, its output. */
export class NodeDetails {
	readonly fields: FieldMapper;
	readonly profile: ProfilePicker;
	readonly output: OutputPanel;

	private readonly saves: Saves;

	constructor(private readonly page: Page) {
		this.saves = new Saves(page);
		this.fields = new FieldMapper(page, this.saves);
		this.profile = new ProfilePicker(page, this.saves);
		this.output = new OutputPanel(page);
	}

	/** The control of a parameter, by the parameter's name. */
	parameter(name: string): Locator {
		return this.page.getByTestId('ndv').getByTestId(`parameter-input-${name}`);
	}

	async choose(parameter: string, option: string): Promise<void> {
		await this.parameter(parameter).click();
		// Some options have a description under their name.
		const name = this.page.getByText(option, { exact: true });
		await this.page.getByRole('option').filter({ has: name }).click();
	}

	async toggle(parameter: string): Promise<void> {
		await this.parameter(parameter).locator('.el-switch').click();
	}

	/** Adds an entry of the collection "Options". */
	async addOption(name: string): Promise<void> {
		await this.page.getByTestId('collection-parameter-add').click();
		await this.page.getByRole('option', { name, exact: true }).click();
	}

	/** n8n 2 offers the credentials of both kinds in one list, and sets "authentication" itself. */
	async chooseCredential(name: string): Promise<void> {
		await this.page.getByTestId('node-credentials-select').click();
		await this.page.getByRole('option').filter({ hasText: name }).click();
	}

	async createCredential(): Promise<void> {
		await this.page.getByTestId('node-credentials-select').click();
		await this.page.getByTestId('node-credentials-select-item-new').click();
	}

	async editCredential(): Promise<void> {
		await this.page.getByTestId('credential-edit-button').click();
	}

	/** The name of the credential that is chosen. */
	async credential(): Promise<string> {
		return await this.page.getByTestId('node-credentials-select').locator('input').inputValue();
	}

	/**
	 * Leaves a parameter of a tool to the AI model.
	 *
	 * @param parameter its name, or for a field of the mapper `value["<API name>"]`
	 * @param description what the form asks for under "Add a description"
	 */
	async letModelDefine(parameter: string, description?: string): Promise<void> {
		const options = this.page.getByTestId(`${parameter}-parameter-input-options-container`);
		const form = this.page.getByTestId('input-label').filter({ has: options }).last();
		await form.getByTestId('from-ai-override-button').click();
		await form.getByText('Defined automatically by the').waitFor();
		if (description === undefined) return;
		await form.getByText('Add a description').click();
		await form.getByTestId('parameter-input-description').locator('textarea').fill(description);
		await this.saves.contain(description);
	}

	async openSettings(): Promise<void> {
		await this.page.getByTestId('tab-settings').click();
	}

	/** Runs what comes before the node, and waits for its items. */
	async executePrevious(): Promise<void> {
		await this.page.getByTestId('execute-previous-node').click();
		await this.inputProperty('').first().waitFor();
	}

	/** Properties of the input's items, in the schema view. */
	private inputProperty(name: string): Locator {
		const properties = this.page.getByTestId('ndv-input-panel').getByTestId('run-data-schema-item');
		return properties.filter({ hasText: name });
	}

	/** Drags a property of the input's items onto a control. */
	async dragInput(property: string, control: Locator): Promise<void> {
		const name = this.inputProperty(property).getByText(property, { exact: true });
		await name.hover();
		await this.page.mouse.down();
		// n8n notices a drag by the movement: a first step to begin it, more to arrive.
		const target = await control.boundingBox();
		if (!target) throw new Error('The control is not on the screen.');
		const [x, y] = [target.x + target.width / 2, target.y + target.height / 2];
		await this.page.mouse.move(x, y, { steps: 10 });
		await this.page.mouse.up();
	}

	/** Runs the node, and waits until n8n has begun to. What came of it is in the output panel. */
	async execute(): Promise<void> {
		const started = this.page.waitForResponse(
			(response) => /\/rest\/workflows\/[^/]+\/run/.test(response.url()) && response.ok(),
		);
		await this.page.getByTestId('node-execute-button').first().click();
		await started;
	}

	async close(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.page.getByTestId('ndv').waitFor({ state: 'hidden' });
	}
}
