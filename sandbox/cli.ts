import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { program } from 'commander';

import { howToReach } from './guide';
import { settingsLike } from './like';
import { startSandbox } from './server';

const DEFAULT_PORT = 8070;

async function main(): Promise<void> {
	const port = Number(process.env.PORT || DEFAULT_PORT);
	const { verbose, like } = program
		.name('npm run sandbox --')
		.description(
			`A stand-in for Adobe Campaign, at port ${DEFAULT_PORT} or at the one in the variable PORT.`,
		)
		.option('--verbose', 'print one line per request')
		.option('--like <report>', 'behave as the instance in this report of npm run probe does')
		.parse()
		.opts<{ verbose?: boolean; like?: string }>();
	const settings = like === undefined ? undefined : settingsIn(like);
	const sandbox = await startSandbox({ port, log: verbose ? console.log : undefined, settings });
	console.log(howToReach(sandbox.url));
	if (settings) console.log(`Every organization begins as in ${like}: ${JSON.stringify(settings)}`);
	console.log('Stop it with Ctrl-C.');
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.close());
	}
}

/** The settings in a report of `npm run probe`. npm runs in the package's folder, and says where it was called. */
function settingsIn(file: string) {
	try {
		return settingsLike(readFileSync(resolve(process.env.INIT_CWD ?? '.', file), 'utf8'));
	} catch (error) {
		throw new Error(`${file} cannot be used for --like. ${(error as Error).message}`);
	}
}

main().catch((error: NodeJS.ErrnoException) => {
	const port = process.env.PORT || DEFAULT_PORT;
	console.error(
		error.code === 'EADDRINUSE'
			? `Port ${port} is taken, perhaps by another sandbox. Stop that one, or choose: PORT=8071 npm run sandbox`
			: `The sandbox could not start: ${error.message}`,
	);
	process.exitCode = 1;
});
