import { sleep } from 'n8n-workflow';

import type { Tenant } from './endpoints';
import { isBusy, isLost, retryAfterMs } from './retry';
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

/** How much of the number that was refused is safe: some of those requests were answered, and not known to be. */
const SAFE = 0.95;

/**
 * For so long, in milliseconds, a refusal limits the number; then more is tried. After a long pause it is as many times the
 * pause, because a try that is refused costs another one.
 */
const HOLDS = 30_000;
const HOLDS_PAUSES = 10;

/** A tenant that was left alone for so long, in milliseconds, is learnt anew. */
const REMEMBERED = 10 * 60_000;

/** A request as it was when it was sent. */
interface Sent {
	/** 1, 2, 3, ... */
	number: number;
	/** So many were in flight then, with this one. */
	level: number;
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
	/** Requests up to this number were on their way together with the last 503. */
	private suspectedAfter = 0;
	private pausedUntil = 0;
	private answeredTime = Date.now();
	private readonly waiting: Array<() => void> = [];

	/** Whether what it knows of the tenant is too old. */
	isOld(): boolean {
		return this.inFlight === 0 && Date.now() > this.answeredTime + REMEMBERED;
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
		if (!(await this.enter(signal))) return undefined;
		const sent = { number: ++this.sent, level: this.inFlight };
		try {
			const answer = await send();
			if (answer && isBusy(answer)) this.heed(answer, sent);
			else if (answer && !isLost(answer)) this.speedUp();
			return answer;
		} finally {
			this.answeredTime = Date.now();
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

	private heed(answer: Answer, sent: Sent): void {
		const pause = retryAfterMs(answer);
		if (pause !== undefined) void this.pauseAll(pause);
		const isThrottled = answer.status === 429 || pause !== undefined || this.isBurst(sent);
		if (isThrottled) this.slowDown(sent, pause ?? 0);
	}

	/** A 503 alone may be anything; this gateway throttles with bursts of it (Adobe support article KA-14023). */
	private isBurst({ number }: Sent): boolean {
		const isBurst = number <= this.suspectedAfter;
		this.suspectedAfter = this.sent;
		return isBurst;
	}

	/** All refusals of one burst were sent at about the same level, so they halve the number once. */
	private slowDown({ number, level: levelThen }: Sent, pause: number): void {
		// One that took so long says nothing of the number that there was when it was sent.
		const level = this.sent - number > 2 * CEILING ? this.inFlight : levelThen;
		this.limit = Math.max(1, Math.min(this.limit, level / 2));
		// Who is refused alone is not refused for being too many.
		this.refusedAt = Math.min(this.tooMany(), level > 1 ? level : Infinity);
		const held = pause + Math.max(HOLDS, HOLDS_PAUSES * pause);
		this.heldUntil = Math.max(this.heldUntil, Date.now() + held);
	}

	private tooMany(): number {
		return Date.now() > this.heldUntil ? Infinity : this.refusedAt;
	}

	private async pauseAll(ms: number): Promise<void> {
		this.pausedUntil = Math.max(this.pausedUntil, Date.now() + ms);
		for (let rest = ms; rest > 0; rest = this.pausedUntil - Date.now()) await sleep(rest);
		this.admit();
	}

	private speedUp(): void {
		const isInUse = this.inFlight >= Math.floor(this.limit);
		if (!isInUse) return;
		const wasRefused = this.heldUntil > 0;
		const next = this.limit + (wasRefused ? 1 / this.limit : CURIOSITY);
		this.limit = Math.max(1, Math.min(next, CEILING, this.tooMany() * SAFE));
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
