import { howToReach } from './guide';
import { startSandbox } from './server';

const DEFAULT_PORT = 8070;

async function main(): Promise<void> {
	const port = Number(process.env.PORT || DEFAULT_PORT);
	const verbose = process.argv.includes('--verbose');
	const sandbox = await startSandbox({ port, log: verbose ? console.log : undefined });
	console.log(howToReach(sandbox.url));
	console.log('Stop it with Ctrl-C.');
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.close());
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
