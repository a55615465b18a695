import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Outside {
	require: NodeJS.Require;
	Date: typeof Date;
	console: Console;
	process: NodeJS.Process;
}

/** Where n8n and the node run: in a Jest test outside of the test's own globals (test/environment), else here. */
export const outside = (globalThis as { outside?: Outside }).outside ?? {
	require: createRequire(__filename),
	Date,
	console,
	process,
};

/** A module of the built node, the one that the engine runs, such as `transport/pauses`. */
export const built = <T>(path: string) =>
	outside.require(join(__dirname, '../../dist/nodes/AdobeCampaign', `${path}.js`)) as T;

/** The clock, the console and the environment variables of n8n and the node. */
export const nodeDate = outside.Date;
export const nodeConsole = outside.console;
export const nodeEnvironment = outside.process.env;
