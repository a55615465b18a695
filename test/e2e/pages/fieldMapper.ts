import type { Locator, Page } from 'playwright-core';

import type { Saves } from './saves';
import { pasteJson } from './jsonEditor';
import { choose, clickUntil, untilSeen } from './untilSeen';

/** The parameter "Fields": the values to store, one row for each field that was added. */
export class FieldMapper {
	constructor(
		private readonly page: Page,
		private readonly saves: Saves,
	) {}

	/** Waits for the fields. n8n may have asked for them before the credential of a new node was set, and offers "Retry" then. */
	async ready(): Promise<void> {
		const mapper = this.page.getByTestId('ndv');
		const add = this.page.getByTestId('add-fields-select');
		const retry = mapper.getByText('Retry', { exact: true });
		await add.or(retry).first().waitFor();
		if (await retry.isVisible()) await clickUntil(retry, add);
	}

	/** Adds a field. @returns the labels of all that could be added */
	async add(label: string): Promise<string[]> {
		const button = this.page.getByTestId('add-fields-select').getByRole('button');
		const entries = this.page.getByRole('menu').getByRole('menuitem');
		await clickUntil(button, entries.first());
		const labels = await entries.allInnerTexts();
		await choose(button, entries.filter({ has: this.page.getByText(label, { exact: true }) }));
		return labels.map((offered) => offered.trim());
	}

	/** The control of a field that was added, by its API name. */
	control(id: string): Locator {
		return this.page.locator(`[data-test-id="parameter-input-${id}"]`);
	}

	private input(id: string): Locator {
		return this.control(id).locator('input, textarea').first();
	}

	/** What the control of a field shows. */
	async shown(id: string): Promise<string> {
		return await this.input(id).inputValue();
	}

	async write(id: string, text: string): Promise<void> {
		await untilSeen(async (attempt) => {
			await this.input(id).fill(text, attempt);
			await this.input(id).blur(attempt);
		}, this.saves.of(text));
	}

	async writeDate(id: string, text: string): Promise<void> {
		await untilSeen(
			async (attempt) => {
				await this.input(id).fill(text, attempt);
				await this.input(id).press('Enter', attempt);
			},
			this.saves.of(text.replace(' ', 'T')),
		);
	}

	/** Chooses by label. @returns the labels of all choices */
	async choose(id: string, label: string): Promise<string[]> {
		const choice = this.page.getByRole('option', { name: label, exact: true });
		await clickUntil(this.control(id), choice);
		const labels = await this.page.getByRole('option').allInnerTexts();
		await choose(this.control(id), choice);
		return labels;
	}

	/** Replaces the fixed value of a field by an expression, typed. */
	async writeExpression(id: string, expression: string): Promise<void> {
		const options = this.page.getByTestId(`value["${id}"]-parameter-input-options-container`);
		const editor = this.control(id).locator('.cm-content');
		await untilSeen(async (attempt) => {
			await this.control(id).hover(attempt);
			await options.getByTestId('radio-button-expression').click(attempt);
		}, editor);
		await untilSeen(
			async (attempt) => {
				await editor.click(attempt);
				await this.page.keyboard.press('ControlOrMeta+a');
				// At once, as a paste does: during typing the editor adds closing brackets.
				await this.page.keyboard.insertText(expression);
			},
			this.saves.of(`=${expression}`),
		);
	}

	/** Writes into a field that takes JSON, such as a list. */
	async writeJson(id: string, json: unknown): Promise<void> {
		await pasteJson(this.control(id), json, this.saves);
	}

	/** Turns a switch. */
	async toggle(id: string): Promise<void> {
		await this.control(id).locator('.el-switch').click();
	}

	async mapAutomatically(): Promise<void> {
		const option = this.page.getByRole('option', { name: 'Map Automatically' });
		await choose(this.page.getByTestId('mapping-mode-select'), option);
	}

	/** What is said about the fields, as a whole: n8n's own notices and ours. */
	notices(): Locator {
		return this.page.getByTestId('resource-mapper-container').getByRole('alert');
	}

	/** What the form says instead of fields. */
	emptyNotice(text: string): Locator {
		return this.page.getByTestId('empty-fields-notice').getByText(text);
	}

	/** The labels of the fields that are shown, from top to bottom. */
	async labels(): Promise<string[]> {
		const rows = this.page.getByTestId('resource-mapper-container').locator('.parameter-item');
		const texts = await rows.allInnerTexts();
		return texts.map((text) => text.trim().split('\n')[0]);
	}

	/** Asks for the fields once more where they could not be had. */
	async retry(): Promise<void> {
		const button = this.page.getByTestId('add-fields-select').getByRole('button');
		await clickUntil(this.page.getByTestId('mapping-mode-select').getByText('Retry'), button);
	}
}
