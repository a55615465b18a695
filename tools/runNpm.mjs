import { spawn } from 'node:child_process';

const onWindows = process.platform === 'win32';

/**
 * Runs npm and shows that it is at work. What npm prints is kept back. Plain JavaScript, because `npm run setup` uses it before
 * anything is installed; tools/realN8n/run.ts is for the time after that.
 *
 * @returns `{ failed, seconds, output }`; output is npm's beginning and end, to be shown on failure
 */
export async function runNpm(folder, doing, npmArguments) {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const stopProgress = showProgress(doing, seconds);
	const { code, output } = await startNpm(folder, npmArguments);
	stopProgress();
	return { failed: code !== 0, seconds: seconds(), output: startAndEnd(output) };
}

/** On a terminal a line that counts the seconds; elsewhere a line now and one every ten seconds. */
function showProgress(doing, seconds) {
	const { isTTY } = process.stdout;
	if (!isTTY) console.log(`${doing} ...`);
	const tick = () =>
		isTTY
			? process.stdout.write(`\r${doing} ... ${seconds()} s `)
			: console.log(`  ... ${seconds()} s`);
	const timer = setInterval(tick, isTTY ? 1000 : 10_000);
	if (isTTY) tick();
	return () => {
		clearInterval(timer);
		if (isTTY) process.stdout.write('\r\u001b[2K');
	};
}

function startNpm(folder, npmArguments) {
	// The npm that started this script, if any; on Windows plain "npm" needs a shell.
	const script = process.env.npm_execpath ?? '';
	const byScript = script.endsWith('npm-cli.js');
	const child = spawn(
		byScript ? process.execPath : 'npm',
		byScript ? [script, ...npmArguments] : npmArguments,
		{
			cwd: folder,
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: onWindows && !byScript,
			// A process group of its own, so that all of npm's children can be ended together.
			detached: !onWindows,
		},
	);
	let output = '';
	const keep = (chunk) => (output += chunk);
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const stopListening = endWithUs(child);
	return new Promise((resolve) => {
		const finish = (code, text) => {
			stopListening();
			resolve({ code, output: text });
		};
		child.on('error', (error) => finish(1, `npm could not be started: ${error.message}`));
		child.on('close', (code) => finish(code ?? 1, output));
	});
}

/** Ctrl-C, or a stop by the system, ends npm and everything it started before it ends this script. */
function endWithUs(child) {
	const kill = (signal) => {
		try {
			process.kill(onWindows ? child.pid : -child.pid, signal);
		} catch {
			// It has ended already.
		}
	};
	const stop = (signal) => {
		kill(signal);
		const impatient = setTimeout(() => kill('SIGKILL'), 5000);
		child.on('close', () => {
			clearTimeout(impatient);
			console.error('\nStopped. Run the command again to go on.');
			process.exit(130);
		});
	};
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	for (const signal of signals) process.once(signal, stop);
	return () => {
		for (const signal of signals) process.removeListener(signal, stop);
	};
}

/** npm says what is wrong at the beginning, a build at the end. */
function startAndEnd(output) {
	const lines = output.trim().split('\n');
	if (lines.length <= 30) return lines.join('\n');
	return [...lines.slice(0, 12), '...', ...lines.slice(-17)].join('\n');
}
