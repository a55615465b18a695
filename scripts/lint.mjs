/**
 * Lints everything: n8n's own linter (strict mode included), of which a warning fails as well, and the formatting. Prints
 * what it found; exit code 1 if anything.
 */
import { execa } from 'execa';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));

const env = {
	// Lets test/, sandbox/, tools/ and scripts/ have an eslint.config.mjs of their own (ESLint 10 always does).
	// By the environment, because `n8n-node lint` passes no options on to ESLint.
	ESLINT_FLAGS: 'unstable_config_lookup_from_file',
	...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
};

const run = (command, ...args) =>
	execa(command, args, { cwd: root, env, preferLocal: true, all: true, reject: false });

/** `n8n-node lint` succeeds with warnings. ESLint counts them in its last line: "2 problems (0 errors, 2 warnings)". */
const hasWarnings = ({ all }) => /, [1-9]\d* warnings?\)/.test(stripVTControlCharacters(all));

/** Prints one line for a check, and under it what the tool said when it failed. */
function report(name, { all }, failed) {
	console.log(`${failed ? '✖' : '✔'} ${name}`);
	// `n8n-node lint` colours its output also where colours are not shown.
	if (failed) console.log(process.stdout.isTTY ? all : stripVTControlCharacters(all));
	return failed;
}

const [n8n, formatting] = await Promise.all([
	run('n8n-node', 'lint'),
	run('prettier', '--check', '.'),
]);

const failed = [
	report('n8n-node lint, without a warning', n8n, n8n.failed || hasWarnings(n8n)),
	report('formatting (npm run format repairs it)', formatting, formatting.failed),
];
process.exitCode = failed.includes(true) ? 1 : 0;
