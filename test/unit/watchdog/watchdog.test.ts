import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What Jest gives the environment of a test: only what it asks for. */
const CONFIG = { globals: {}, fakeTimers: {}, testEnvironmentOptions: { longestBlockMs: 400 } };

/** Runs something in a process that has had the environments of two test files. */
const run = (body: string) =>
	spawnSync(
		process.execPath,
		[
			// --eval makes all modules of Node globals, and the environment looks at each global: some warn of their own use.
			'--no-warnings',
			'--eval',
			`const Environment = require(${JSON.stringify(join(__dirname, '../../environment'))});
			const config = { projectConfig: ${JSON.stringify(CONFIG)} };
			for (const testPath of ['fast.test.ts', 'slow.test.ts']) new Environment(config, { testPath });
			${body}`,
		],
		{ encoding: 'utf8', timeout: 50_000 },
	);

it.each([
	['in one go', 'setTimeout(() => { for (;;); }, 300);'],
	['in promises', 'setTimeout(async () => { for (;;) await undefined; }, 300);'],
])('a process that spins %s is ended, and the test is named', (_, body) => {
	const { signal, stderr } = run(body);

	expect(signal).toBe('SIGKILL');
	expect(stderr).toContain('slow.test.ts has kept its process busy for 0.4 s without a pause');
});

it.each([
	['waits', 'setTimeout(() => {}, 1500);'],
	[
		'computes for long, with pauses,',
		`const ended = Date.now() + 1500;
		(function compute() {
			const until = Date.now() + 50;
			while (Date.now() < until);
			if (until < ended) setTimeout(compute);
		})();`,
	],
	[
		'gets no turn of the processor',
		'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);',
	],
])('a process that %s may take its time, and ends by itself', (_, body) => {
	const { signal, status, stderr } = run(body);

	expect({ signal, status, stderr }).toEqual({ signal: null, status: 0, stderr: '' });
});
