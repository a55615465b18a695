import type { Page, Request } from 'playwright-core';

import type { Effect } from './untilSeen';

/**
 * What the editor has saved. A control hands over what was typed a moment later, and the editor saves
 * by itself a moment after that: somebody who clicks on at once, as no person can, would run the
 * workflow without it.
 */
export class Saves {
	private last?: Request;

	constructor(private readonly page: Page) {
		page.on('request', (request) => {
			if (isSave(request)) this.last = request;
		});
	}

	/** The effect that the workflow was saved with this text in it. */
	of(text: string): Effect {
		const written = JSON.stringify(text).slice(1, -1);
		const isIt = (request: Request) =>
			isSave(request) && (request.postData() ?? '').includes(written);
		return {
			waitFor: async (attempt) => {
				const done = this.last && isIt(this.last);
				const request = done ? this.last : await this.page.waitForRequest(isIt, attempt);
				await request?.response();
			},
		};
	}
}

function isSave(request: Request): boolean {
	const isChange = request.method() === 'PATCH' || request.method() === 'POST';
	return isChange && /\/rest\/workflows(\/[^/]+)?$/.test(new URL(request.url()).pathname);
}
