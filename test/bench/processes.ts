import type { Message } from 'execa';
import { join } from 'node:path';

import { root } from '../../tools/realN8n/root';

interface Started {
	/** What it says next. @throws when it ends without a word */
	hear<T>(): Promise<T>;
	say(message: string): Promise<void>;
	end(): void;
}

/** No measurement takes as long, in milliseconds, nor all polls together. */
const STUCK = 30 * 60_000;

/**
 * Starts a file of this folder in a process of its own, with its input. It ends with this one at the latest.
 *
 * @param env more variables of its environment
 */
export async function startProcess(
	file: string,
	input: object,
	env: Record<string, string> = {},
): Promise<Started> {
	const { execaNode } = await import('execa');
	const child = execaNode(join(__dirname, file), {
		cwd: root,
		env,
		nodeOptions: ['--import', 'tsx', '--expose-gc'],
		ipc: true,
		ipcInput: input as Message,
		stderr: 'inherit',
		reject: false,
		timeout: STUCK,
	});
	return {
		hear: async <T>() => (await child.getOneMessage()) as T,
		say: (message) => child.sendMessage(message),
		end: () => void child.kill(),
	};
}

/** What such a file does: takes its input, works, ends. In good order, so that temporary folders are removed. */
export async function asProcess<Input>(work: (input: Input) => Promise<void>): Promise<void> {
	const { getOneMessage } = await import('execa');
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => process.exit(130));
	}
	process.once('disconnect', () => process.exit(130));
	try {
		await work((await getOneMessage()) as Input);
		process.exit();
	} catch (error) {
		console.error(error);
		process.exit(1);
	}
}
