import { randomBytes } from 'node:crypto';

import { CleanUp } from './cleanUp';
import { installN8n } from './install';
import type { N8nProcess } from './n8nProcess';
import { installPackage, installThisPackage } from './package';
import { freePorts } from './ports';
import { findPostgres, startPostgres } from './postgres';
import { onConsole, type Report } from './progress';
import { findRedis, startRedis } from './redis';
import { type RunningN8n, startN8n } from './server';
import { newUserFolder } from './userFolder';
import { startWorker } from './worker';

export interface QueueModeOptions {
	/** The version of n8n. Default: that of installN8n. */
	version?: string;
	/** How many to begin with. Default: 1. */
	workers?: number;
	report?: Report;
	/** Additional environment variables for all processes of n8n. */
	env?: NodeJS.ProcessEnv;
	/** Gets every line that n8n prints, and of which process: "main 1", "worker 2". */
	log?: (line: string, process: string) => void;
}

/** An n8n of several processes: mains that poll and answer, workers that execute. */
export interface QueueMode {
	/** The one that was started last. */
	main: RunningN8n;
	workers: N8nProcess[];
	/**
	 * Starts another main, which becomes `main`; the ones before, unless they were stopped or killed, go on. Each takes
	 * itself for the leader: that they elect one needs a licence (N8N_MULTI_MAIN_SETUP_ENABLED).
	 */
	startMain(): Promise<RunningN8n>;
	/** Starts another worker. @param env environment variables that it alone gets */
	startWorker(env?: NodeJS.ProcessEnv): Promise<N8nProcess>;
	/** Ends everything and deletes all of it. */
	stop(): Promise<void>;
}

/** What keeps this machine from n8n's queue mode, and how to install it; undefined when nothing does. */
export function whatIsMissing(): string | undefined {
	try {
		findRedis();
		findPostgres();
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
}

/**
 * Starts n8n's queue mode with this package from nothing: Redis, PostgreSQL, a main, workers. Each process of n8n has a
 * user folder of its own, as if it were on a machine of its own. dist has to be built.
 *
 * @throws with a message to be shown; what had been started has ended by then
 */
export async function startQueueMode(options: QueueModeOptions = {}): Promise<QueueMode> {
	const cleanUp = new CleanUp();
	try {
		return await start(options, cleanUp);
	} catch (error) {
		await cleanUp.run();
		throw error;
	}
}

async function start(
	{ version, workers: count = 1, report = onConsole, env, log }: QueueModeOptions,
	cleanUp: CleanUp,
): Promise<QueueMode> {
	const installation = await installN8n(version, report);
	const nodePackage = await installThisPackage(newUserFolder(cleanUp));
	const [redisPort, postgresPort] = await freePorts(2);
	const shared = {
		...(await startRedis(redisPort, cleanUp)),
		...(await startPostgres(postgresPort, cleanUp)),
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		...env,
	};

	const prepare = (name: string, own: NodeJS.ProcessEnv = {}) => {
		const userFolder = newUserFolder(cleanUp);
		installPackage(nodePackage, userFolder);
		const logged = (line: string) => log?.(line, name);
		return { installation, userFolder, env: { ...shared, ...own }, log: logged };
	};
	let mains = 0;
	const startMain = async () => {
		const main = await startN8n(prepare(`main ${++mains}`));
		cleanUp.add(() => main.stop());
		return main;
	};
	const workers: N8nProcess[] = [];
	const addWorker = async (own?: NodeJS.ProcessEnv) => {
		const worker = await startWorker(prepare(`worker ${workers.length + 1}`, own));
		cleanUp.add(() => worker.stop());
		workers.push(worker);
		return worker;
	};

	const queue: QueueMode = {
		// The first one makes the tables.
		main: await startMain(),
		workers,
		startMain: async () => (queue.main = await startMain()),
		startWorker: addWorker,
		stop: () => cleanUp.run(),
	};
	for (let number = 0; number < count; number++) await addWorker();
	return queue;
}
