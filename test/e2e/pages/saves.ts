import type { Page, Request } from 'playwright-core';

/**
 * What the editor has saved. A control hands over what was typed a moment later, and the editor saves
 * by itself a moment after that: somebody who clicks on at once, as no person can, would run the
 * workflow without it.
 */
export class Saves {
	private last = '';

	constructor(private readonly page: Page) {
		page.on('request', (request) => {
			if (isSave(request)) this.last = request.postData() ?? '';
		});
	}

	/** Waits until the workflow was saved with this text in it. */
	async contain(text: string): Promise<void> {
		const written = JSON.stringify(text).slice(1, -1);
		if (this.last.includes(written)) return;
		const isIt = (request: Request) =>
			isSave(request) && (request.postData() ?? '').includes(written);
		const request = await this.page.waitForRequest(isIt);
		await request.response();
	}
}

function isSave(request: Request): boolean {
	const isChange = request.method() === 'PATCH' || request.method() === 'POST';
	return isChange && /\/rest\/workflows(\/[^/]+)?$/.test(new URL(request.url()).pathname);
}
