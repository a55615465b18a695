import type { Locator, Page } from 'playwright-core';

import { RUN } from './canvas';
import { FieldMapper } from './fieldMapper';
import { pasteJson } from './jsonEditor';
import { OutputPanel } from './outputPanel';
import { RecordPicker } from './recordPicker';
import { Saves } from './saves';
import { choose, clickUntil, clickUntilSent, gone, untilSeen } from './untilSeen';

/** The dialog of one node: its input, its parameters, its output. */
export class NodeDetails {
	readonly fields: FieldMapper;
	readonly profile: RecordPicker;
	readonly service: RecordPicker;
	readonly customResource: RecordPicker;
	readonly record: RecordPicker;
	readonly output: OutputPanel;

	private readonly saves: Saves;

	constructor(private readonly page: Page) {
		this.saves = new Saves(page);
		this.fields = new FieldMapper(page, this.saves);
		this.profile = new RecordPicker(page, this.saves, 'profile');
		this.service = new RecordPicker(page, this.saves, 'service');
		this.customResource = new RecordPicker(page, this.saves, 'customResource');
		this.record = new RecordPicker(page, this.saves, 'record');
		this.output = new OutputPanel(page);
	}

	/** The control of a parameter, by the parameter's name. */
	parameter(name: string): Locator {
		return this.page.getByTestId('ndv').getByTestId(`parameter-input-${name}`);
	}

	/** Chooses by name. @returns the names of all choices */
	async choose(parameter: string, option: string): Promise<string[]> {
		const choices = this.page.getByRole('option');
		// Some options have a description under their name.
		const choice = choices.filter({ has: this.page.getByText(option, { exact: true }) });
		// Disabled while n8n loads the choices.
		const control = this.parameter(parameter).locator('input').first();
		await clickUntil(control, choice);
		const texts = await choices.allInnerTexts();
		await choose(control, choice);
		return texts.map((text) => text.trim().split('\n')[0]);
	}

	async write(parameter: string, text: string): Promise<void> {
		const input = this.parameter(parameter).locator('input, textarea').first();
		await untilSeen((attempt) => input.fill(text, attempt), this.saves.of(text));
	}

	/** Writes into a parameter that takes JSON. */
	async writeJson(parameter: string, json: unknown): Promise<void> {
		await pasteJson(this.parameter(parameter), json, this.saves);
	}

	async toggle(parameter: string): Promise<void> {
		await this.parameter(parameter).locator('.el-switch').click();
	}

	/** Whether a switch is on. */
	async isOn(parameter: string): Promise<boolean> {
		return await this.parameter(parameter).getByRole('switch').isChecked();
	}

	/** The text of the warning sign at the parameter whose choices could not be loaded. */
	async problem(): Promise<string> {
		const sign = this.page.getByTestId('ndv').getByTestId('parameter-issues').locator('svg');
		const text = this.page.locator('.n8n-tooltip');
		await untilSeen((attempt) => sign.hover(attempt), text);
		return await text.innerText();
	}

	/** Adds an entry of the collection "Options". */
	async addOption(name: string): Promise<void> {
		const option = this.page.getByRole('option', { name, exact: true });
		await choose(this.page.getByTestId('collection-parameter-add'), option);
	}

	/** Takes an entry out of the collection "Options", by the parameter's name. */
	async removeOption(parameter: string): Promise<void> {
		const option = this.page.getByTestId(`parameter-input-${parameter}`);
		const entry = this.page.getByTestId('parameter-item').filter({ has: option }).last();
		const remove = entry.getByTitle('Delete', { exact: true });
		// It is there while the pointer is over the option.
		await untilSeen((attempt) => option.hover(attempt), remove);
		await clickUntil(remove, gone(option));
	}

	/** Adds an entry to a list of entries such as "Filter Parameters", by the list's name. */
	async addEntry(list: string): Promise<void> {
		const entries = this.page.getByTestId(`fixed-collection-${list}`);
		const added = entries.getByTestId('fixed-collection-delete');
		await clickUntil(entries.getByTestId('fixed-collection-add'), added);
	}

	/** n8n 2 offers the credentials of both kinds in one list, and sets "authentication" itself. */
	async chooseCredential(name: string): Promise<void> {
		const options = this.page.getByRole('option').filter({ hasText: name });
		// A journey that begins anew has a second one of the same name, for the same organization.
		await choose(this.page.getByTestId('node-credentials-select'), options.first());
	}

	async createCredential(): Promise<void> {
		const entry = this.page.getByTestId('node-credentials-select-item-new');
		await choose(this.page.getByTestId('node-credentials-select'), entry);
	}

	async editCredential(): Promise<void> {
		const form = this.page.getByTestId('editCredential-modal');
		await clickUntil(this.page.getByTestId('credential-edit-button'), form);
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
		const defined = form.getByText('Defined automatically by the');
		await clickUntil(form.getByTestId('from-ai-override-button'), defined);
		if (description === undefined) return;
		const input = form.getByTestId('parameter-input-description').locator('textarea');
		await clickUntil(form.getByText('Add a description'), input);
		await untilSeen((attempt) => input.fill(description, attempt), this.saves.of(description));
	}

	async openSettings(): Promise<void> {
		await clickUntil(this.page.getByTestId('tab-settings'), this.parameter('onError'));
	}

	/** Runs what comes before the node, and waits for its items. */
	async executePrevious(): Promise<void> {
		await clickUntilSent(this.page.getByTestId('execute-previous-node'), RUN);
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
		await untilSeen(
			async (attempt) => {
				await name.hover(attempt);
				await this.page.mouse.down();
				// n8n notices a drag by the movement: a first step to begin it, more to arrive.
				const target = await control.boundingBox(attempt);
				if (!target) throw new Error('The control is not on the screen.');
				const [x, y] = [target.x + target.width / 2, target.y + target.height / 2];
				await this.page.mouse.move(x, y, { steps: 10 });
				await this.page.mouse.up();
			},
			this.saves.of(`$json.${property}`),
		);
		// n8n puts the cursor there, and shows the result over what is below until the next click elsewhere.
		const result = this.page.getByTestId('inline-expression-editor-output');
		await clickUntil(this.page.getByTestId('tab-params'), gone(result));
	}

	/** Runs the node, and waits until n8n has begun to. What came of it is in the output panel. */
	async execute(): Promise<void> {
		await clickUntilSent(this.page.getByTestId('node-execute-button').first(), RUN);
	}

	async close(): Promise<void> {
		const dialog = this.page.getByTestId('ndv');
		await clickUntil(this.page.getByTestId('ndv-close-button'), gone(dialog));
	}
}
