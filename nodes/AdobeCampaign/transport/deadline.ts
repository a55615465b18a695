import { sleep } from 'n8n-workflow';

import type { CampaignContext } from './connection';

/** What came of something that may take too long. */
export interface Ended<T> {
	/** Undefined when it did not even end when it was told to. */
	result?: T;
	/** Why it was told to end: its time was over, or the run was stopped. */
	cutOff?: 'timeout' | 'stop';
}

/** A cancelled request ends at once. What still runs after this, in milliseconds, cannot be cancelled: n8n's own request for a token. */
const GRACE_MS = 100;

/** The longest that a timer of Node.js can be set to: 24 days. */
export const LONGEST_MS = 2 ** 31 - 1;

/** n8n's "Stop"; there is none in the editor's lists. */
export const cancelSignalOf = (context: CampaignContext): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

/**
 * The same context with another signal: n8n's request helper hands its HTTP client that of the context which it is called on,
 * whatever the request says (n8n-core 2.41).
 */
const withSignal = (context: CampaignContext, signal: AbortSignal): CampaignContext =>
	Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as CampaignContext;

/**
 * Asks for something that has to be there, to the last byte, in a given time, or until the run is stopped. The HTTP client's
 * own timeout begins anew with each byte that comes, and n8n waits five minutes for a token.
 *
 * @param ask is told to end by the signal of the context that it is given
 */
export async function inTime<T>(
	context: CampaignContext,
	timeoutMs: number,
	ask: (limited: CampaignContext) => Promise<T>,
): Promise<Ended<T>> {
	const stop = cancelSignalOf(context);
	const clock = AbortSignal.timeout(Math.min(Math.ceil(timeoutMs), LONGEST_MS));
	const request = new AbortController();
	let cutOff: Ended<T>['cutOff'];
	let giveUp = () => {};
	const overdue = new Promise<void>((resolve) => {
		giveUp = () => {
			cutOff = stop?.aborted ? 'stop' : 'timeout';
			request.abort();
			resolve();
		};
	}).then(async () => await sleep(GRACE_MS));
	for (const signal of [stop, clock]) signal?.addEventListener('abort', giveUp);
	if (stop?.aborted) giveUp();
	try {
		const result = await Promise.race([ask(withSignal(context, request.signal)), overdue]);
		return { ...(result !== undefined && { result }), cutOff };
	} finally {
		for (const signal of [stop, clock]) signal?.removeEventListener('abort', giveUp);
	}
}
