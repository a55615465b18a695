import type { Page } from 'playwright-core';

/** n8n's sign-in page. */
export class SignInPage {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	async signIn({ email, password }: { email: string; password: string }): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.locator('input[name=emailOrLdapLoginId]').fill(email);
		await this.page.locator('input[name=password]').fill(password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.waitForURL('**/home/workflows');
	}
}
