import type { SpawnOptions } from 'node:child_process';

import type { CleanUp } from './cleanUp';
import { endGroup, startGroup } from './processGroup';

/** Milliseconds. */
const START_TIMEOUT = 30_000;

/**
 * Starts a server program that runs until the clean-up.
 *
 * @param ready a part of the line that it prints when it can be used
 * @throws with what it printed when it ends or is not ready in half a minute
 */
export async function startService(
	command: string,
	args: string[],
	options: SpawnOptions,
	ready: string,
	cleanUp: CleanUp,
): Promise<void> {
	const child = startGroup(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
	cleanUp.add(() => endGroup(child));
	let printed = '';
	await new Promise<void>((resolve, reject) => {
		const fail = (what: string) => reject(new Error(`${printed}\n\n${command} ${what}.`));
		const timer = setTimeout(() => fail('was not ready in time'), START_TIMEOUT);
		const look = (chunk: Buffer) => {
			printed += chunk.toString();
			if (printed.includes(ready)) resolve();
		};
		child.stdout?.on('data', look);
		child.stderr?.on('data', look);
		child.once('error', ({ message }) => fail(message));
		child.once('close', () => fail('ended'));
		child.once('close', () => clearTimeout(timer));
	});
}
