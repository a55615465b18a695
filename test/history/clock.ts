/** The machine's clock, as far as programs ask it by `Date.now`; the sandbox's time stamps are made without it. */
export interface Clock {
	/** Sets it forward, or back. */
	step(byMs: number): void;
	restore(): void;
}

/** Takes the clock of this process over until it is restored. */
export function takeClock(): Clock {
	const real = Date.now;
	let offset = 0;
	Date.now = () => real() + offset;
	return {
		step: (byMs) => (offset += byMs),
		restore: () => (Date.now = real),
	};
}
