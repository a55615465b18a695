import { type Sandbox, startSandbox } from '../../sandbox/server';
import { CleanUp } from './cleanUp';
import { readDatabase } from './database';
import { type N8nInstallation, installN8n } from './install';
import { installThisPackage, type NodePackage } from './package';
import { freePorts } from './ports';
import { onConsole, type Report } from './progress';
import { type RunningN8n, startN8n } from './server';
import { newUserFolder } from './userFolder';
import { fillWorkspace, type Workspace } from './workspace';

export interface PlaygroundOptions {
	/** The version of n8n. Default: that of installN8n. */
	version?: string;
	/** Default: free ones. */
	ports?: { n8n: number; broker: number; sandbox: number };
	report?: Report;
	/** Additional environment variables for n8n. */
	env?: NodeJS.ProcessEnv;
	/** Gets every line that n8n prints. */
	log?: (line: string) => void;
}

/** A real n8n with this package installed, a sandbox, both credentials and the examples. */
export interface Playground extends Workspace {
	/** The one that runs now, or ran last. */
	n8n: RunningN8n;
	sandbox: Sandbox;
	package: NodePackage;
	/** Rows of n8n's database. */
	query<Row>(sql: string): Promise<Row[]>;
	/**
	 * After `n8n.stop()` or `n8n.kill()`: starts n8n again on the same user folder and ports. It becomes `n8n`.
	 *
	 * @param env additional environment variables; default those of the first start
	 */
	startAgain(env?: NodeJS.ProcessEnv): Promise<void>;
	/** Ends everything and deletes the user folder. */
	stop(): Promise<void>;
}

/**
 * Starts everything from nothing, in a new user folder. The package is what `npm publish` would
 * publish, so dist has to be built.
 *
 * @throws with a message to be shown; what had been started has ended by then
 */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
	const installation = await installN8n(options.version, options.report);
	const cleanUp = new CleanUp();
	try {
		return await start(options, installation, cleanUp);
	} catch (error) {
		await cleanUp.run();
		throw error;
	}
}

async function start(
	{ ports, report = onConsole, env, log }: PlaygroundOptions,
	installation: N8nInstallation,
	cleanUp: CleanUp,
): Promise<Playground> {
	const userFolder = newUserFolder(cleanUp);
	const nodePackage = await installThisPackage(userFolder);
	const sandbox = await startSandbox({ port: ports?.sandbox });
	cleanUp.add(() => sandbox.close());

	const end = report.begin(`Starting n8n ${installation.version}`);
	const [anyPort, anyBrokerPort] = await freePorts(2);
	const { n8n: port, broker: brokerPort } = ports ?? { n8n: anyPort, broker: anyBrokerPort };
	const start = { installation, userFolder, port, brokerPort, env, log };
	let n8n = await startN8n(start).finally(end);
	cleanUp.add(() => n8n.stop());
	const workspace = await fillWorkspace(n8n.rest, sandbox.url);
	const playground: Playground = {
		...workspace,
		n8n,
		sandbox,
		package: nodePackage,
		query: async <Row>(sql: string) => await readDatabase<Row>(installation, userFolder, sql),
		startAgain: async (otherEnv = env) => {
			n8n = await startN8n({ ...start, env: otherEnv });
			playground.n8n = n8n;
		},
		stop: () => cleanUp.run(),
	};
	return playground;
}
