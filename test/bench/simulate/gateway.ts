import { sleep } from 'n8n-workflow';

import type { Answer } from '../../../nodes/AdobeCampaign/transport/types';
import type { Limit } from '../../../sandbox/limits';
import type { Chance } from './chance';
import type { Latency } from './latency';

/** What a refusal says of when to come back: nothing, what is true, or that many seconds whatever is true. */
export type RetryAfter = 'none' | 'right' | number;

export interface GatewayOptions {
	limit: Limit;
	latency: Latency;
	retryAfter: RetryAfter;
	/** Each way takes that long, in milliseconds, and up to three times. */
	transit: number;
	/** A refusal takes as long as another answer: what refuses is behind what takes its time. */
	refusesLate?: boolean;
	/** Whether it is out of order and answers 503 to everything. */
	isDown?: (now: number) => boolean;
	chance: Chance;
}

const answer = (status: number, headers: Record<string, string> = {}): Answer => ({
	status,
	headers,
	body: '',
});

/** The server of one tenant, on the simulated clock. */
export class Gateway {
	requests = 0;
	refused = 0;
	private inFlight = 0;

	constructor(private readonly options: GatewayOptions) {}

	async send(): Promise<Answer> {
		const { transit, chance } = this.options;
		this.requests += 1;
		await sleep(Math.round(transit * chance.between(1, 3)));
		const said = await this.work();
		await sleep(Math.round(transit * chance.between(1, 3)));
		return said;
	}

	private async work(): Promise<Answer> {
		const { limit, latency, refusesLate, isDown, chance } = this.options;
		const now = performance.now();
		if (isDown?.(now)) {
			this.refused += 1;
			return answer(503);
		}
		const wait = limit.ask(now);
		if (wait > 0) {
			this.refused += 1;
			if (refusesLate) await sleep(latency.of(this.inFlight, chance));
			return answer(429, this.retryAfter(wait));
		}
		this.inFlight += 1;
		await sleep(latency.of(this.inFlight, chance));
		this.inFlight -= 1;
		limit.end();
		return answer(200);
	}

	private retryAfter(wait: number): Record<string, string> {
		const { retryAfter } = this.options;
		if (retryAfter === 'none') return {};
		return { 'retry-after': String(retryAfter === 'right' ? Math.ceil(wait / 1000) : retryAfter) };
	}
}
