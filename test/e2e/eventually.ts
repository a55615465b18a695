import { setTimeout as wait } from 'node:timers/promises';

/** Repeats a check until it passes; after half a minute its last error counts. */
export async function eventually<T>(check: () => Promise<T>): Promise<T> {
	const deadline = Date.now() + 30_000;
	for (;;) {
		try {
			return await check();
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await wait(200);
		}
	}
}
