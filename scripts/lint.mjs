/**
 * Lints everything: n8n's own linter (strict mode included), the same ESLint run again so that a
 * warning fails as well, forgotten awaits, and the formatting. Prints what it found; exit code 1 if
 * anything.
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

/** Prints one line for a check, and under it what the tool said when it failed. */
function report(name, { failed, all }) {
	console.log(`${failed ? '✖' : '✔'} ${name}`);
	// `n8n-node lint` colours its output even when it is not a terminal.
	if (failed) console.log(process.stdout.isTTY ? all : stripVTControlCharacters(all));
	return failed;
}

const folders = ['nodes', 'credentials', 'sandbox', 'scripts', 'test', 'tools'];
const [n8n, warnings, promises, formatting] = await Promise.all([
	run('n8n-node', 'lint'),
	run('eslint', '.', '--max-warnings', '0', '--ignore-pattern', 'coverage'),
	run('eslint', ...folders, '--config', 'scripts/eslint.promises.mjs', '--max-warnings', '0'),
	run('prettier', '--check', '.'),
]);

const failed = [
	// The second would only repeat what the first one printed.
	report('n8n-node lint', n8n) || report('no warnings either', warnings),
	report('no forgotten await', promises),
	report('formatting (npm run format repairs it)', formatting),
];
process.exitCode = failed.includes(true) ? 1 : 0;
