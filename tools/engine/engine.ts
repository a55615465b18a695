import { version } from 'n8n-core/package.json';

import { CredentialStore } from './credentialStore';
import { enterEnvironment, leaveEnvironment } from './environment';
import type { LoadedPackage } from './package';
import { loadPackage } from './package';

/** The version of n8n-core, which is that of the n8n it belongs to. */
export function engineVersion(): string {
	return version;
}

/** n8n's engine with one package and a store of credentials: what a run needs around a workflow. */
export interface Engine {
	package: LoadedPackage;
	credentials: CredentialStore;
	/** Removes what n8n-core wrote. The engine holds no timers or sockets. */
	close(): void;
}

/**
 * Starts n8n's engine in this process with the built package of a directory. Expressions are
 * evaluated by n8n's "legacy" engine: n8n-workflow uses it unless the server has started the newer
 * one, which needs isolated-vm, a native module without a build for Node 20.
 *
 * @param directory a package's root: this repository after a build, or an unpacked tarball
 */
export async function startEngine(directory: string): Promise<Engine> {
	enterEnvironment();
	try {
		return {
			package: await loadPackage(directory),
			credentials: new CredentialStore(),
			close: leaveEnvironment,
		};
	} catch (error) {
		leaveEnvironment();
		throw error;
	}
}
