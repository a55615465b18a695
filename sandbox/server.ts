import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { controlOf, type OrganizationControl } from './control';
import { registerControl } from './controlRoutes';
import { howToReach } from './guide';
import { oops } from './http';
import { handleCampaign, handleToken } from './routes';
import { TOKEN_PATH } from './credentials';
import type { Settings } from './settings';
import { SandboxState } from './state';

export type { Fault, ScriptedAnswer } from './faults/fault';
export type { Commit } from './commits';
export type { Arrival, Touch } from './bulk';
export type { OrganizationControl, ProfileOutput, RecordOutput } from './control';
export type { ReceivedRequest } from './log';
export type { ProfileInput, Settings } from './settings';
export { API_KEY, CLIENT_SECRET, STATIC_TOKEN, TOKEN_PATH } from './credentials';

export interface Sandbox {
	/** "http://127.0.0.1:<port>", no slash at the end: the node's base URL. */
	url: string;
	/** Control of an organization (made on first use), or with the name "ims" of the token service. */
	organization(name: string): OrganizationControl;
	/** Cuts open connections; afterwards the sandbox does not keep the process alive. */
	close(): Promise<void>;
}

export interface SandboxOptions {
	/** Default 0: any free port. */
	port?: number;
	/** Gets "PATCH /sandbox/campaign/… 200" for every answer, without the query, which may hold e-mail addresses. */
	log?: (line: string) => void;
	/** What every organization begins with, instead of the defaults, and goes back to with a reset. */
	settings?: Partial<Settings>;
}

/**
 * Starts a stand-in for Adobe Campaign and its token service on 127.0.0.1.
 * @throws the listener's error, e.g. with code EADDRINUSE
 */
export async function startSandbox({
	port = 0,
	log,
	settings,
}: SandboxOptions = {}): Promise<Sandbox> {
	const state = new SandboxState(settings);
	const app = createApp(state, () => url, log);
	await app.listen({ port, host: '127.0.0.1' });
	const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
	return {
		url,
		organization: (name) => controlOf(state, name, url),
		close: async () => {
			state.closing.abort();
			await app.close();
		},
	};
}

function createApp(
	state: SandboxState,
	url: () => string,
	log?: (line: string) => void,
): FastifyInstance {
	const app = Fastify({
		forceCloseConnections: true,
		genReqId: () => randomUUID(),
		routerOptions: { maxParamLength: 4000 },
		frameworkErrors: (_error, request, reply) => {
			// Fastify reports an address that cannot be decoded here, before any route. Inferred: Adobe's answer to it.
			reply.hijack();
			const headers = { 'content-type': 'text/plain', 'x-request-id': request.id };
			reply.raw.writeHead(400, headers).end('Bad Request');
		},
	});
	// Bodies stay bytes: Campaign's depend on the charset, the token service's are forms.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	app.addHook('onRequest', async (request, reply) => {
		reply.header('x-request-id', request.id);
	});
	if (log) {
		app.addHook('onResponse', async ({ method, url: path }, reply) =>
			log(`${method} ${path.split('?', 1)[0]} ${reply.statusCode}`),
		);
	}
	app.setErrorHandler((error: Error, request, reply) => {
		if (request.url.startsWith('/__sandbox/'))
			return reply.code(400).send({ error: error.message });
		// A bug of the sandbox gets the answer for an unknown organization; this line shows the difference.
		console.error('The sandbox failed:', error);
		const { status, headers, body } = oops(500);
		return reply.code(status).headers(headers).send(Buffer.from(body));
	});
	registerControl(app, state, url);
	app.post(TOKEN_PATH, (request, reply) => handleToken(state, request, reply));
	app.get('/', (_request, reply) => reply.type('text/plain').send(howToReach(url())));
	app.all('/*', (request, reply) => handleCampaign(state, request, reply));
	return app;
}
