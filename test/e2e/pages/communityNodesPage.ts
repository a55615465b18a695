import type { Locator, Page } from 'playwright-core';

import { clickUntil } from './untilSeen';

/** Settings > Community nodes: what is installed, and how it got there. */
export class CommunityNodesPage {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	/** n8n asks its registry for new versions then. */
	async open(): Promise<void> {
		await this.page.goto(`${this.url}/settings/community-nodes`);
		await this.page.getByTestId('settings-community-nodes').waitFor();
	}

	/** Installs the newest version, by its name. */
	async install(name: string): Promise<void> {
		const form = this.page.getByTestId('communityPackageInstall-modal');
		await clickUntil(this.page.getByRole('button', { name: /^Install/ }).first(), form);
		await form.getByRole('textbox').fill(name);
		await form.getByTestId('user-agreement-checkbox').click();
		await form.getByTestId('install-community-package-button').click();
		await this.package(name).waitFor();
	}

	/** A package that is installed. */
	package(name: string): Locator {
		return this.page.getByTestId('community-package-card').filter({ hasText: name });
	}

	/** The version of a package that is installed. */
	version(name: string, version: string): Locator {
		return this.package(name).getByText(`v${version}`, { exact: true });
	}

	/** Installs the version that n8n has seen to be newer, and waits for it. */
	async update(name: string, version: string): Promise<void> {
		const confirm = this.page.getByRole('button', { name: 'Confirm update' });
		await clickUntil(this.package(name).getByRole('button', { name: 'Update' }), confirm);
		await confirm.click();
		await this.version(name, version).waitFor();
	}

	async uninstall(name: string): Promise<void> {
		const entry = this.page.getByRole('menuitem', { name: 'Uninstall package' });
		await clickUntil(this.package(name).getByTestId('action-toggle').getByRole('button'), entry);
		const confirm = this.page.getByRole('button', { name: 'Confirm uninstall' });
		await clickUntil(entry, confirm);
		await confirm.click();
		await this.page.getByTestId('empty-state').waitFor();
	}
}
