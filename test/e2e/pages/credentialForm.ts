import type { Locator, Page } from 'playwright-core';

import { clickUntilSent, gone, untilSeen } from './untilSeen';

/** The dialog of one credential. */
export class CredentialForm {
	constructor(private readonly page: Page) {}

	dialog(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}

	field(name: string): Locator {
		return this.dialog().getByTestId(`parameter-input-${name}`).locator('input').first();
	}

	async fill(values: Record<string, string>): Promise<void> {
		for (const [name, value] of Object.entries(values)) await this.field(name).fill(value);
	}

	/** The name that n8n gave it. */
	async name(): Promise<string> {
		return await this.dialog().getByTestId('credential-name').innerText();
	}

	/** n8n tests a credential when it saves it. A form opened from a node closes when that went well. */
	async save(): Promise<void> {
		const button = this.dialog().getByTestId('credential-save-button');
		await clickUntilSent(button, /\/rest\/credentials(\/[^/]+)?$/);
	}

	/** Waits for the test to fail and for these words about it, which n8n hides at first. */
	async showsProblem(words: string): Promise<void> {
		const problem = this.dialog().getByText(words);
		const more = this.dialog().getByText('More details');
		// The details may still be those of the test before.
		await untilSeen(async (attempt) => {
			await problem.or(more).first().waitFor(attempt);
			if (await more.isVisible()) await more.click(attempt);
		}, problem);
	}

	success(): Locator {
		return this.dialog().getByText('Connection tested successfully');
	}

	async close(): Promise<void> {
		await untilSeen(() => this.page.keyboard.press('Escape'), gone(this.dialog()));
	}
}
