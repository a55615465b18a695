/**
 * `npm run check`: what is looked at without running the code. Lint, types and n8n's scanner run side by side; the output
 * of each is printed when it ends. Exit code 1 if one of them fails.
 */
import { execa } from 'execa';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));

async function check(name) {
	const { failed, all } = await execa('npm', ['run', '--silent', name], {
		cwd,
		all: true,
		reject: false,
	});
	console.log(`${failed ? '✖' : '✔'} ${name}\n${all}`.trimEnd());
	return failed;
}

const failed = await Promise.all(['lint', 'typecheck', 'scan'].map(check));
process.exitCode = failed.includes(true) ? 1 : 0;
