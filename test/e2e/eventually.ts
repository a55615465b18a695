import { setTimeout as wait } from 'node:timers/promises';

/** Repeats a check until it passes; after half a minute, or so many seconds, its last error counts. */
export async function eventually<T>(check: () => Promise<T>, seconds = 30): Promise<T> {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		try {
			return await check();
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await wait(200);
		}
	}
}
