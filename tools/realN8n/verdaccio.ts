import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cacheFolder } from './cache';
import { withLock } from './lock';
import { onConsole, type Report } from './progress';
import { runNpm } from './run';

/** Verdaccio 6 asks for Node 22: it runs on n8n's own. 65 MB, so it is no dependency that every `npm ci` installs. */
const VERSION = '6.10.4';

const MANIFEST = JSON.stringify({
	name: 'verdaccio-to-publish-to',
	private: true,
	dependencies: { verdaccio: VERSION },
	// One of its parts names a tag of node-fetch, which some registries do not have.
	overrides: { 'node-fetch': '2.7.0' },
});

/**
 * Installs Verdaccio, a registry of npm packages, into the cache folder, or finds it there. The first time takes half a minute.
 *
 * @returns its program, a script for Node 22 or later
 * @throws with npm's last lines
 */
export async function installVerdaccio(report: Report = onConsole): Promise<string> {
	const folder = join(cacheFolder(), `verdaccio-${VERSION}`);
	if (!isComplete(folder)) {
		const onWait = () => report.say('Waiting for another process that installs Verdaccio.');
		await withLock(`${folder}.lock`, () => install(folder, report), onWait);
	}
	return join(folder, 'node_modules', 'verdaccio', 'bin', 'verdaccio');
}

async function install(folder: string, report: Report): Promise<void> {
	// Another process may have done it while this one waited.
	if (isComplete(folder)) return;
	const end = report.begin(`Installing Verdaccio ${VERSION} (65 MB)`);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), MANIFEST);
	const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const { ok, lastLines } = await runNpm(['install', ...flags], { cwd: folder });
	end();
	if (!ok) throw new Error(`${lastLines}\n\nVerdaccio ${VERSION} could not be installed.`);
	writeFileSync(stamp(folder), MANIFEST);
}

/** The stamp is written last and says what was installed. */
const stamp = (folder: string) => join(folder, 'complete.json');

const isComplete = (folder: string) =>
	existsSync(stamp(folder)) && readFileSync(stamp(folder), 'utf8') === MANIFEST;
