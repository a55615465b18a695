import type { Page } from 'playwright-core';

/** The form of n8n's Schedule Trigger. */
export class ScheduleTrigger {
	constructor(private readonly page: Page) {}

	async runEverySecond(): Promise<void> {
		const rule = this.page.getByTestId('fixed-collection-rule');
		// n8n calls this parameter "field", and other controls have the same test id.
		await rule.getByTestId('parameter-input-field').click();
		await this.page.getByRole('option', { name: 'Seconds', exact: true }).click();
		await rule.getByTestId('parameter-input-secondsInterval').locator('input').fill('1');
	}
}
