import { mkdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

import type { N8nInstallation } from './install';
import { type N8nProcess, startProcess } from './n8nProcess';
import { type Owner, OWNER, signIn } from './owner';
import { freePorts } from './ports';
import { RestClient } from './rest';

export interface StartOptions {
	installation: N8nInstallation;
	/** An existing one is used as it is: account, credentials, workflows. Made if missing. */
	userFolder: string;
	/** Default: any free port. */
	port?: number;
	/** The port for n8n's task runners. Default: any free port. */
	brokerPort?: number;
	/** Additional environment variables. */
	env?: NodeJS.ProcessEnv;
	/** Gets every line that n8n prints. */
	log?: (line: string) => void;
}

/** An n8n that answers. */
export interface RunningN8n extends N8nProcess {
	version: string;
	/** "http://localhost:<port>", no slash at the end. */
	url: string;
	owner: Owner;
	/** Signed in as the owner. */
	rest: RestClient;
}

/** Milliseconds. A first start, with a database to make, takes 10 s on a small machine. */
const START_TIMEOUT = 120_000;

/**
 * Starts n8n on this machine's loopback, waits until it answers, and signs in as its owner.
 *
 * @throws with n8n's last lines when it ends or does not answer within two minutes
 */
export async function startN8n(options: StartOptions): Promise<RunningN8n> {
	const { installation, userFolder, env, log } = options;
	const [anyPort, anyBrokerPort] = await freePorts(2);
	const { port = anyPort, brokerPort = anyBrokerPort } = options;
	mkdirSync(userFolder, { recursive: true });

	const settings = { userFolder, port, brokerPort };
	const n8n = startProcess(installation, ['start'], { ...settings, env, log });
	const rest = new RestClient(`http://localhost:${port}`);
	try {
		await untilReady(rest, n8n);
		await signIn(rest);
	} catch (error) {
		await n8n.stop();
		throw new Error(`${n8n.lastLines()}\n\nn8n did not start: ${(error as Error).message}`);
	}
	return { ...n8n, version: installation.version, url: rest.url, owner: OWNER, rest };
}

/** `/healthz` answers earlier than n8n is up; `/rest/settings` says "n8n is starting up" until it is. */
async function untilReady(rest: RestClient, n8n: N8nProcess): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT;
	while (Date.now() < deadline) {
		if (n8n.hasEnded()) throw new Error('it ended.');
		const settings = await rest.request('GET', '/rest/settings').catch(() => undefined);
		if (settings !== undefined) return;
		await wait(250);
	}
	throw new Error(`it gave no answer for ${START_TIMEOUT / 1000} s.`);
}
