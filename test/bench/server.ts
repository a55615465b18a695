import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { type Settings, startSandbox } from '../../sandbox/server';
import { LATENCY, type Seen } from './plan';
import { asProcess } from './processes';

/** Counts what this process is asked and answers, from Node's own reports: nothing of the sandbox is touched. */
function watchRequests(): Seen {
	const seen = { requests: 0, refused: 0, inFlight: 0, firstAt: NaN };
	let now = 0;
	subscribe('http.server.request.start', (message) => {
		const { response } = message as { request: IncomingMessage; response: ServerResponse };
		if (seen.requests === 0) seen.firstAt = performance.now();
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

interface Setting {
	/** So many people. */
	items: number;
	admits?: number;
	latency?: number;
	/** So many text fields, instead of the sandbox's own. */
	fields?: number;
	/** Whether their PKeys are told, which takes minutes for a million of them. */
	hasKeys?: boolean;
	/** More settings of the sandbox. */
	settings?: Partial<Settings>;
}

/** Metadata of so many text fields. */
const metadataOf = (fields: number) => ({
	content: Object.fromEntries(
		Array.from({ length: fields }, (_, field) => [
			`cusField${field}`,
			{ label: `Field ${field}`, type: 'string', resType: 'string', length: '50' },
		]),
	),
});

/** The sandbox, until the process that started it says that the work is done. */
void asProcess(
	async ({
		items,
		admits = 0,
		latency = LATENCY,
		fields = 0,
		hasKeys = true,
		settings,
	}: Setting) => {
		const { getOneMessage, sendMessage } = await import('execa');
		const seen = watchRequests();
		const sandbox = await startSandbox();
		const organization = sandbox.organization('sandbox');
		organization.reset({ people: items, latencyMs: latency, maxInFlight: admits, ...settings });
		if (fields > 0) {
			const body = JSON.stringify(metadataOf(fields));
			organization.faults([
				{ path: 'resourceType', times: Infinity, respond: { status: 200, body } },
			]);
		}
		const keys = hasKeys ? organization.profiles().map(({ PKey }) => PKey) : [];
		await sendMessage({ url: sandbox.url, keys });
		await getOneMessage();
		await sendMessage({ ...seen });
		await sandbox.close();
	},
);
