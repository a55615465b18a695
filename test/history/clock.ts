import { nodeDate } from '../workflow/built';

/** The machine's clock, as far as programs ask it by `Date.now`; the sandbox's time stamps are made without it. */
export interface Clock {
	/** Sets it forward, or back. */
	step(byMs: number): void;
	restore(): void;
}

/** Takes the clock over until it is restored: that of this process, and of the node where the node has one of its own. */
export function takeClock(): Clock {
	const clocks = [...new Set([Date, nodeDate])].map((date) => ({ date, real: date.now }));
	let offset = 0;
	for (const { date, real } of clocks) date.now = () => real() + offset;
	return {
		step: (byMs) => (offset += byMs),
		restore: () => {
			for (const { date, real } of clocks) date.now = real;
		},
	};
}
