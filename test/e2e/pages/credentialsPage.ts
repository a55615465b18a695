import type { Page } from 'playwright-core';

import { choose, clickUntil, untilSeen } from './untilSeen';

/** The user's list of credentials. */
export class CredentialsPage {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	/** Opens the form of a new credential. */
	async create(kind: string): Promise<void> {
		await this.page.goto(`${this.url}/home/credentials`);
		const search = this.page.getByTestId('new-credential-type-select').locator('input');
		await clickUntil(this.page.getByTestId('add-resource-credential'), search);
		const option = this.page.getByTestId('new-credential-type-select-option').getByText(kind);
		await untilSeen((attempt) => search.fill(kind, attempt), option);
		await choose(search, option);
		const form = this.page.getByTestId('editCredential-modal');
		await clickUntil(this.page.getByTestId('new-credential-type-button'), form);
	}
}
