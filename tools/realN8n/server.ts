import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

import { environmentOf } from './environment';
import type { N8nInstallation } from './install';
import { type Owner, OWNER, signIn } from './owner';
import { freePorts } from './ports';
import { endGroup, startGroup } from './processGroup';
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
export interface RunningN8n {
	version: string;
	/** "http://localhost:<port>", no slash at the end. */
	url: string;
	owner: Owner;
	/** Signed in as the owner. */
	rest: RestClient;
	/** What n8n printed last, for the message of a test that failed. */
	lastLines(): string;
	/** Resolves when n8n ends for any reason. */
	ended: Promise<void>;
	/** Ends n8n and its task runners, within seconds. The user folder stays. */
	stop(): Promise<void>;
}

/** Milliseconds. A first start, with a database to make, takes 10 s on a small machine. */
const START_TIMEOUT = 120_000;

/**
 * Starts n8n on this machine's loopback, waits until it answers, and signs in as its owner.
 *
 * @throws with n8n's last lines when it ends or does not answer within two minutes
 */
export async function startN8n(options: StartOptions): Promise<RunningN8n> {
	const { installation, userFolder } = options;
	const [anyPort, anyBrokerPort] = await freePorts(2);
	const { port = anyPort, brokerPort = anyBrokerPort } = options;
	mkdirSync(userFolder, { recursive: true });

	const child = startGroup(installation.node, [installation.program, 'start'], {
		cwd: userFolder,
		env: {
			...environmentOf({ userFolder, port, brokerPort }),
			...installation.env,
			...options.env,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const lastLines = keepLines(child, options.log);
	const rest = new RestClient(`http://localhost:${port}`);
	try {
		await untilReady(rest, child);
		await signIn(rest);
	} catch (error) {
		await endGroup(child);
		throw new Error(`${lastLines()}\n\nn8n did not start: ${(error as Error).message}`);
	}
	const { version } = installation;
	const stop = () => endGroup(child);
	return { version, url: rest.url, owner: OWNER, rest, lastLines, ended, stop };
}

/** `/healthz` answers earlier than n8n is up; `/rest/settings` says "n8n is starting up" until it is. */
async function untilReady(rest: RestClient, child: ChildProcess): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT;
	while (Date.now() < deadline) {
		if (child.exitCode !== null || child.signalCode !== null) throw new Error('it ended.');
		const settings = await rest.request('GET', '/rest/settings').catch(() => undefined);
		if (settings !== undefined) return;
		await wait(250);
	}
	throw new Error(`it gave no answer for ${START_TIMEOUT / 1000} s.`);
}

function keepLines(child: ChildProcess, log?: (line: string) => void): () => string {
	const lines: string[] = [];
	const keep = (chunk: Buffer) => {
		for (const line of chunk.toString().split('\n').filter(Boolean)) {
			log?.(line);
			lines.push(line);
			if (lines.length > 30) lines.shift();
		}
	};
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);
	return () => lines.join('\n');
}
