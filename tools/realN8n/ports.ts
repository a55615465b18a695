import { type AddressInfo, createServer, type Server } from 'node:net';

/** Whether something could listen on this port of this machine now. */
export async function isFree(port: number): Promise<boolean> {
	try {
		await close(await listen(port));
		return true;
	} catch {
		return false;
	}
}

/** Different free ports. Another program could take one before it is used. */
export async function freePorts(count: number): Promise<number[]> {
	// All are open at the same time; otherwise the system may give one port twice.
	const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map(close));
	return ports;
}

function listen(port: number): Promise<Server> {
	const server = createServer();
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}

function close(server: Server): Promise<void> {
	return new Promise((resolve) => server.close(() => resolve()));
}
