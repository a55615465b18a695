import type { ChildProcess } from 'node:child_process';

import { environmentOf, type Settings } from './environment';
import type { N8nInstallation } from './install';
import { endGroup, killGroup, startGroup } from './processGroup';

/** A process of n8n, with the task runners that it started. */
export interface N8nProcess {
	/** What it printed last, for the message of a test that failed. */
	lastLines(): string;
	hasEnded(): boolean;
	/** Resolves when it ends for any reason. */
	ended: Promise<void>;
	/** Ends it and its task runners as a service manager does, within seconds. The user folder stays. */
	stop(): Promise<void>;
	/** Ends it and its task runners at once, as a crash does: by SIGKILL. */
	kill(): Promise<void>;
}

export interface ProcessOptions extends Settings {
	/** Additional environment variables. */
	env?: NodeJS.ProcessEnv;
	/** Gets every line that it prints. */
	log?: (line: string) => void;
}

/**
 * Starts n8n's command line program and does not wait for anything.
 *
 * @param args such as "start"
 */
export function startProcess(
	installation: N8nInstallation,
	args: string[],
	{ env, log, ...settings }: ProcessOptions,
): N8nProcess {
	const child = startGroup(installation.node, [installation.program, ...args], {
		cwd: settings.userFolder,
		env: { ...environmentOf(settings), ...installation.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	return {
		lastLines: keepLines(child, log),
		hasEnded: () => child.exitCode !== null || child.signalCode !== null,
		ended: new Promise<void>((resolve) => child.once('close', () => resolve())),
		stop: () => endGroup(child),
		kill: () => killGroup(child),
	};
}

function keepLines(child: ChildProcess, log?: (line: string) => void): () => string {
	const lines: string[] = [];
	const keep = (chunk: Buffer) => {
		for (const line of chunk.toString().split('\n').filter(Boolean)) {
			log?.(line);
			lines.push(line);
			if (lines.length > 30) lines.shift();
		}
	};
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);
	return () => lines.join('\n');
}
