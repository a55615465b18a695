import type { Locator, Page } from 'playwright-core';

import type { Saves } from './saves';

/** The parameter "Profile": a list to pick from, or another way to say which one. */
export class ProfilePicker {
	constructor(
		private readonly page: Page,
		private readonly saves: Saves,
	) {}

	private control(): Locator {
		return this.page.getByTestId('resource-locator-profile');
	}

	private input(): Locator {
		return this.control().locator('input[data-test-id=rlc-input], [data-test-id=rlc-input] input');
	}

	/** Searches the list and picks from what it finds. @returns all names found */
	async pick(search: string, name: string): Promise<string[]> {
		await this.control().getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-search').fill(search);
		const items = this.page.getByTestId('rlc-item');
		await items.filter({ hasText: name }).waitFor();
		const names = await items.allInnerTexts();
		await items.filter({ hasText: name }).click();
		await this.saves.contain(name);
		return names.map((found) => found.trim());
	}

	/** @param mode as the form names it, e.g. "By Email" */
	async chooseMode(mode: string): Promise<void> {
		await this.control().getByTestId('rlc-mode-selector').click();
		await this.page.getByRole('option', { name: mode, exact: true }).click();
	}

	/** @param mode as the form names it, e.g. "By Email" */
	async enter(mode: string, value: string): Promise<void> {
		await this.chooseMode(mode);
		await this.input().fill(value);
		await this.saves.contain(value);
	}

	/** What the control shows: a name from the list, or what was entered. */
	async shown(): Promise<string> {
		return await this.input().inputValue();
	}
}
