import { createServer } from 'node:http';
import { connect } from 'node:net';
import { pipeline } from 'node:stream';

import { listening } from './farAway';

/** An HTTP proxy as companies have them, for https alone. It finds every name on this computer, which n8n's engine would reach without a proxy. */
export async function connectProxy(): Promise<string> {
	const server = createServer((_request, response) => void response.writeHead(405).end());
	server.on('connect', ({ url = '' }, near, head) => {
		const { port } = new URL(`http://${url}`);
		const far = connect({ host: '127.0.0.1', port: Number(port), noDelay: true }, () => {
			near.write('HTTP/1.1 200 Connection established\r\n\r\n');
			far.write(head);
			// Either may be cut: then the other one is, too.
			pipeline(near, far, near, () => undefined);
		});
		far.once('error', () => near.destroy());
	});
	return `http://127.0.0.1:${await listening(server)}`;
}
