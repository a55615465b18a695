import { setTimeout as wait } from 'node:timers/promises';

import type { N8nInstallation } from './install';
import { type N8nProcess, startProcess } from './n8nProcess';
import { freePorts } from './ports';

export interface WorkerOptions {
	installation: N8nInstallation;
	/** With the package installed. */
	userFolder: string;
	/** Where queue and database are. */
	env: NodeJS.ProcessEnv;
	log?: (line: string) => void;
}

/** Milliseconds. */
const START_TIMEOUT = 120_000;

/**
 * Starts a worker of n8n's queue mode and waits until it takes executions.
 *
 * @throws with its last lines when it ends or is not ready within two minutes
 */
export async function startWorker({
	installation,
	env,
	...options
}: WorkerOptions): Promise<N8nProcess> {
	const [port, brokerPort, healthPort] = await freePorts(3);
	const health = {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(healthPort),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
	const settings = { ...options, port, brokerPort, env: { ...env, ...health } };
	const worker = startProcess(installation, ['worker', '--concurrency=5'], settings);
	try {
		await untilReady(`http://127.0.0.1:${healthPort}/healthz/readiness`, worker);
	} catch (error) {
		await worker.stop();
		throw new Error(
			`${worker.lastLines()}\n\nThe worker did not start: ${(error as Error).message}`,
		);
	}
	return worker;
}

async function untilReady(url: string, worker: N8nProcess): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT;
	while (Date.now() < deadline) {
		if (worker.hasEnded()) throw new Error('it ended.');
		const answer = await fetch(url).catch(() => undefined);
		if (answer?.ok) return;
		await wait(250);
	}
	throw new Error(`it was not ready for ${START_TIMEOUT / 1000} s.`);
}
