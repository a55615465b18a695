/**
 * Runs something while this process has another time zone, as a process of n8n may. Only for a test that runs in
 * test/environment, which has the process's own `process.env`: Jest's copy changes no time zone.
 */
export async function inTimeZone<T>(zone: string, run: () => T | Promise<T>): Promise<T> {
	const before = process.env.TZ;
	process.env.TZ = zone;
	try {
		return await run();
	} finally {
		if (before === undefined) delete process.env.TZ;
		else process.env.TZ = before;
	}
}
