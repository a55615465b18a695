import { sleep } from 'n8n-workflow';

import { elapsed, Turns } from '../n8n/wait';
import { Pacer } from './pacer';
import type { Sent } from './sent';
import { isBusy, isLost, retryAfterMs } from './retry';
import type { Answer } from './types';
import type { Tenant } from './urls';

/** Something that was read longer ago than this, in milliseconds, may have been changed by others. Queueing takes less, with fifty in flight. */
const FRESH_MS = 30_000;

/** After how long without a request a throttle is forgotten, in milliseconds. */
const FORGET_AFTER_MS = 10 * 60_000;

/** A request that waits: called when it may be sent, or with nothing when the run was stopped first. */
type Waiting = (sent?: Sent) => void;

/** How a request goes through the throttle. */
interface Passage {
	signal?: AbortSignal;
	/** It has had its turn before: it goes before those that come for the first time. */
	isRepeat?: boolean;
}

/** The requests to one tenant: each waits for its turn, repeated ones first, then in the order in which they came. */
export class Throttle {
	private readonly pacer = new Pacer();
	private readonly repeated: Waiting[] = [];
	private readonly waiting: Waiting[] = [];
	/** Requests up to this number were on their way together with the last 503. */
	private suspectedUpTo = 0;
	/** The moment for which a timer is set. */
	private wakesAt = Infinity;
	private answeredTime = elapsed();
	/** Create or Update: one at a time per record, over all executions of this process. */
	readonly turns = new Turns();

	/** Whether what was learnt of the tenant is too old to be used. */
	isOld(): boolean {
		return this.pacer.isIdle && elapsed() > this.answeredTime + FORGET_AFTER_MS;
	}

	/** How long all requests still have to wait because the server has asked for it, in milliseconds. */
	get pauseMs(): number {
		return this.pacer.pauseMs(elapsed());
	}

	/** Whether something that was read at that time (see `elapsed`) may be out of date: all requests had to wait since, or it is long ago. */
	isStale(readAt: number): boolean {
		return this.pacer.wasPausedSince(readAt) || elapsed() - readAt > FRESH_MS;
	}

	/**
	 * Sends when it is this request's turn.
	 *
	 * @param send may decide not to send, and return undefined
	 * @returns the answer; undefined when nothing was sent, or the run was stopped while it waited
	 */
	async through(
		send: () => Promise<Answer | undefined>,
		passage: Passage = {},
	): Promise<Answer | undefined> {
		const sent = await this.enter(passage);
		if (!sent) return undefined;
		let answer: Answer | undefined;
		try {
			answer = await send();
			return answer;
		} finally {
			this.answeredTime = elapsed();
			this.tell(sent, answer);
			this.admit();
		}
	}

	/** @returns undefined when the run was stopped first */
	private async enter({ signal, isRepeat = false }: Passage): Promise<Sent | undefined> {
		if (signal?.aborted) return undefined;
		const queue = isRepeat ? this.repeated : this.waiting;
		return await new Promise<Sent | undefined>((resolve) => {
			const enter: Waiting = (sent) => {
				signal?.removeEventListener('abort', leave);
				resolve(sent);
			};
			const leave = () => {
				queue.splice(queue.indexOf(enter), 1);
				enter();
			};
			queue.push(enter);
			signal?.addEventListener('abort', leave);
			this.admit();
		});
	}

	/** Sends as many as may be sent now. The others are sent after an answer, or when their time has come. */
	private admit(): void {
		while (this.repeated.length + this.waiting.length > 0) {
			// The clock is read once: with two reads, a wait that ended between them would send no request.
			const now = elapsed();
			const wait = this.pacer.waitMs(now);
			if (wait > 0) {
				this.wakeAt(now, wait);
				return;
			}
			(this.repeated.shift() ?? this.waiting.shift())?.(this.pacer.send(now));
		}
	}

	/** @param ms Infinity: the next answer wakes */
	private wakeAt(now: number, ms: number): void {
		const at = now + ms;
		if (ms === Infinity || (this.wakesAt > now && this.wakesAt <= at)) return;
		this.wakesAt = at;
		void sleep(Math.ceil(ms)).then(() => {
			if (this.wakesAt === at) this.wakesAt = Infinity;
			this.admit();
		});
	}

	/** Tells the pacer what an answer says of the server's limit. */
	private tell(sent: Sent, answer: Answer | undefined): void {
		const { pacer } = this;
		if (answer && isBusy(answer) && this.isLimit(answer, sent)) {
			pacer.onRefused(sent, elapsed(), retryAfterMs(answer));
		} else if (answer && answer.status > 0 && !isBusy(answer) && !isLost(answer)) {
			pacer.onAdmitted(sent, elapsed());
		} else if (!answer || answer.isStale) pacer.takeBack(sent);
		else pacer.onOther(sent);
	}

	/** A 503 alone may be anything; this gateway throttles with bursts of it (Adobe support article KA-14023). */
	private isLimit(answer: Answer, { number }: Sent): boolean {
		if (answer.status === 429 || retryAfterMs(answer) !== undefined) return true;
		const isBurst = number <= this.suspectedUpTo;
		this.suspectedUpTo = this.pacer.lastSent;
		return isBurst;
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
