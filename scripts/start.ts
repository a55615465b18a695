/**
 * `npm start`: a real n8n to play with, with this package installed as n8n installs community packages,
 * and with the sandbox in Adobe's place. Each start begins from nothing, so that what it shows does not
 * depend on an earlier one; only the download of n8n is kept.
 *
 *   npm start                        the newest n8n that was tried
 *   npm start -- --n8n 1.123.81      another one
 */
import { parseArgs } from 'node:util';

import { type Playground, startPlayground } from '../tools/realN8n/playground';
import { PORTS, requireFreePorts } from '../tools/realN8n/fixedPorts';
import { stopRequest, unlessStopped } from '../tools/realN8n/signals';
import { DEFAULT_N8N, recipeFor } from '../tools/realN8n/versions';

async function main(): Promise<void> {
	const version = wantedVersion();
	await requireFreePorts();
	const stop = stopRequest();
	const playground = await unlessStopped(stop, startPlayground({ version, ports: PORTS }));
	showHowToUse(playground);
	const asked = await Promise.race([stop.then(() => true), playground.n8n.ended.then(() => false)]);
	if (!asked) {
		console.error(`\n${playground.n8n.lastLines()}\n\nn8n ended by itself.`);
		process.exitCode = 1;
	}
	await playground.stop();
	// The signal handlers, which wait for more, would keep this process alive.
	process.exit();
}

function wantedVersion(): string {
	const { values } = parseArgs({ options: { n8n: { type: 'string', default: DEFAULT_N8N } } });
	return recipeFor(values.n8n).n8n;
}

function showHowToUse({ n8n, sandbox, package: { name, version }, workflows }: Playground): void {
	console.log(`
n8n ${n8n.version} with ${name} ${version} is running:

  Open       ${n8n.url}
  E-mail     ${n8n.owner.email}
  Password   ${n8n.owner.password}

First: open the workflow "${workflows[0].name}" and click "Execute workflow".
Then: open a new workflow, type "adobe" in the node panel, and choose an action: its credential is set.

In Adobe's place: ${sandbox.url} (invented people, no account needed)

Ctrl-C stops everything and deletes what you made here. Download a workflow that you want to keep.`);
}

main().catch((error: unknown) => {
	console.error(`\n${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
});
