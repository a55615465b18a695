/** What a server lets through. It is asked with the time in milliseconds, of any clock that goes forward. */
export interface Limit {
	/** @returns 0 when the request is let through; else the milliseconds until one may be, as far as that is known */
	ask(now: number): number;
	/** A request that was let through has been answered. */
	end(): void;
}

/** Nothing but the rule: what it lets through may take as long as it likes. */
const untimed = { end: () => {} };

/** How long a server that counts requests at a time asks to wait: it cannot know when one ends. In milliseconds. */
const SOME_TIME_MS = 1000;

export const admitsAll = (): Limit => ({ ...untimed, ask: () => 0 });

/** So many requests at a time. */
export function atOnce(most: number): Limit {
	let inFlight = 0;
	return {
		ask() {
			if (inFlight >= most) return SOME_TIME_MS;
			inFlight += 1;
			return 0;
		},
		end: () => {
			inFlight -= 1;
		},
	};
}

/** A token bucket: so many requests a second, and up to `burst` of them at once after a time of quiet. */
export function tokenBucket(perSecond: number, burst: number): Limit {
	const perMs = perSecond / 1000;
	let tokens = burst;
	let filledAt = -Infinity;
	return {
		...untimed,
		ask(now) {
			tokens = Math.min(burst, tokens + (now - filledAt) * perMs);
			filledAt = now;
			// A token that was due a billionth of a millisecond ago is there.
			if (tokens < 1 - 1e-9) return (1 - tokens) / perMs;
			tokens -= 1;
			return 0;
		},
	};
}

/** So many requests in each window of the server's clock. */
export function fixedWindow(most: number, ms: number, phaseMs = 0): Limit {
	let window = NaN;
	let count = 0;
	return {
		...untimed,
		ask(now) {
			const current = Math.floor((now + phaseMs) / ms);
			if (current !== window) count = 0;
			window = current;
			if (count >= most) return (current + 1) * ms - phaseMs - now;
			count += 1;
			return 0;
		},
	};
}

/** All of these at once: what one of them refuses is given back to those before it, as far as they count what is in flight. */
export const allOf = (limits: readonly Limit[]): Limit => ({
	ask(now) {
		for (const [index, limit] of limits.entries()) {
			const wait = limit.ask(now);
			if (wait === 0) continue;
			for (const admitted of limits.slice(0, index)) admitted.end();
			return wait;
		}
		return 0;
	},
	end: () => {
		for (const limit of limits) limit.end();
	},
});

/** So many requests in the time before each. */
export function slidingWindow(most: number, ms: number): Limit {
	const admitted: number[] = [];
	return {
		...untimed,
		ask(now) {
			while (admitted.length > 0 && admitted[0] <= now - ms) admitted.shift();
			if (admitted.length >= most) return admitted[0] + ms - now;
			admitted.push(now);
			return 0;
		},
	};
}
