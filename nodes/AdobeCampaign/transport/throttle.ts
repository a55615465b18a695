import { sleep } from 'n8n-workflow';

import { elapsed, Turns } from '../n8n/wait';
import { isBusy, isLost, retryAfterMs } from './retry';
import type { Answer } from './types';
import type { Tenant } from './urls';

/** The most requests in flight to one tenant, whatever the executions of this n8n ask for together. */
const MAX_IN_FLIGHT = 50;

/**
 * The limit at first: the default of 'Max Concurrency'. With fifty instead, a server that admits twenty refuses three times
 * as many requests and is done a quarter later (measured, 1,000 updates of 100 ms a request).
 */
const INITIAL_LIMIT = 10;

/**
 * By how much the limit grows with each answer until the server first refuses: by two fifths in a round trip. Twice as fast,
 * a server that admits twenty refused one in ten of the requests for 100 updates; now it is one in twenty-five.
 */
const GROWTH_PER_ANSWER = 0.4;

/**
 * How long a refused level stays the ceiling, in milliseconds. After a long pause it is as many times the pause, because a
 * trial that is refused costs another one.
 */
const HOLD_MS = 30_000;
const HOLD_PAUSES = 10;

/** Something that was read longer ago than this, in milliseconds, may have been changed by others. Queueing takes less, with fifty in flight. */
const FRESH_MS = 30_000;

/** After how long without a request a throttle is forgotten, in milliseconds. */
const FORGET_AFTER_MS = 10 * 60_000;

/** A request as it was when it was sent. */
interface Sent {
	/** 1, 2, 3, ... */
	number: number;
	/** How many were in flight then, with this one. */
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
 * Limits how many requests are in flight to one tenant. The limit grows until the server refuses. A refusal halves what was in
 * flight; the limit grows back by one a round trip to just below the level that was refused, and later beyond (additive increase,
 * multiplicative decrease, as in TCP). `Retry-After` holds for all requests.
 */
export class Throttle {
	private limit = INITIAL_LIMIT;
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
	/** Create or Update: one at a time per record, over all executions of this process. */
	readonly turns = new Turns();

	/** Whether what was learnt of the tenant is too old to be used. */
	isOld(): boolean {
		return this.inFlight === 0 && elapsed() > this.answeredTime + FORGET_AFTER_MS;
	}

	/** How long all requests still have to wait because the server has asked for it, in milliseconds. */
	get pauseMs(): number {
		return Math.max(0, this.pausedUntil - elapsed());
	}

	/**
	 * Sends when there is room for one more request.
	 *
	 * @param send may decide not to send, and return undefined
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
			if (answer && isBusy(answer)) this.onBusy(answer, sent);
			else if (answer && answer.status > 0 && !isLost(answer)) this.speedUp();
			return answer;
		} finally {
			this.answeredTime = elapsed();
			this.inFlight -= 1;
			this.admit();
		}
	}

	/** Whether something that was read at that time (see `elapsed`) may be out of date: all requests had to wait since, or it is long ago. */
	isStale(readAt: number): boolean {
		return this.pausedUntil > readAt || elapsed() - readAt > FRESH_MS;
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

	/** Admits as many as there is room for. The others are admitted after an answer, or at the end of the pause. */
	private admit(): void {
		// The clock is read once: with two reads, a pause that ended between them would admit no request.
		const { pauseMs } = this;
		if (pauseMs > 0) {
			if (this.waiting.length > 0) void this.wakeAfter(pauseMs);
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

	private onBusy(answer: Answer, sent: Sent): void {
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
		// The in-flight count at send time is the best estimate. It is useless when far below what was admitted, because
		// requests sent together arrive in any order, and a refusal may come late.
		const admitted = burst.inFlight - burst.refused;
		const tooMany = burst.least < 0.75 * admitted ? admitted + 1 : burst.least;
		this.limit = Math.max(1, Math.min(this.limit, tooMany / 2));
		// A request refused while it was alone says nothing about concurrency.
		if (tooMany === 1) return;
		this.refusedAt = Math.min(this.ceiling(), tooMany);
		const held = pause + Math.max(HOLD_MS, HOLD_PAUSES * pause);
		this.heldUntil = Math.max(this.heldUntil, elapsed() + held);
	}

	private ceiling(): number {
		return elapsed() > this.heldUntil ? Infinity : this.refusedAt;
	}

	private speedUp(): void {
		const isInUse = this.inFlight >= Math.floor(this.limit);
		if (!isInUse) return;
		const wasRefused = this.burst.upTo > 0;
		const next = this.limit + (wasRefused ? 1 / this.limit : GROWTH_PER_ANSWER);
		this.limit = Math.max(1, Math.min(next, MAX_IN_FLIGHT, this.ceiling() - 1));
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
