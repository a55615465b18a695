import type { Locator, Page } from 'playwright-core';

import type { Saves } from './saves';
import { choose, clickUntil, gone, untilSeen } from './untilSeen';

/** A parameter such as "Profile": a list to pick from, or another way to say which one. */
export class RecordPicker {
	constructor(
		private readonly page: Page,
		private readonly saves: Saves,
		private readonly parameter: 'profile' | 'service' | 'customResource' | 'record',
	) {}

	private control(): Locator {
		return this.page.getByTestId(`resource-locator-${this.parameter}`);
	}

	private input(): Locator {
		return this.control().locator('input[data-test-id=rlc-input], [data-test-id=rlc-input] input');
	}

	/** Searches the list and picks from what it finds. @returns all names found */
	async pick(search: string, name: string): Promise<string[]> {
		const field = this.page.getByTestId('rlc-search');
		await clickUntil(this.control().getByTestId('rlc-input'), field);
		const items = this.page.getByTestId('rlc-item');
		const item = items.filter({ hasText: name });
		await untilSeen((attempt) => field.fill(search, attempt), item);
		const names = await items.allInnerTexts();
		await clickUntil(item, this.saves.of(name));
		return names.map((found) => found.trim());
	}

	/** Opens and closes the list when it cannot be had. @returns what it says instead */
	async problem(): Promise<string> {
		const problem = this.control().getByTestId('rlc-error-container');
		await clickUntil(this.control().getByTestId('rlc-input'), problem);
		const text = await problem.innerText();
		await clickUntil(this.page.getByTestId('tab-params'), gone(problem));
		return text;
	}

	/** @param mode as the form names it, e.g. "By Email" */
	async chooseMode(mode: string): Promise<void> {
		const option = this.page.getByRole('option', { name: mode, exact: true });
		await choose(this.control().getByTestId('rlc-mode-selector'), option);
	}

	/** @param mode as the form names it, e.g. "By Email" */
	async enter(mode: string, value: string): Promise<void> {
		await this.chooseMode(mode);
		await untilSeen((attempt) => this.input().fill(value, attempt), this.saves.of(value));
	}

	/** What the control shows: a name from the list, or what was entered. */
	async shown(): Promise<string> {
		return await this.input().inputValue();
	}
}
