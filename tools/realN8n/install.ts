import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cacheFolder } from './cache';
import { withLock } from './lock';
import { findNode, installNode, type PrivateNode } from './privateNode';
import { onConsole, type Report } from './progress';
import { runNpm } from './run';
import { prepareSqlite } from './sqlite';
import { DEFAULT_N8N, type Recipe, recipeFor } from './versions';

/** An n8n on this machine, ready to be started. */
export interface N8nInstallation {
	version: string;
	/** The Node that it runs on. */
	node: string;
	/** Its command line program, a script for that Node. */
	program: string;
	/** What this version needs in its environment: PATH with its Node first, and its own switches. */
	env: NodeJS.ProcessEnv;
}

/**
 * Installs a real n8n with a Node of its own into the cache folder, or finds it there. The first time
 * takes 5 to 10 minutes and 2.5 GB. An interrupted installation continues with
 * the step that did not end; a second process waits for the first.
 *
 * @throws with npm's or the compiler's last lines and what to do
 */
export async function installN8n(
	version = DEFAULT_N8N,
	report: Report = onConsole,
): Promise<N8nInstallation> {
	const recipe = recipeFor(version);
	const folder = join(cacheFolder(), `n8n-${version}`);
	if (!isComplete(folder, recipe)) {
		const onWait = () => report.say(`Waiting for another process that installs n8n ${version}.`);
		await withLock(`${folder}.lock`, () => install(folder, recipe, report), onWait);
	}
	const own = findNode(nodeFolder(folder));
	return {
		version,
		node: own.node,
		program: programIn(folder),
		env: { ...own.env, ...recipe.env },
	};
}

async function install(folder: string, recipe: Recipe, report: Report): Promise<void> {
	// Another process may have done it while this one waited.
	if (isComplete(folder, recipe)) return;
	rmSync(completeStamp(folder), { force: true });
	report.say(`n8n ${recipe.n8n} is not here yet. It goes to ${folder}`);

	const own = await step(report, `Installing Node ${recipe.node} for it`, () =>
		installNode(nodeFolder(folder), recipe.node),
	);
	if (!isStamped(packagesStamp(folder), recipe)) {
		await step(report, `Installing n8n ${recipe.n8n} (2 GB, about 5 minutes)`, () =>
			installPackages(folder, recipe, own),
		);
	}
	await step(report, 'Preparing its database (up to 3 minutes if it must be compiled)', () =>
		prepareSqlite(folder, own),
	);
	writeFileSync(completeStamp(folder), whatIsInstalled(recipe));
}

async function step<T>(report: Report, doing: string, work: () => Promise<T>): Promise<T> {
	const end = report.begin(doing);
	try {
		const result = await work();
		end(`${doing}: done`);
		return result;
	} catch (error) {
		end();
		throw error;
	}
}

/** Without scripts: one of n8n's parts would download a compression library from a web server. */
async function installPackages(folder: string, recipe: Recipe, own: PrivateNode): Promise<void> {
	mkdirSync(folder, { recursive: true });
	// npm takes an incomplete package of an interrupted installation for a complete one.
	rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
	const manifest = {
		name: 'n8n-to-play-with',
		private: true,
		dependencies: { n8n: recipe.n8n },
		overrides: recipe.overrides,
	};
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
	const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const { ok, lastLines } = await runNpm(
		['install', ...flags, ...recipe.npmFlags],
		{ cwd: folder, env: own.env },
		own.node,
	);
	if (!ok) {
		throw new Error(
			`${lastLines}\n\nn8n ${recipe.n8n} could not be installed. Check the network and the free ` +
				'disk space (3 GB) and run the command again.',
		);
	}
	writeFileSync(packagesStamp(folder), whatIsInstalled(recipe));
}

function isComplete(folder: string, recipe: Recipe): boolean {
	if (!isStamped(completeStamp(folder), recipe) || !existsSync(programIn(folder))) return false;
	try {
		return existsSync(findNode(nodeFolder(folder)).node);
	} catch {
		return false;
	}
}

/** A stamp is written last and holds the recipe, so that a changed recipe is installed again. */
function isStamped(stamp: string, recipe: Recipe): boolean {
	return existsSync(stamp) && readFileSync(stamp, 'utf8') === whatIsInstalled(recipe);
}

function whatIsInstalled({ n8n, node, overrides, npmFlags }: Recipe): string {
	return JSON.stringify({ n8n, node, overrides, npmFlags });
}

const completeStamp = (folder: string) => join(folder, 'complete.json');
/** In node_modules, so that it is deleted with it. */
const packagesStamp = (folder: string) => join(folder, 'node_modules', '.installed.json');
const nodeFolder = (folder: string) => join(folder, 'own-node');
const programIn = (folder: string) => join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
