import { createInterface } from 'node:readline';

import type { Screen } from './consent';

/** Somebody pressed Ctrl-C at a question. */
export class LeftByUser extends Error {}

/**
 * The terminal. A question is answered at the keyboard, or by a line on the standard input; where that is closed, it has no answer.
 * @param isAllowed every question is answered with yes
 * @param interruption ends a question without an answer
 */
export function screenFor(isAllowed: boolean, interruption: AbortSignal): Screen {
	return {
		say: (line) => console.log(line),
		warn: (line) => console.error(line),
		async confirm(message) {
			if (isAllowed) {
				console.log(`${message} Yes (--yes)`);
				return true;
			}
			if (process.stdin.isTTY) {
				// Imported here because it is needed at a terminal alone.
				const { confirm } = await import('@inquirer/prompts');
				return await asked(confirm({ message, default: false }, { signal: interruption }));
			}
			console.log(`${message} (y/N)`);
			const line = await firstLine(interruption);
			return line === undefined ? undefined : /^y(es)?$/i.test(line.trim());
		},
	};
}

/** A text that is typed in; a secret is not shown. Undefined where there is no keyboard. */
export async function typedIn(message: string, isSecret = false): Promise<string | undefined> {
	if (!process.stdin.isTTY) return undefined;
	const { input, password } = await import('@inquirer/prompts');
	return await asked(isSecret ? password({ message }) : input({ message, required: true }));
}

async function asked<Value>(answer: Promise<Value>): Promise<Value> {
	try {
		return await answer;
	} catch (error) {
		const { name } = error as Error;
		if (['ExitPromptError', 'AbortPromptError'].includes(name)) throw new LeftByUser();
		throw error;
	}
}

/** Undefined when the input ends without one. */
function firstLine(signal: AbortSignal): Promise<string | undefined> {
	return new Promise((resolve) => {
		const lines = createInterface({ input: process.stdin, signal });
		lines.once('line', (line) => {
			resolve(line);
			lines.close();
			process.stdin.pause();
		});
		lines.once('close', () => resolve(undefined));
	});
}
