import { install } from '@sinonjs/fake-timers';

/** What is done with the clock that Node itself keeps. */
const realSetImmediate = setImmediate;

/** Everything that has been resolved goes on until it waits for the clock. */
const settle = async () => await new Promise<void>((resolve) => void realSetImmediate(resolve));

/**
 * Runs something on a clock that jumps from one timer to the next: an hour of waiting takes seconds. One at a time.
 *
 * @returns what it returns
 */
export async function onSimulatedClock<T>(work: () => Promise<T>): Promise<T> {
	const clock = install({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
	try {
		let isDone = false;
		const result = work().finally(() => (isDone = true));
		await settle();
		while (!isDone) {
			if (clock.countTimers() === 0) throw new Error('Nothing is waited for, and it is not done');
			clock.next();
			await settle();
		}
		return await result;
	} finally {
		clock.uninstall();
	}
}
