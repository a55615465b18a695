/**
 * Makes the repository ready: installs what package-lock.json names and builds dist, each only when
 * needed. Runs on a bare clone, so it uses nothing but Node. `npm run demo`, `npm run sandbox` and
 * `npm test` begin with it.
 *
 *   node scripts/setup.mjs              install and build
 *   node scripts/setup.mjs --no-build   install only
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { runNpm } from '../tools/runNpm.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => join(root, ...parts);

/** What was installed, and what dist was made from. Not in dist: that is published as it is. */
const installStamp = inRoot('node_modules', '.cache', 'setup', 'package-lock.sha256');
const buildStamp = inRoot('node_modules', '.cache', 'setup', 'build.json');

checkNodeVersion('20.19.0');
await runStep({
	isDone: isInstalled,
	doing: 'Installing packages (about 1 GB, 2 to 3 minutes the first time)',
	done: 'Installed packages',
	// `include=dev` because npm leaves out what the build needs when NODE_ENV is "production".
	// `loglevel=error` hides warnings about engines: on Node 20 some of n8n's packages ask for a later
	// Node than they need here.
	npmArguments: ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
	advice:
		'Check the network and free disk space (1.5 GB), then run the command again. ' +
		'If npm says that package.json and package-lock.json differ, run "npm install".',
	afterwards: writeInstallStamp,
});
if (!process.argv.includes('--no-build')) {
	const sources = sourcesHash();
	await runStep({
		isDone: () => isBuilt(sources),
		doing: 'Building dist',
		done: 'Built dist',
		npmArguments: ['run', 'build'],
		advice: 'Repair what is named above and run the command again. "npm run build" shows it all.',
		afterwards: () => writeBuildStamp(sources),
	});
}

function checkNodeVersion(wanted) {
	const numbers = (version) => version.split('.').map(Number);
	const [major, minor] = numbers(process.versions.node);
	const [wantedMajor, wantedMinor] = numbers(wanted);
	if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
	console.error(
		`This needs Node.js ${wanted} or later; this is ${process.versions.node}.\n` +
			'Get the current version from https://nodejs.org and run the command again.',
	);
	process.exit(1);
}

/** The lock file is that of the last installation, or its packages were installed with npm itself. */
function isInstalled() {
	const lock = readFileSync(inRoot('package-lock.json'), 'utf8');
	if (existsSync(installStamp) && readFileSync(installStamp, 'utf8') === digest(lock)) return true;
	if (!hasPackages(JSON.parse(lock).packages)) return false;
	writeInstallStamp();
	return true;
}

function writeInstallStamp() {
	write(installStamp, digest(readFileSync(inRoot('package-lock.json'), 'utf8')));
}

/**
 * Looks at the packages themselves: npm's own record, node_modules/.package-lock.json, is rewritten by
 * `npm install --package-lock-only`, which installs nothing (npm 11.19). It is missing while an
 * installation is under way. Optional packages may be missing: they are for other systems.
 */
function hasPackages(packages) {
	if (!existsSync(inRoot('node_modules', '.package-lock.json'))) return false;
	return Object.entries(packages).every(([path, { version, optional, link }]) => {
		if (path === '' || link) return true;
		const file = inRoot(path, 'package.json');
		if (!existsSync(file)) return optional === true;
		return JSON.parse(readFileSync(file, 'utf8')).version === version;
	});
}

/** dist is the one that the last build made, and that build saw the sources of today. */
function isBuilt(sources) {
	if (!existsSync(buildStamp)) return false;
	const stamp = JSON.parse(readFileSync(buildStamp, 'utf8'));
	return stamp.sources === sources && stamp.dist === distHash();
}

function writeBuildStamp(sources) {
	write(buildStamp, JSON.stringify({ sources, dist: distHash() }));
}

function sourcesHash() {
	const single = ['gulpfile.js', 'tsconfig.json', 'package.json'].map((file) => inRoot(file));
	const files = [...filesIn('nodes'), ...filesIn('credentials'), ...single];
	return hash(files, (file) => readFileSync(file));
}

/** By size and time, so that a dist made by hand in between counts as another one. */
function distHash() {
	return hash(filesIn('dist'), (file) => {
		const { size, mtimeMs } = statSync(file);
		return `${size} ${mtimeMs}`;
	});
}

function hash(files, read) {
	return digest(files.map((file) => `${file}\n${read(file)}\n`).join(''));
}

function digest(text) {
	return createHash('sha256').update(text).digest('hex');
}

function write(file, text) {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}

function filesIn(folder) {
	if (!existsSync(inRoot(folder))) return [];
	return readdirSync(inRoot(folder), { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath ?? entry.path, entry.name))
		.sort();
}

/** Does a step unless it is done; prints one line when it starts and how long it took at the end. */
async function runStep({ isDone, doing, done, npmArguments, advice, afterwards }) {
	if (isDone()) return;
	const { failed, seconds, output } = await runNpm(root, doing, npmArguments);
	if (failed) {
		console.error(`${output}\n\n${doing}: failed after ${seconds} s. ${advice}`);
		process.exit(1);
	}
	afterwards();
	console.log(`${done} in ${seconds} s.`);
}
