import { type ChildProcess, spawn, spawnSync, type SpawnOptions } from 'node:child_process';

const onWindows = process.platform === 'win32';
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => kill(child, 'SIGKILL')));

/**
 * Starts a program as the head of a process group of its own, so that all that it starts can be ended
 * with it. Whatever is still running when this process exits is killed then.
 */
export function startGroup(command: string, args: string[], options: SpawnOptions): ChildProcess {
	const child = spawn(command, args, { ...options, detached: !onWindows });
	running.add(child);
	child.once('close', () => running.delete(child));
	child.once('error', () => running.delete(child));
	return child;
}

/**
 * Ends the program and everything it started: by SIGTERM, and by SIGKILL after `patience`.
 *
 * @param patience milliseconds
 */
export async function endGroup(child: ChildProcess, patience = 4000): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		const closed = new Promise((resolve) => child.once('exit', resolve));
		kill(child, 'SIGTERM');
		const impatient = setTimeout(() => kill(child, 'SIGKILL'), patience);
		await closed;
		clearTimeout(impatient);
	}
	// The program has ended; processes that it started may not have.
	kill(child, 'SIGKILL');
}

/** Ends the program and everything it started at once, by SIGKILL. */
export async function killGroup(child: ChildProcess): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		const closed = new Promise((resolve) => child.once('exit', resolve));
		kill(child, 'SIGKILL');
		await closed;
	}
	kill(child, 'SIGKILL');
}

function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	if (onWindows) {
		spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
		return;
	}
	try {
		process.kill(-pid, signal);
	} catch {
		// It has ended already.
	}
}
