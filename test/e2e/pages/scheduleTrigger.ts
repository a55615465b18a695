import type { Page } from 'playwright-core';

import { choose } from './untilSeen';

/** The form of n8n's Schedule Trigger. */
export class ScheduleTrigger {
	constructor(private readonly page: Page) {}

	async runEverySecond(): Promise<void> {
		const rule = this.page.getByTestId('fixed-collection-rule');
		// n8n calls this parameter "field", and other controls have the same test id.
		const seconds = this.page.getByRole('option', { name: 'Seconds', exact: true });
		await choose(rule.getByTestId('parameter-input-field'), seconds);
		await rule.getByTestId('parameter-input-secondsInterval').locator('input').fill('1');
	}
}
