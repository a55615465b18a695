import { sleep } from 'n8n-workflow';

import type { Tenant } from './endpoints';
import { isBusy, retryAfterMs } from './retry';
import type { Answer } from './types';

/** No more than this at a time, whatever the executions of this n8n ask for together. */
const CEILING = 50;

/** Beyond the level at which the server last refused, the number in flight grows so many times slower. */
const CAUTION = 100;

/**
 * How many requests may be in flight to one tenant. It starts at the ceiling: a tenant that admits everything is never
 * slowed down. A refusal halves the number; it comes back by one a round to just below the level that was refused, and
 * slowly beyond (additive increase, multiplicative decrease, as TCP does it). `Retry-After` holds for everybody.
 */
export class Throttle {
	private limit = CEILING;
	/** The first number in flight that was too much. */
	private refusedAt = Infinity;
	private inFlight = 0;
	/** From one slowing down to the next: a burst of refusals halves the number once. */
	private period = 0;
	private pausedUntil = 0;
	private readonly waiting: Array<() => void> = [];

	/**
	 * Sends when there is room for one more request.
	 *
	 * @param send may think better of it, and return undefined
	 * @returns the answer; undefined when nothing was sent, or the run was stopped while it waited
	 */
	async through(
		send: () => Promise<Answer | undefined>,
		signal?: AbortSignal,
	): Promise<Answer | undefined> {
		if (!(await this.enter(signal))) return undefined;
		const { period } = this;
		try {
			const answer = await send();
			if (answer && isBusy(answer)) this.slowDown(period, answer);
			else if (answer) this.speedUp();
			return answer;
		} finally {
			this.inFlight -= 1;
			this.admit();
		}
	}

	private hasRoom(): boolean {
		return this.inFlight < Math.floor(this.limit) && Date.now() >= this.pausedUntil;
	}

	private async enter(signal?: AbortSignal): Promise<boolean> {
		if (signal?.aborted) return false;
		if (this.waiting.length === 0 && this.hasRoom()) {
			this.inFlight += 1;
			return true;
		}
		return await new Promise<boolean>((resolve) => {
			const settle = (isAdmitted: boolean) => {
				signal?.removeEventListener('abort', leave);
				resolve(isAdmitted);
			};
			const enter = () => settle(true);
			const leave = () => {
				this.waiting.splice(this.waiting.indexOf(enter), 1);
				settle(false);
			};
			this.waiting.push(enter);
			signal?.addEventListener('abort', leave);
		});
	}

	private admit(): void {
		while (this.waiting.length > 0 && this.hasRoom()) {
			this.inFlight += 1;
			this.waiting.shift()?.();
		}
	}

	private slowDown(period: number, answer: Answer): void {
		const pause = retryAfterMs(answer);
		if (pause !== undefined) void this.pauseAll(pause);
		if (period === this.period) {
			this.period += 1;
			this.refusedAt = this.inFlight;
			this.limit = this.inFlight / 2;
		} else if (period === this.period - 1) {
			// One more of the same burst: the server took one less than it seemed.
			this.refusedAt -= 1;
		}
		this.limit = Math.max(1, Math.min(this.limit, this.refusedAt - 1));
	}

	private async pauseAll(ms: number): Promise<void> {
		this.pausedUntil = Math.max(this.pausedUntil, Date.now() + ms);
		for (let rest = ms; rest > 0; rest = this.pausedUntil - Date.now()) await sleep(rest);
		this.admit();
	}

	private speedUp(): void {
		const isInUse = this.inFlight >= Math.floor(this.limit);
		if (!isInUse) return;
		const steps = this.limit + 1 < this.refusedAt ? 1 : CAUTION;
		this.limit = Math.min(CEILING, this.limit + 1 / (steps * this.limit));
		// The server takes more than it did.
		if (this.limit >= this.refusedAt + 1) this.refusedAt = Infinity;
	}
}

const throttles = new Map<string, Throttle>();

/** The throttle of a tenant, which all executions of this n8n share. */
export function throttleOf({ baseUrl, organization }: Tenant): Throttle {
	const tenant = `${baseUrl}/${organization}`;
	const throttle = throttles.get(tenant) ?? new Throttle();
	throttles.set(tenant, throttle);
	return throttle;
}
