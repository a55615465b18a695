import type { OrganizationControl } from '../../sandbox/control';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { CleanUp } from '../../tools/realN8n/cleanUp';
import { installN8n } from '../../tools/realN8n/install';
import { pack, type PackedPackage } from '../../tools/realN8n/package';
import { silent } from '../../tools/realN8n/progress';
import { type Registry, startRegistry } from '../../tools/realN8n/registry';
import { root } from '../../tools/realN8n/root';
import { type RunningN8n, startN8n } from '../../tools/realN8n/server';
import { newUserFolder } from '../../tools/realN8n/userFolder';
import { keepLine } from './environment/evidence';
import { readSession, type Session } from './environment/session';
import { signedInAt } from './environment/signedIn';

/** An n8n beside that of the run, as it is when nobody has installed anything, and a registry to install the package from. */
export interface OwnN8n {
	n8n: RunningN8n;
	/** Has the package. */
	registry: Registry;
	packed: PackedPackage;
	sandbox: Sandbox;
	campaign: OrganizationControl;
	/** For a journey in it. */
	session: Session;
	/** Ends everything and deletes all of it. */
	stop(): Promise<void>;
}

/** dist has to be built. */
export async function startOwnN8n(): Promise<OwnN8n> {
	const cleanUp = new CleanUp();
	try {
		const installation = await installN8n(undefined, silent);
		const registry = await startRegistry(installation, cleanUp, silent);
		const packed = await pack(root, cleanUp);
		await registry.publish(packed.tarball);
		const sandbox = await startSandbox();
		cleanUp.add(() => sandbox.close());
		const n8n = await startN8n({
			installation,
			userFolder: newUserFolder(cleanUp),
			// n8n 3 will have it off: then it installs only what n8n has verified.
			env: { ...registry.env, N8N_UNVERIFIED_PACKAGES_ENABLED: 'true' },
			log: (line) => keepLine('own-n8n.log', line),
		});
		cleanUp.add(() => n8n.stop());
		const ofRun = readSession();
		const signedIn = await signedInAt(n8n, ofRun.browser);
		return {
			n8n,
			registry,
			packed,
			sandbox,
			campaign: sandbox.organization('sandbox'),
			session: { ...ofRun, url: n8n.url, sandboxUrl: sandbox.url, signedIn },
			stop: () => cleanUp.run(),
		};
	} catch (error) {
		await cleanUp.run();
		throw error;
	}
}
