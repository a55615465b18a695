import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import type { CleanUp } from './cleanUp';
import { endGroup, startGroup } from './processGroup';
import { root } from './root';

/**
 * Runs the sandbox as a program of its own that starts again when one of its sources changes. Its
 * profiles are as new then.
 *
 * @returns its URL, when it answers
 */
export async function startLiveSandbox(port: number, cleanUp: CleanUp): Promise<string> {
	const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
	const args = [tsx, 'watch', '--clear-screen=false', join('sandbox', 'cli.ts')];
	const child = startGroup(process.execPath, args, {
		cwd: root,
		env: { ...process.env, PORT: String(port) },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	cleanUp.add(() => endGroup(child));
	const url = `http://127.0.0.1:${port}`;
	for (let attempt = 0; attempt < 100; attempt++) {
		const answered = await fetch(url).then(
			({ ok }) => ok,
			() => false,
		);
		if (answered) return url;
		await wait(200);
	}
	throw new Error('The sandbox gave no answer for 20 s.');
}
