/**
 * Waits for Ctrl-C, or for SIGTERM or SIGHUP. A second one ends
 * this process at once, and with it what it started (processGroup.ts).
 */
export function stopRequest(): Promise<void> {
	return new Promise((resolve) => {
		let requests = 0;
		const request = () => {
			requests += 1;
			if (requests > 1) process.exit(130);
			console.log('\nStopping ...');
			resolve();
		};
		for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, request);
	});
}

/** Waits for work. A stop request before its end ends this process, and with it what it started. */
export async function unlessStopped<T>(stop: Promise<void>, work: Promise<T>): Promise<T> {
	let done = false;
	void stop.then(() => done || process.exit(130));
	try {
		return await work;
	} finally {
		done = true;
	}
}
