import { sleep } from 'n8n-workflow';

import { isBusy, retryAfterMs } from '../../../nodes/AdobeCampaign/transport/retry';
import type { Answer } from '../../../nodes/AdobeCampaign/transport/types';
import type { Pacing, Patience } from './contenders';

/** Requests in flight, at most and at first. */
const MOST = 50;
const FIRST = 10;

/** By how much the limit grows with each answer until the first refusal. */
const GROWTH = 0.4;

/** How long a refused level stays the ceiling, in milliseconds. */
const HOLD_MS = 30_000;

/** Of the pauses, in milliseconds. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

interface Sent {
	number: number;
	level: number;
}

/**
 * What the node did until November 2026, to be compared with: a limit of requests in flight that is halved by a refusal and grows
 * back by one a round trip, as TCP does (additive increase, multiplicative decrease). Retry-After holds everybody.
 */
export class Halving implements Pacing {
	private limit = FIRST;
	private inFlight = 0;
	private sent = 0;
	private refusedAt = Infinity;
	private heldUntil = 0;
	private pausedUntil = 0;
	private burst = { upTo: 0, inFlight: 0, refused: 0, least: 0 };
	private suspectedUpTo = 0;
	private readonly waiting: Array<() => void> = [];

	async through(send: () => Promise<Answer>): Promise<Answer> {
		await new Promise<void>((resolve) => {
			this.waiting.push(resolve);
			this.admit();
		});
		const sent = { number: ++this.sent, level: this.inFlight };
		const answer = await send();
		if (isBusy(answer)) this.onBusy(answer, sent);
		else this.speedUp();
		this.inFlight -= 1;
		this.admit();
		return answer;
	}

	private admit(): void {
		const pause = this.pausedUntil - performance.now();
		if (pause > 0) {
			if (this.waiting.length > 0) void sleep(Math.ceil(pause)).then(() => this.admit());
			return;
		}
		while (this.waiting.length > 0 && this.inFlight < Math.floor(this.limit)) {
			this.inFlight += 1;
			this.waiting.shift()?.();
		}
	}

	private onBusy(answer: Answer, sent: Sent): void {
		const pause = retryAfterMs(answer) ?? 0;
		this.pausedUntil = Math.max(this.pausedUntil, performance.now() + pause);
		const isBurst = sent.number <= this.suspectedUpTo;
		if (answer.status === 503) this.suspectedUpTo = this.sent;
		if (answer.status === 429 || isBurst) this.slowDown(sent, pause);
	}

	private slowDown({ number, level }: Sent, pause: number): void {
		if (number > this.burst.upTo) {
			this.burst = { upTo: this.sent, inFlight: this.inFlight, refused: 0, least: level };
		}
		const { burst } = this;
		burst.refused += 1;
		burst.least = Math.min(burst.least, level);
		const admitted = burst.inFlight - burst.refused;
		const tooMany = burst.least < 0.75 * admitted ? admitted + 1 : burst.least;
		this.limit = Math.max(1, Math.min(this.limit, tooMany / 2));
		if (tooMany === 1) return;
		this.refusedAt = Math.min(this.ceiling(), tooMany);
		const held = pause + Math.max(HOLD_MS, 10 * pause);
		this.heldUntil = Math.max(this.heldUntil, performance.now() + held);
	}

	private ceiling(): number {
		return performance.now() > this.heldUntil ? Infinity : this.refusedAt;
	}

	private speedUp(): void {
		if (this.inFlight < Math.floor(this.limit)) return;
		const next = this.limit + (this.burst.upTo > 0 ? 1 / this.limit : GROWTH);
		this.limit = Math.max(1, Math.min(next, MOST, this.ceiling() - 1));
	}
}

/** Its patience with one request: each pause is twice as long, up to half of it taken off by chance. */
export class HalvingBudget implements Patience {
	private tries = 0;
	private since?: number;

	constructor(
		private readonly troubleMs: () => number,
		private readonly maxWaitMs: number,
	) {}

	delayAfter(answer: Answer): number | undefined {
		this.since ??= performance.now();
		const trouble = Math.max(this.troubleMs(), performance.now() - this.since);
		const left = this.maxWaitMs - trouble;
		if (left <= 0) return undefined;
		const asked = retryAfterMs(answer);
		if (asked !== undefined) return asked > left ? undefined : asked;
		const doubled = Math.min(FIRST_PAUSE_MS * 2 ** this.tries, LONGEST_PAUSE_MS);
		this.tries += 1;
		return Math.min(doubled * (1 - Math.random() / 2), left);
	}
}
