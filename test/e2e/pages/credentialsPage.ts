import type { Page } from 'playwright-core';

/** The list of somebody's credentials. */
export class CredentialsPage {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	/** Opens the form of a new credential. */
	async create(kind: string): Promise<void> {
		await this.page.goto(`${this.url}/home/credentials`);
		await this.page.getByTestId('add-resource-credential').click();
		await this.page.getByTestId('new-credential-type-select').locator('input').fill(kind);
		await this.page.getByTestId('new-credential-type-select-option').getByText(kind).click();
		await this.page.getByTestId('new-credential-type-button').click();
	}
}
