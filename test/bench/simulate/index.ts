/**
 * `npm run simulate`: how the node finds the limit of a server that nobody has told it, on a simulated clock, beside what it did
 * before. Takes a minute, prints a table and rewrites that of docs/benchmark.md.
 *
 *   npm run simulate -- --seeds 2            so many runs of each server instead of ten; docs/benchmark.md stays as it is
 *   npm run simulate -- --only "a second"    the servers with this in their names; docs/benchmark.md stays as it is
 */
import { parseArgs } from 'node:util';

import { publishSimulation } from '../publish';
import { tableOf } from '../table';
import { BEFORE, NODE } from './contenders';
import { HEAD, meanOf, type Row, rowOf } from './figures';
import { SCENARIOS } from './scenarios';
import { simulate } from './simulate';

const SEEDS = 10;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			seeds: { type: 'string', default: String(SEEDS) },
			only: { type: 'string', default: '' },
		},
	});
	const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);
	const scenarios = SCENARIOS.filter(({ name }) => name.includes(values.only));
	if (scenarios.length === 0) throw new Error(`No server has "${values.only}" in its name.`);
	const rows: Row[] = [];
	for (const scenario of scenarios) {
		const { name, clients } = scenario;
		const items = clients.reduce((sum, load) => sum + load.items, 0);
		const row: Row = { name, clients: clients.length, items, runs: [], before: [] };
		for (const seed of seeds) {
			row.runs.push(await simulate(scenario, seed, NODE));
			row.before.push(await simulate(scenario, seed, BEFORE));
		}
		rows.push(row);
		if (process.stdout.isTTY) process.stdout.write(`\r${rows.length} of ${scenarios.length}`);
	}
	console.log(`\n${tableOf(HEAD, [...rows.map(rowOf), meanOf(rows)])}`);
	const isWhole = values.only === '' && seeds.length === SEEDS;
	if (isWhole) await publishSimulation(rows, seeds.length);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
