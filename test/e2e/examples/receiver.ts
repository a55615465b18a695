import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of somebody else that an example calls, such as a chat. */
export interface Receiver {
	url: string;
	/** The JSON that it was sent, oldest first. */
	received: unknown[];
	close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
	const received: unknown[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			received.push(JSON.parse(body));
			response.end('ok');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		received,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				// n8n keeps its connections open.
				server.closeAllConnections();
			}),
	};
}
