/**
 * `npm run dev`: n8n and the sandbox on the working tree. After a change under nodes/ or credentials/
 * n8n has the new version within seconds, and so has an open editor; after a change under sandbox/ the
 * sandbox starts again. Everything else is as with `npm start`.
 */
import { CleanUp } from '../tools/realN8n/cleanUp';
import { PORTS, requireFreePorts } from '../tools/realN8n/fixedPorts';
import { installN8n } from '../tools/realN8n/install';
import { startLiveBuild } from '../tools/realN8n/liveBuild';
import { startLiveSandbox } from '../tools/realN8n/liveSandbox';
import { nameInstalled, readManifest } from '../tools/realN8n/package';
import { onConsole } from '../tools/realN8n/progress';
import { root } from '../tools/realN8n/root';
import { type RunningN8n, startN8n } from '../tools/realN8n/server';
import { stopRequest, unlessStopped } from '../tools/realN8n/signals';
import { newUserFolder } from '../tools/realN8n/userFolder';
import { fillWorkspace } from '../tools/realN8n/workspace';

async function main(): Promise<void> {
	await requireFreePorts();
	const stop = stopRequest();
	const cleanUp = new CleanUp();
	const n8n = await unlessStopped(stop, start(cleanUp));
	console.log(`
n8n ${n8n.version} runs on the working tree: ${n8n.url} (${n8n.owner.email}, ${n8n.owner.password})

Change something under nodes/ or credentials/: the editor shows it within seconds.
Ctrl-C stops everything and deletes what you made in n8n.
`);
	await Promise.race([stop, n8n.ended]);
	await cleanUp.run();
	// The signal handlers, which wait for more, would keep this process alive.
	process.exit();
}

async function start(cleanUp: CleanUp): Promise<RunningN8n> {
	const installation = await installN8n();
	const userFolder = newUserFolder(cleanUp);
	await startLiveBuild(nameInstalled(readManifest(root), userFolder), cleanUp, (line) =>
		console.log(line),
	);
	const sandboxUrl = await startLiveSandbox(PORTS.sandbox, cleanUp);

	const end = onConsole.begin(`Starting n8n ${installation.version}`);
	const n8n = await startN8n({
		installation,
		userFolder,
		port: PORTS.n8n,
		brokerPort: PORTS.broker,
		env: { N8N_DEV_RELOAD: 'true' },
		log: printReloads,
	}).finally(end);
	cleanUp.add(() => n8n.stop());
	await fillWorkspace(n8n.rest, sandboxUrl);
	return n8n;
}

/** Prints n8n's lines about hot reloads only. */
function printReloads(line: string): void {
	const reload = /Hot reload .*$/.exec(line);
	if (reload) console.log(`n8n: ${reload[0]}`);
}

main().catch((error: unknown) => {
	console.error(`\n${error instanceof Error ? error.message : String(error)}`);
	process.exit(1);
});
