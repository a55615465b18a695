import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { startSandbox } from '../../sandbox/server';
import { LATENCY, type Seen } from './plan';
import { asProcess } from './processes';

/** Counts what this process is asked and answers, from Node's own reports: nothing of the sandbox is touched. */
function watchRequests(): Seen {
	const seen = { requests: 0, refused: 0, inFlight: 0 };
	let now = 0;
	subscribe('http.server.request.start', (message) => {
		const { response } = message as { request: IncomingMessage; response: ServerResponse };
		now += 1;
		seen.requests += 1;
		seen.inFlight = Math.max(seen.inFlight, now);
		response.once('close', () => {
			now -= 1;
			if (response.statusCode === 429) seen.refused += 1;
		});
	});
	return seen;
}

/** The sandbox with so many people, until whoever started it says that the work is done. */
void asProcess(async ({ items, admits }: { items: number; admits: number }) => {
	const { getOneMessage, sendMessage } = await import('execa');
	const seen = watchRequests();
	const sandbox = await startSandbox();
	const organization = sandbox.organization('sandbox');
	organization.reset({ people: items, latencyMs: LATENCY, maxInFlight: admits });
	await sendMessage({ url: sandbox.url, keys: organization.profiles().map(({ PKey }) => PKey) });
	await getOneMessage();
	await sendMessage({ ...seen });
	await sandbox.close();
});
