/**
 * `npm run scan`: the scanner that n8n verifies community packages with, offline: on the source and on what `npm pack` would
 * publish (dist must be built). Warnings fail as well as errors.
 * Not checked here, because it exists only after publishing: npm's provenance statement.
 */
import { ESLint } from 'eslint';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CleanUp } from '../tools/realN8n/cleanUp';
import { pack } from '../tools/realN8n/package';
import { root } from '../tools/realN8n/root';

/** The parts of n8n's scanner that are used here: it has no types. */
interface Scanner {
	analyzePackage(
		folder: string,
		patterns: string[],
	): Promise<{ passed: boolean; message?: string }>;
	buildScanConfig(): Promise<ESLint.Options['overrideConfig']>;
	SOURCE_FILE_PATTERNS: string[];
}

/** Scans one folder, prints the outcome, and returns whether it is clean. */
async function scan(
	{ analyzePackage, buildScanConfig }: Scanner,
	name: string,
	folder: string,
	patterns: string[],
): Promise<boolean> {
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

async function main(): Promise<void> {
	if (!existsSync(join(root, 'dist')))
		throw new Error('There is no dist to scan. Run: npm run build');
	const temp = mkdtempSync(join(tmpdir(), 'scan-'));
	process.on('exit', () => rmSync(temp, { recursive: true, force: true }));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
	// The scanner makes a temporary folder when it is imported and leaves it behind: make it ours.
	process.env.TMPDIR = process.env.TEMP = process.env.TMP = temp;
	const scanner = (await import(
		'@n8n/scan-community-package/scanner/scanner.mjs' as string
	)) as Scanner;

	// The patterns are those of the scanner's own two passes (its analyzePackageByName).
	const source = await scan(scanner, 'n8n scanner, source', root, scanner.SOURCE_FILE_PATTERNS);
	const { folder } = await pack(root, new CleanUp());
	const files = ['**/*.js', 'package.json'];
	const tarball = await scan(scanner, 'n8n scanner, packed tarball', folder, files);
	process.exitCode = source && tarball ? 0 : 1;
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
