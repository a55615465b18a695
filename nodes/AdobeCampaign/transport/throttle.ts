import { sleep } from 'n8n-workflow';

import { elapsed } from '../n8n/clock';
import type { Tenant } from './urls';
import { isBusy, isLost, retryAfterMs } from './retry';
import { Turns } from './turns';
import type { Answer } from './types';

/** No more than this at a time, whatever the executions of this n8n ask for together. */
const CEILING = 50;

/**
 * Where learning begins: at the default of 'Max Concurrency'. Begun with fifty instead, a server that admits twenty refuses
 * three times as many requests and is done a quarter later (measured, 1,000 updates of 100 ms a request).
 */
const FIRST = 10;

/**
 * By how much the number grows with each answer until the server first refuses: by two fifths in a round. Twice as fast, a
 * server that admits twenty refused one in ten of the requests for 100 updates; now it is one in twenty-five.
 */
const CURIOSITY = 0.4;

/**
 * For so long, in milliseconds, a refusal limits the number; then more is tried. After a long pause it is as many times the
 * pause, because a try that is refused costs another one.
 */
const HOLDS = 30_000;
const HOLDS_PAUSES = 10;

/** What was read so long ago, in milliseconds, may be another's work by now. Queueing takes less, with fifty at a time. */
const FRESH = 30_000;

/** A tenant that was left alone for so long, in milliseconds, is learnt anew. */
const REMEMBERED = 10 * 60_000;

/** A request as it was when it was sent. */
interface Sent {
	/** 1, 2, 3, ... */
	number: number;
	/** So many were in flight then, with this one. */
	level: number;
}

/** Refusals of requests that were on their way together. */
interface Burst {
	/** The last number of them. */
	upTo: number;
	/** How many they were when the first refusal came. */
	inFlight: number;
	refused: number;
	/** The least number in flight when one of the refused was sent. */
	least: number;
}

/**
 * How many requests may be in flight to one tenant. It is learnt upwards. A refusal makes it half of what was in flight;
 * it comes back by one a round to just below the level that was refused, and after a while beyond (additive increase,
 * multiplicative decrease, as TCP does it). `Retry-After` holds for everybody.
 */
export class Throttle {
	private limit = FIRST;
	private inFlight = 0;
	/** The number of the request that was sent last. */
	private sent = 0;
	/** The least number in flight that was too much, and until when that counts. */
	private refusedAt = Infinity;
	private heldUntil = 0;
	private burst: Burst = { upTo: 0, inFlight: 0, refused: 0, least: 0 };
	/** Requests up to this number were on their way together with the last 503. */
	private suspectedAfter = 0;
	private pausedUntil = 0;
	private isWaking = false;
	private answeredTime = elapsed();
	private readonly waiting: Array<(level: number) => void> = [];
	/** Create or Update: one at a time per profile, over all executions of this process. */
	readonly turns = new Turns();

	/** Whether what it knows of the tenant is too old. */
	isOld(): boolean {
		return this.inFlight === 0 && elapsed() > this.answeredTime + REMEMBERED;
	}

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
		const level = await this.enter(signal);
		if (level === 0) return undefined;
		const sent = { number: ++this.sent, level };
		try {
			const answer = await send();
			if (answer && isBusy(answer)) this.heed(answer, sent);
			else if (answer && answer.status > 0 && !isLost(answer)) this.speedUp();
			return answer;
		} finally {
			this.answeredTime = elapsed();
			this.inFlight -= 1;
			this.admit();
		}
	}

	/** Whether what was read then, in terms of clock.ts, may be out of date: all requests had to wait since, or it is long ago. */
	isStale(readAt: number): boolean {
		return this.pausedUntil > readAt || elapsed() - readAt > FRESH;
	}

	/** @returns how many are in flight with this one; 0 when the run was stopped first */
	private async enter(signal?: AbortSignal): Promise<number> {
		if (signal?.aborted) return 0;
		return await new Promise<number>((resolve) => {
			const enter = (level: number) => {
				signal?.removeEventListener('abort', leave);
				resolve(level);
			};
			const leave = () => {
				this.waiting.splice(this.waiting.indexOf(enter), 1);
				enter(0);
			};
			this.waiting.push(enter);
			signal?.addEventListener('abort', leave);
			this.admit();
		});
	}

	/** Lets in as many as there is room for. Those that are left waiting are woken by an answer, or by the end of the pause. */
	private admit(): void {
		// Measured once: a pause that ended between two looks at the clock would wake nobody.
		const pause = this.pausedUntil - elapsed();
		if (pause > 0) {
			if (this.waiting.length > 0) void this.wakeAfter(pause);
			return;
		}
		while (this.waiting.length > 0 && this.inFlight < Math.floor(this.limit)) {
			this.waiting.shift()?.(++this.inFlight);
		}
	}

	private async wakeAfter(ms: number): Promise<void> {
		if (this.isWaking) return;
		this.isWaking = true;
		await sleep(ms);
		this.isWaking = false;
		this.admit();
	}

	private heed(answer: Answer, sent: Sent): void {
		const pause = retryAfterMs(answer);
		if (pause !== undefined) this.pausedUntil = Math.max(this.pausedUntil, elapsed() + pause);
		const isThrottled = answer.status === 429 || pause !== undefined || this.isBurst(sent);
		if (isThrottled) this.slowDown(sent, pause ?? 0);
	}

	/** A 503 alone may be anything; this gateway throttles with bursts of it (Adobe support article KA-14023). */
	private isBurst({ number }: Sent): boolean {
		const isBurst = number <= this.suspectedAfter;
		this.suspectedAfter = this.sent;
		return isBurst;
	}

	private slowDown({ number, level }: Sent, pause: number): void {
		if (number > this.burst.upTo) {
			this.burst = { upTo: this.sent, inFlight: this.inFlight, refused: 0, least: level };
		}
		const { burst } = this;
		burst.refused += 1;
		burst.least = Math.min(burst.least, level);
		// The number when it was sent tells most. But what is sent at once may arrive in any order, and a refusal may come
		// late: where that number is far from how many were admitted, it is nothing to go by.
		const admitted = burst.inFlight - burst.refused;
		const tooMany = burst.least < 0.75 * admitted ? admitted + 1 : burst.least;
		this.limit = Math.max(1, Math.min(this.limit, tooMany / 2));
		// Who is refused alone is not refused for being too many.
		if (tooMany === 1) return;
		this.refusedAt = Math.min(this.tooMany(), tooMany);
		const held = pause + Math.max(HOLDS, HOLDS_PAUSES * pause);
		this.heldUntil = Math.max(this.heldUntil, elapsed() + held);
	}

	private tooMany(): number {
		return elapsed() > this.heldUntil ? Infinity : this.refusedAt;
	}

	private speedUp(): void {
		const isInUse = this.inFlight >= Math.floor(this.limit);
		if (!isInUse) return;
		const wasRefused = this.burst.upTo > 0;
		const next = this.limit + (wasRefused ? 1 / this.limit : CURIOSITY);
		this.limit = Math.max(1, Math.min(next, CEILING, this.tooMany() - 1));
	}
}

const throttles = new Map<string, Throttle>();

/** The throttle of a tenant, which all executions of this n8n share. */
export function throttleOf({ baseUrl, organization }: Tenant): Throttle {
	const tenant = `${baseUrl}/${organization}`;
	const known = throttles.get(tenant);
	if (known && !known.isOld()) return known;
	const throttle = new Throttle();
	throttles.set(tenant, throttle);
	return throttle;
}
