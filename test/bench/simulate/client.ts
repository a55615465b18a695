import { sleep } from 'n8n-workflow';

import { isTrouble } from '../../../nodes/AdobeCampaign/transport/retry';
import type { Contender } from './contenders';
import type { Gateway } from './gateway';

/** What one process of n8n has to do. */
export interface Load {
	/** Milliseconds after the beginning. */
	startsAt: number;
	/** Each is a PATCH and a GET. */
	items: number;
	/** 'Max Concurrency'. */
	atOnce: number;
}

/** How it went. Times in milliseconds. */
export interface Outcome extends Load {
	time: number;
	endedAt: number;
	/** Items that ended with an error. */
	givenUp: number;
	/** The longest time from when a request was ready to its last answer. */
	longest: number;
}

/** One process of n8n. */
export async function work(
	{ startsAt, items, atOnce }: Load,
	gateway: Gateway,
	contender: Contender,
): Promise<Outcome> {
	await sleep(startsAt);
	const began = performance.now();
	const pacing = contender.pacing();
	let next = 0;
	let givenUp = 0;
	let longest = 0;
	let troubleSince: number | undefined;

	/** @returns whether it succeeded */
	const ask = async (): Promise<boolean> => {
		const begun = performance.now();
		const troubleMs = () => (troubleSince === undefined ? 0 : performance.now() - troubleSince);
		const patience = contender.patience(troubleMs);
		for (let isRepeat = false; ; isRepeat = true) {
			const answer = await pacing.through(async () => await gateway.send(), { isRepeat });
			if (!answer) throw new Error('Nothing was sent');
			longest = Math.max(longest, performance.now() - begun);
			troubleSince = isTrouble(answer) ? (troubleSince ?? performance.now()) : undefined;
			if (!isTrouble(answer)) return true;
			const delay = patience.delayAfter(answer);
			if (delay === undefined) return false;
			await sleep(delay);
		}
	};
	const worker = async () => {
		while (next < items) {
			next += 1;
			if (!((await ask()) && (await ask()))) givenUp += 1;
		}
	};
	// The first request of a run goes alone.
	await ask();
	await Promise.all(Array.from({ length: atOnce }, worker));
	const endedAt = performance.now();
	return { startsAt, items, atOnce, time: endedAt - began, endedAt, givenUp, longest };
}
