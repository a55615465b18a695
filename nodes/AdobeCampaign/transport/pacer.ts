import { DeadSpell } from './deadSpell';
import { InFlightCap } from './inFlightCap';
import { RateCap } from './rateCap';
import { type RefusedAt, Refusals } from './refusals';
import { RefusedBurst } from './refusedBurst';
import type { Sent } from './sent';

/**
 * The longest pause, in milliseconds, that holds the refused request alone. Gateways ask for a second although a place is free
 * after a tenth of it: with everybody held, a limit of twenty at a time cost three processes 2.4 of the time, instead of 1.4.
 */
export const SHORT_PAUSE_MS = 2000;

/** From so many refusals in a row on, a short pause holds everybody. Those of what was sent before the first one was known are one. */
const IN_A_ROW = 3;

/** A server that admits two at a time looks the same as one that admits a rate, and is served as well by one. */
const LEAST_LEVEL = 3;

/** After so many round trips at one level it is more likely that others have come than that the level is too fast. */
const STEADY_ROUNDS = 3;

/** How many answers the time of a round trip is an average of. One that takes very long counts as twice the average. */
const SMOOTHING = 8;
const LONGEST_OF_AVERAGE = 2;

/**
 * Into how many parts a round trip is divided for each request that may be in flight, so that a cap which is too high costs one
 * refusal and not a burst: fewer at the very first answers, of which the cap is still a guess, and after the first refusal.
 */
const PARTS = { atFirst: 1.5, untilRefused: 4, fewInFlight: 1, afterwards: 2 };
const FIRST_ANSWERS = 10;
const FEW_IN_FLIGHT = 5;

/** The longest such part, in milliseconds: answers that take seconds are no reason to wait for as long between two requests. */
const LONGEST_PART_MS = 100;

/** From so many milliseconds on in which nothing was to be sent, what was seen before is not counted together with what comes. */
const IDLE_MS = 1000;

/** After a refusal a rate is used for no longer than that, in milliseconds, when there is a time in which nothing is to be sent. */
const FORGET_RATE_AFTER_MS = 10 * 60_000;

/**
 * How late a request may be sent without the following ones being put off, in milliseconds: timers are that inexact. After some
 * quiet a few may go at once.
 */
const LATENESS_MS = 20;

/**
 * When the next request may be sent to a server whose limit nobody knows: by two caps, one for the requests in flight and one for
 * their rate. A refusal lowers the one that it speaks of. Knows no clock, no timer and no HTTP: time comes in, in milliseconds.
 */
export class Pacer {
	private readonly inFlight = new InFlightCap();
	private rate = new RateCap();
	private readonly refusals = new Refusals();
	private readonly spell = new DeadSpell();
	private readonly unanswered = new Map<number, Sent>();
	/** The request that was sent last. */
	private latest: Sent = { number: 0, level: 0, at: 0 };
	private refused = 0;
	private refusedAt = -Infinity;
	private unsent = 0;
	private refusedInRow = 0;
	private admitted = 0;
	/** Of the requests that were sent after the last refusal that told something. */
	private admittedSince = 0;
	/** How many were admitted in all by then; -1 before the first one. */
	private admittedBefore = -1;
	/** The highest level that was admitted since then, and that of that refusal. */
	private highest = 0;
	private refusedLevel = 0;
	/** Refusals of requests up to this number belong to one that is known. */
	private known = 0;
	private burst?: RefusedBurst;
	private roundTripMs?: number;
	private nextAt = -Infinity;
	private heldUntil = -Infinity;
	/** Until when everybody waits because the server has asked for it, and for how long that was in all. */
	private pausedUntil = -Infinity;
	private pausedMs = 0;

	/** Nothing is on its way. */
	get isIdle(): boolean {
		return this.unanswered.size === 0;
	}

	/** The number of the request that was sent last. */
	get lastSent(): number {
		return this.latest.number;
	}

	/** For how long nothing may be sent, whatever is answered. */
	heldMs(now: number): number {
		return Math.max(0, this.heldUntil - now);
	}

	/** For how long of that because the server has asked for it. */
	pauseMs(now: number): number {
		return Math.max(0, this.pausedUntil - now);
	}

	/** Whether everybody had to wait since then because the server had asked for it. */
	wasPausedSince(time: number): boolean {
		return this.pausedUntil > time;
	}

	/** @returns milliseconds until the next request may be sent, 0 for at once; Infinity when an answer has to come first */
	waitMs(now: number): number {
		const held = this.heldMs(now);
		if (held > 0) return held;
		const isFull = this.spell.isOn ? this.isAsking() : this.unanswered.size >= this.inFlight.most;
		if (isFull) return Infinity;
		return Math.max(0, this.nextAt - now);
	}

	/** A request is sent. Each must be told of once more: by what it was answered, that this says nothing, or that it was not sent. */
	send(now: number): Sent {
		const idleMs = now - Math.max(this.nextAt, this.heldUntil);
		if (this.isIdle && idleMs > IDLE_MS) this.forget(now);
		if (this.burst && now >= this.burst.endsAt) this.endBurst(this.burst, now);
		this.nextAt = Math.max(now - LATENESS_MS, this.nextAt) + this.gapMs();
		const sent = { number: this.lastSent + 1, level: this.unanswered.size + 1, at: now };
		this.latest = sent;
		this.unanswered.set(sent.number, sent);
		return sent;
	}

	/** It was not sent after all: its turn is free, and it counts for nothing. */
	takeBack({ number }: Sent): void {
		this.unanswered.delete(number);
		this.nextAt -= this.gapMs();
		this.unsent += 1;
	}

	/** It was answered, or lost, in a way that says nothing of how many are admitted. */
	onOther({ number }: Sent): void {
		this.unanswered.delete(number);
	}

	onAdmitted(sent: Sent, now: number): void {
		const inFlight = this.unanswered.size;
		this.unanswered.delete(sent.number);
		this.measure(now - sent.at);
		this.burst?.admitted(sent);
		this.refusedInRow = 0;
		this.admitted += 1;
		if (sent.number > this.known) {
			this.admittedSince += 1;
			this.highest = Math.max(this.highest, sent.level);
			if (this.spell.isOn) this.endSpell(sent);
		}
		this.inFlight.admitted(inFlight);
		this.rate.admitted();
	}

	/**
	 * @param pauseMs what the server's Retry-After asks for
	 * @param random from 0 to 1
	 */
	onRefused(sent: Sent, now: number, pauseMs = 0, random = Math.random()): void {
		this.unanswered.delete(sent.number);
		const refusal = {
			at: sent.at,
			sent: sent.number,
			refused: this.refused + this.unsent,
			paused: this.pausedMs,
		};
		this.refused += 1;
		this.refusedAt = now;
		if (sent.number > this.known) this.refusedInRow += 1;
		this.pauseFor(pauseMs, now);
		if (sent.number <= this.known) {
			this.burst?.refused(sent);
			if (this.burst?.isLarge) this.hold(this.burst.endsAt - now, now);
			return;
		}
		this.known = this.lastSent;
		if (this.roundTripMs !== undefined) {
			this.burst = new RefusedBurst(sent, this.latest, this.roundTripMs);
		}
		// A refusal is answered sooner than what was admitted: what was sent before, and has no answer yet, was admitted.
		const older = [...this.unanswered.values()].filter(({ number }) => number < sent.number);
		this.highest = Math.max(this.highest, ...older.map(({ level }) => level));
		const isMoving = this.admitted > this.admittedBefore && older.length > 0;
		if (this.admittedSince > 0 || isMoving) {
			this.react(sent, refusal, now);
			return;
		}
		const interval = this.roundTripMs === undefined ? undefined : this.rate.intervalMs;
		this.hold(this.spell.refused(sent.at, interval, random), now);
	}

	/** A request that was sent after the last refusal has no answer yet. One of before may take a minute. */
	private isAsking(): boolean {
		return [...this.unanswered.keys()].some((number) => number > this.known);
	}

	/** In a time in which nothing was to be sent, a server admits nothing: a rate must not be taken from it. */
	private forget(now: number): void {
		this.refusals.forget();
		this.spell.forget();
		if (now - this.refusedAt > FORGET_RATE_AFTER_MS) this.rate = new RateCap();
	}

	private measure(roundTrip: number): void {
		const { roundTripMs = roundTrip } = this;
		const counted = Math.min(roundTrip, LONGEST_OF_AVERAGE * roundTripMs);
		this.roundTripMs = roundTripMs + (counted - roundTripMs) / SMOOTHING;
	}

	/** Lowers the cap that was too high. */
	private react({ level }: Sent, refusal: RefusedAt, now: number): void {
		const isSteady =
			this.rate.perSecond === Infinity && this.admittedSince >= STEADY_ROUNDS * level;
		const isMoreThanEver =
			level > this.highest || (level === this.highest && (level >= this.refusedLevel || isSteady));
		if (level >= LEAST_LEVEL && isMoreThanEver) this.inFlight.refused(level);
		else this.learnRate(refusal, now);
		this.refusals.add(refusal);
		this.refusedLevel = level;
		this.highest = 0;
		this.admittedSince = 0;
		this.admittedBefore = this.admitted;
	}

	private learnRate(refusal: RefusedAt, now: number): void {
		const seen = this.refusals.rateUntil(refusal);
		if (!seen) return;
		this.rate.learn(seen.perSecond, seen.isThin, this.before(seen.isThin));
		this.putOff(now);
	}

	private endBurst({ perSecond, isDead }: RefusedBurst, now: number): void {
		this.burst = undefined;
		if (perSecond === undefined) return;
		this.rate.learn(perSecond, true, this.before(isDead));
		this.putOff(now);
	}

	/** What the rate may go down from. Few requests say little: then that is in steps, from what could be sent at most. */
	private before(isLittle: boolean): number {
		const possible = (1000 * this.inFlight.most) / (this.roundTripMs ?? Infinity);
		return isLittle ? Math.min(this.rate.perSecond, possible) : this.rate.perSecond;
	}

	/** The next request is sent no sooner than the rate says. */
	private putOff(now: number): void {
		this.nextAt = Math.max(this.nextAt, now + this.rate.intervalMs);
	}

	private endSpell({ at }: Sent): void {
		const ofWindow = this.spell.end(at, this.admitted);
		if (ofWindow === undefined) return;
		this.rate.learnOfWindow(ofWindow);
		this.refusals.forget();
	}

	private pauseFor(ms: number, now: number): void {
		const isLong = ms > SHORT_PAUSE_MS;
		if (isLong) this.rate.pauses(ms);
		if (ms === 0 || (!isLong && this.refusedInRow < IN_A_ROW)) return;
		const until = Math.max(this.pausedUntil, now + ms);
		this.pausedMs += until - Math.max(this.pausedUntil, now);
		this.pausedUntil = until;
		this.hold(ms, now);
	}

	private hold(ms: number, now: number): void {
		this.heldUntil = Math.max(this.heldUntil, now + ms);
	}

	/** How long after a request the next one is sent, in milliseconds. */
	private gapMs(): number {
		const { roundTripMs = 0 } = this;
		const { size } = this.inFlight;
		const part = Math.min(roundTripMs / (this.parts(size) * size), LONGEST_PART_MS);
		return Math.max(part, this.rate.intervalMs);
	}

	private parts(size: number): number {
		if (this.refused > 0) return size < FEW_IN_FLIGHT ? PARTS.fewInFlight : PARTS.afterwards;
		return this.admitted < FIRST_ANSWERS ? PARTS.atFirst : PARTS.untilRefused;
	}
}
