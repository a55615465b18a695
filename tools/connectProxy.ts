import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

/**
 * An HTTP proxy as companies have them, for https alone. What it is asked for it finds on this computer, which n8n's engine would
 * reach without a proxy.
 *
 * @param portOf where a name and its port are found here; undefined: the proxy refuses it
 */
export async function connectProxy(
	portOf: (name: string, port: number) => number | undefined,
): Promise<{ url: string; close: () => void }> {
	const carried = new Set<Socket>();
	const server = createServer((_request, response) => void response.writeHead(405).end());
	server.on('connect', ({ url = '' }, near: Socket, head) => {
		const { hostname, port } = new URL(`tcp://${url}`);
		const found = portOf(hostname, Number(port));
		if (found === undefined) return void near.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		carried.add(near.once('close', () => carried.delete(near)));
		const far = connect({ host: '127.0.0.1', port: found, noDelay: true }, () => {
			near.write('HTTP/1.1 200 Connection established\r\n\r\n');
			far.write(head);
			// Either may be cut: then the other one is, too.
			pipeline(near, far, near, () => undefined);
		});
		far.once('error', () => near.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () => {
			server.close();
			for (const near of carried) near.destroy();
		},
	};
}
