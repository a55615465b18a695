import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createServer } from 'node:tls';

import { localCertificate } from '../../tools/certificate';
import { connectProxy } from '../../tools/connectProxy';
import { farAway, listening } from './farAway';
import type { Network, Reached } from './networksPlan';
import { asProcess } from './processes';
import { chanceOf } from './simulate/chance';

/** The same packets are late and lost in each run, as far as they come in the same order. */
const SEED = 1;

/** A name that the HTTP proxy alone can find: what reaches the server has gone through it. */
const FAR_HOST = 'campaign.example';

/** What decrypts for the server at that port, at the far end. @returns its port, and the file with the certificate to trust */
async function withTls(port: number): Promise<{ port: number; file: string }> {
	const folder = mkdtempSync(join(tmpdir(), 'bench-network-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	const { key, cert } = await localCertificate(FAR_HOST);
	const file = join(folder, 'certificate.pem');
	writeFileSync(file, cert);
	const server = createServer({ key, cert, noDelay: true }, (secure) => {
		const plain = connect({ port, host: '127.0.0.1', noDelay: true });
		pipeline(secure, plain, secure, () => undefined);
	});
	return { port: await listening(server), file };
}

/** The network to a server, until the process that started it says that the work is done. */
void asProcess(async ({ url, network }: { url: string; network: Network }) => {
	const { getOneMessage, sendMessage } = await import('execa');
	const target = Number(new URL(url).port);
	const secure = network.isTls ? await withTls(target) : undefined;
	const { port, carried } = await farAway(secure?.port ?? target, network, chanceOf(SEED));
	const proxy = network.hasProxy ? (await connectProxy((_name, port) => port)).url : undefined;
	const reached: Reached = {
		url: `${secure ? 'https' : 'http'}://${proxy ? FAR_HOST : '127.0.0.1'}:${port}`,
		env: {
			...(secure && { NODE_EXTRA_CA_CERTS: secure.file }),
			// n8n reads the name in small letters first.
			...(proxy && { https_proxy: proxy, HTTPS_PROXY: proxy }),
		},
	};
	await sendMessage({ ...reached });
	await getOneMessage();
	await sendMessage({ ...carried });
});
