import type { ReceivedRequest } from '../../sandbox/server';

/** What was asked, in order; the metadata by name. */
export const asked = (requests: ReceivedRequest[]) =>
	requests.map(({ method, path }) => (path.includes('resourceType') ? 'metadata' : method));

/** Those that write. */
export const writes = (requests: ReceivedRequest[]) =>
	requests.filter(({ method }) => method !== 'GET');

/** The gateway's 429. */
export const tooMany = (retryAfter?: number) => ({
	status: 429,
	body: '{"error_code":"429050","message":"Too many requests"}',
	...(retryAfter !== undefined && { headers: { 'Retry-After': String(retryAfter) } }),
});

/** Milliseconds. */
export const pause = async (ms: number) =>
	await new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits until something is so, which has to come within a generous time. */
export async function until(isSo: () => boolean): Promise<void> {
	const end = performance.now() + 15_000;
	while (!isSo()) {
		if (performance.now() > end) throw new Error('It did not come about within 15 seconds');
		await pause(5);
	}
}
