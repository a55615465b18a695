import type { Locator, Page } from 'playwright-core';

import type { Saves } from './saves';

/** The parameter "Fields": the values to store, one row for each field that was added. */
export class FieldMapper {
	constructor(
		private readonly page: Page,
		private readonly saves: Saves,
	) {}

	/** Adds a field. @returns the labels of all that could be added */
	async add(label: string): Promise<string[]> {
		await this.page.getByTestId('add-fields-select').getByRole('button').click();
		const entries = this.page.getByRole('menu').getByRole('menuitem');
		await entries.first().waitFor();
		const labels = await entries.allInnerTexts();
		await entries.filter({ hasText: new RegExp(`^\\s*${label}\\s*$`) }).click();
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
		await this.input(id).fill(text);
		await this.input(id).blur();
		await this.saves.contain(text);
	}

	async writeDate(id: string, text: string): Promise<void> {
		await this.input(id).fill(text);
		await this.page.keyboard.press('Enter');
	}

	/** Chooses by label. @returns the labels of all choices */
	async choose(id: string, label: string): Promise<string[]> {
		await this.control(id).click();
		const choice = this.page.getByRole('option', { name: label, exact: true });
		await choice.waitFor();
		const labels = await this.page.getByRole('option').allInnerTexts();
		await choice.click();
		return labels;
	}

	/** Replaces the fixed value of a field by an expression, typed. */
	async writeExpression(id: string, expression: string): Promise<void> {
		await this.control(id).hover();
		const options = this.page.getByTestId(`value["${id}"]-parameter-input-options-container`);
		await options.getByTestId('radio-button-expression').click();
		const editor = this.control(id).locator('.cm-content');
		await editor.click();
		await this.page.keyboard.press('ControlOrMeta+a');
		// Whole, as a paste does: while somebody types, the editor adds closing brackets.
		await this.page.keyboard.insertText(expression);
		await this.saves.contain(`=${expression}`);
	}

	async mapAutomatically(): Promise<void> {
		await this.page.getByTestId('mapping-mode-select').click();
		await this.page.getByRole('option', { name: 'Map Automatically' }).click();
	}
}
