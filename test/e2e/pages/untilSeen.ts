import type { Locator, Request } from 'playwright-core';

import { eventually } from '../eventually';

/** How long one attempt may take, for Playwright's actions and waits. */
export interface Attempt {
	timeout: number;
}

/** What is to be waited for; every locator is one. */
export interface Effect {
	waitFor(attempt: Attempt): Promise<unknown>;
}

const ATTEMPT: Attempt = { timeout: 10_000 };

/**
 * Repeats an action until its effect is seen. The editor loads and draws in pieces: what it shows
 * already may move, be replaced or not be ready, and what is lost then never comes.
 */
export async function untilSeen(
	act: (attempt: Attempt) => Promise<unknown>,
	effect: Effect,
): Promise<void> {
	await eventually(async () => {
		// May fail because the attempt before it has its effect only now.
		const [acted] = await Promise.allSettled([act(ATTEMPT)]);
		try {
			await effect.waitFor(ATTEMPT);
		} catch (error) {
			throw acted.status === 'rejected' ? acted.reason : error;
		}
	});
}

export async function clickUntil(button: Locator, effect: Effect): Promise<void> {
	await untilSeen((attempt) => button.click(attempt), effect);
}

/** The effect that something is no longer there. */
export const gone = (locator: Locator): Effect => ({
	waitFor: (attempt) => locator.waitFor({ state: 'hidden', ...attempt }),
});

/** Chooses from the list that a control opens, which may be open already. */
export async function choose(control: Locator, option: Locator): Promise<void> {
	await eventually(async () => {
		if (!(await option.isVisible())) await control.click(ATTEMPT);
		await option.click(ATTEMPT);
		await gone(option).waitFor(ATTEMPT);
	});
}

/** Clicks until the editor sends something to n8n, and waits for the answer. */
export async function clickUntilSent(button: Locator, address: RegExp): Promise<void> {
	const isIt = (request: Request) => request.method() !== 'GET' && address.test(request.url());
	await eventually(async () => {
		const [request] = await Promise.all([
			button.page().waitForRequest(isIt, ATTEMPT),
			button.click(ATTEMPT),
		]);
		await request.response();
	});
}
