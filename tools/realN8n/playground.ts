import { type Sandbox, startSandbox } from '../../sandbox/server';
import { CleanUp } from './cleanUp';
import { type N8nInstallation, installN8n } from './install';
import { installPackage, type NodePackage, pack } from './package';
import { onConsole, type Report } from './progress';
import { root } from './root';
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
	n8n: RunningN8n;
	sandbox: Sandbox;
	package: NodePackage;
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
		return { ...(await start(options, installation, cleanUp)), stop: () => cleanUp.run() };
	} catch (error) {
		await cleanUp.run();
		throw error;
	}
}

async function start(
	{ ports, report = onConsole, env, log }: PlaygroundOptions,
	installation: N8nInstallation,
	cleanUp: CleanUp,
): Promise<Omit<Playground, 'stop'>> {
	const userFolder = newUserFolder(cleanUp);
	const nodePackage = await installTarball(userFolder);
	const sandbox = await startSandbox({ port: ports?.sandbox });
	cleanUp.add(() => sandbox.close());

	const end = report.begin(`Starting n8n ${installation.version}`);
	const [port, brokerPort] = [ports?.n8n, ports?.broker];
	const n8n = await startN8n({ installation, userFolder, port, brokerPort, env, log }).finally(end);
	cleanUp.add(() => n8n.stop());
	const workspace = await fillWorkspace(n8n.rest, sandbox.url);
	return { n8n, sandbox, package: nodePackage, ...workspace };
}

async function installTarball(userFolder: string): Promise<NodePackage> {
	const packed = await pack(root);
	try {
		return installPackage(packed, userFolder);
	} finally {
		packed.remove();
	}
}
