import { elapsed } from '../n8n/wait';
import { pauses } from '../transport/pauses';

/** What was seen last, and whether it is what was waited for. */
export interface Seen<T> {
	last: T;
	isReached: boolean;
}

/** The part of an item that waits with. */
interface WaitingItem {
	wait: (ms: number) => Promise<void>;
	run: { signal?: AbortSignal };
}

/**
 * Looks at something that Campaign does in its own time until it is done: at once, then now and then, and a last time when the
 * time is over.
 *
 * @param maxMs milliseconds
 * @param look its failure ends the watch
 */
export async function watch<T>(
	item: WaitingItem,
	maxMs: number,
	look: () => Promise<T>,
	isDone: (seen: T) => boolean,
): Promise<Seen<T>> {
	const begun = elapsed();
	for (let looks = 0; ; looks += 1) {
		const left = maxMs - (elapsed() - begun);
		const last = await look();
		const isReached = isDone(last);
		if (isReached || left <= 0 || item.run.signal?.aborted) return { last, isReached };
		await item.wait(Math.min(pauses.looks[Math.min(looks, pauses.looks.length - 1)], left));
	}
}
