/**
 * Runs the scanner that n8n verifies community packages with, offline: on the source and on what
 * `npm pack` would publish (dist must be built). Warnings fail as well as errors.
 * Not checked here, because it exists only after publishing: npm's provenance statement.
 */
import { ESLint } from 'eslint';
import { execa } from 'execa';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (!existsSync(join(root, 'dist'))) {
	console.error('There is no dist to scan. Run: npm run build');
	process.exit(1);
}

const temp = mkdtempSync(join(tmpdir(), 'scan-'));
process.on('exit', () => rmSync(temp, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

// The scanner makes a temporary folder when it is imported and leaves it behind: make it ours.
process.env.TMPDIR = process.env.TEMP = process.env.TMP = temp;
const { analyzePackage, buildScanConfig, SOURCE_FILE_PATTERNS } = await import(
	'@n8n/scan-community-package/scanner/scanner.mjs'
);

/** Packs the package as `npm publish` would, and returns the folder it was unpacked into. */
async function unpackedTarball() {
	const { stdout } = await execa('npm', ['pack', '--json', '--pack-destination', temp], {
		cwd: root,
	});
	const folder = join(temp, 'tarball');
	mkdirSync(folder);
	const [{ filename }] = JSON.parse(stdout);
	await execa('tar', ['-xzf', filename, '-C', folder, '--strip-components=1'], { cwd: temp });
	return folder;
}

/** Scans one folder, prints the outcome, and returns whether it is clean. */
async function scan(name, folder, patterns) {
	const verdict = await analyzePackage(folder, patterns);
	// The scanner's verdict leaves warnings out, so its rules run once more to count them.
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
		globInputPaths: true,
	});
	const results = await eslint.lintFiles(patterns);
	const findings = results.reduce((sum, file) => sum + file.errorCount + file.warningCount, 0);
	const clean = verdict.passed && findings === 0;
	console.log(`${clean ? '✔' : '✖'} ${name}: ${results.length} files, ${findings} findings`);
	if (!clean) {
		const formatter = await eslint.loadFormatter('stylish');
		console.log((await formatter.format(results)) || verdict.message);
	}
	return clean;
}

// The patterns are those of the scanner's own two passes (its analyzePackageByName).
const source = await scan('n8n scanner, source', root, SOURCE_FILE_PATTERNS);
const tarball = await scan('n8n scanner, packed tarball', await unpackedTarball(), [
	'**/*.js',
	'package.json',
]);
process.exitCode = source && tarball ? 0 : 1;
