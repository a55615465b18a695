/**
 * `npm run bench`: how fast this node updates profiles, beside other ways to do it. The whole takes more than three hours, of which
 * the comparison is one, prints tables and rewrites those of docs/benchmark.md and its pictures.
 *
 *   npm run bench -- --quick            100 and 1,000 items only; docs/benchmark.md stays as it is but for the comparison
 *   npm run bench -- --only comparison  only the comparison, which is an hour; rewrites its part of docs/benchmark.md and the pictures
 *   npm run bench -- --only auto        one contender (may be given several times); docs/benchmark.md stays as it is
 *   npm run bench -- --only heavy       only how long the event loop is blocked
 *   npm run bench -- --only polls       only what a poll of the trigger takes, of a million people (with --quick: of 100,000), which
 *                                       is half an hour when busy; rewrites its own part of docs/benchmark.md unless it is quick
 *   npm run bench -- --only limits      only what the node makes of servers that limit by rate or by windows, or that others use, too, which
 *                                       is half an hour (with --quick: three minutes); rewrites its part, too
 *   npm run bench -- --only networks    only how long it takes far from the server, with TLS and through an HTTP proxy, which is half an hour
 *                                       (with --quick: eight minutes); rewrites its part, too
 *   npm run bench -- --only workers     only how long 50,000 updates (with --quick: 5,000) block a worker of n8n's queue mode, which
 *                                       takes a quarter of an hour and needs Redis and PostgreSQL; rewrites its part, too
 */
import { parseArgs } from 'node:util';

import { whatIsMissing } from '../../tools/realN8n/queueMode';
import { stopRequest, unlessStopped } from '../../tools/realN8n/signals';
import { hasRealN8n } from './contenders/realN8n';
import { count, Figures, inSeconds } from './figures';
import { HEAVY, heavyTable } from './heavy';
import { LIMITS, measureLimits, printedLimits } from './limits';
import { measure } from './measure';
import { measureNetworks, NETWORKS_PART, printedNetworks } from './networks';
import { CONTENDERS, type Job, type Result, SERVERS, SIZES, timesFor } from './plan';
import { measurePolls, POLLS, printedPolls } from './polls';
import { publish, publishLimits, publishNetworks, publishPolls, publishWorkers } from './publish';
import { printed } from './table';
import { measureWorkers, printedWorkers, WORKERS } from './workers';

/** All contenders, for `--only`. */
const COMPARISON = 'comparison';

async function main(): Promise<void> {
	const { quick, only } = readArguments();
	const results: Result[] = [];
	const started = performance.now();
	for (const jobs of comparisons(quick, only)) {
		const repeated = jobs.map((): Result[] => []);
		for (let time = 1; time <= timesFor(jobs[0].items); time += 1) {
			for (const [index, job] of jobs.entries()) {
				const result = await measured(job);
				if (result) repeated[index].push(result);
				const sofar = inSeconds((performance.now() - started) / 1000);
				console.log(`${told(job, result)}  [${sofar} so far]`);
			}
		}
		results.push(...repeated.filter(({ length }) => length > 0).map(middle));
	}
	const figures = new Figures(results);
	if (results.length > 0) console.log(`\n${printed(figures)}`);
	if (only.length === 0 || only.includes(COMPARISON)) await publish(figures);
	if (only.length === 0 || only.includes(HEAVY)) console.log(`\n${await heavyTable()}`);
	if (only.length === 0 || only.includes(POLLS)) {
		const polls = await measurePolls(quick);
		console.log(`\n${printedPolls(polls)}`);
		if (!quick) await publishPolls(polls);
	}
	if (only.length === 0 || only.includes(LIMITS)) {
		const limits = await measureLimits(quick);
		console.log(`\n${printedLimits(limits)}`);
		if (!quick) await publishLimits(limits);
	}
	if (only.length === 0 || only.includes(NETWORKS_PART)) {
		const networks = await measureNetworks(quick);
		console.log(`\n${printedNetworks(networks)}`);
		if (!quick) await publishNetworks(networks);
	}
	if (only.includes(WORKERS) || (only.length === 0 && hasQueueMode())) {
		const workers = await measureWorkers(quick);
		console.log(`\n${printedWorkers(workers)}`);
		if (!quick) await publishWorkers(workers);
	}
}

/** What is not installed is no reason to leave out the rest. */
function hasQueueMode(): boolean {
	const missing = hasRealN8n() ? whatIsMissing() : 'no n8n is installed (npm start)';
	if (missing !== undefined) console.log(`Workers are left out: ${missing}`);
	return missing === undefined;
}

function readArguments(): { quick: boolean; only: string[] } {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean', default: false },
			only: { type: 'string', multiple: true, default: [] },
		},
	});
	const names = [
		COMPARISON,
		...CONTENDERS.map(({ name }) => String(name)),
		HEAVY,
		POLLS,
		LIMITS,
		NETWORKS_PART,
		WORKERS,
	];
	const unknown = values.only.find((name) => !names.includes(name));
	if (unknown)
		throw new Error(`No contender is called "${unknown}". There are: ${names.join(', ')}.`);
	return values;
}

/** Those that are compared take turns, so that a busy machine is busy for all of them. */
function comparisons(quick: boolean, only: string[]): Job[][] {
	const isWhole = only.length === 0 || only.includes(COMPARISON);
	const isWanted = ({ name }: Job['contender']) => isWhole || only.includes(name);
	const hasChain = hasRealN8n();
	if (!hasChain)
		console.log('Two HTTP Request nodes are left out: no n8n is installed (npm start).');
	const contenders = CONTENDERS.filter(
		(contender) => isWanted(contender) && (hasChain || contender.name !== 'chain'),
	);
	const sizes = SIZES.filter((items) => !quick || items <= 1_000);
	return sizes
		.flatMap((items) =>
			SERVERS.map((server) =>
				contenders
					.filter(({ most }) => items <= most)
					.map((contender) => ({ contender, server, items })),
			),
		)
		.filter(({ length }) => length > 0);
}

/** The result with the median time. */
const middle = (results: Result[]): Result =>
	results.toSorted((one, other) => one.seconds - other.seconds)[Math.floor(results.length / 2)];

/** One that fails is shown as left out: the others are still worth knowing. */
async function measured(job: Job): Promise<Result | undefined> {
	try {
		return await measure(job);
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		return undefined;
	}
}

function told({ contender, server, items }: Job, result: Result | undefined): string {
	const outcome = result
		? `${inSeconds(result.seconds)}, ${result.refused} refused, ${result.failed} failed`
		: 'no result';
	return `${count(items)} items, ${server.label.toLowerCase()}, ${contender.label}: ${outcome}`;
}

const stop = stopRequest();
unlessStopped(stop, main())
	// The signal handlers, which wait for more, would keep this process alive.
	.then(() => process.exit())
	.catch((error: unknown) => {
		console.error(`\n${error instanceof Error ? error.message : String(error)}`);
		process.exit(1);
	});
