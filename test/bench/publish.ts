import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { engineVersion } from '../../tools/engine';
import { root } from '../../tools/realN8n/root';
import { DEFAULT_N8N } from '../../tools/realN8n/versions';
import { count, type Figures, HEAD, rowsOf } from './figures';
import { limitsRows } from './limits';
import type { LimitsFigures } from './limitsFigures';
import { networksRows } from './networks';
import { type NetworkResult, timesOf as timesOfNetworks } from './networksPlan';
import { drawn } from './picture';
import { AT_ONCE, LATENCY, SERVERS, SHOWN_SIZE } from './plan';
import { type PollsFigures, pollsTables } from './polls';
import { timesOf } from './pollsPlan';
import { givenUp, HEAD as HEAD_OF_SIMULATION, meanOf, type Row, rowOf } from './simulate/figures';
import { FIELDS } from './task';
import { type WorkersFigures, workersRows } from './workers';

/** Rewrites the tables of docs/benchmark.md and its pictures. @throws when the page has no place for the tables */
export async function publish(figures: Figures): Promise<void> {
	await rewrite('bench', section(figures));
	for (const theme of ['light', 'dark'] as const) {
		writeFileSync(join(root, 'docs', 'images', `bench-${theme}.svg`), drawn(figures, theme));
	}
}

/** Rewrites the tables of polls. @throws when the page has no place for them */
export async function publishPolls(figures: PollsFigures): Promise<void> {
	await rewrite('polls', pollsSection(figures));
}

/** Rewrites the table of limits. @throws when the page has no place for it */
export async function publishLimits(figures: LimitsFigures): Promise<void> {
	const conditions = `${measuredWith()}: means of up to three runs, the long ones once. ${LATENCY} ms for each answer.`;
	await rewrite('limits', [conditions, markdown(...limitsRows(figures))].join('\n\n'));
}

/** Rewrites the table of networks. @throws when the page has no place for it */
export async function publishNetworks(results: readonly NetworkResult[]): Promise<void> {
	const conditions = `${measuredWith()}: medians of ${timesOfNetworks(false)}. ${LATENCY} ms for each answer, and no limit.`;
	await rewrite('networks', [conditions, markdown(...networksRows(results))].join('\n\n'));
}

/** Rewrites the table of workers. @throws when the page has no place for it */
export async function publishWorkers(figures: WorkersFigures): Promise<void> {
	const conditions =
		`Measured with n8n ${DEFAULT_N8N} on ${cpus().length} cores, which the sandbox used, too, in queue mode: ` +
		`one worker, no latency, nothing refused, up to ${AT_ONCE} items at a time.`;
	await rewrite('workers', [conditions, markdown(...workersRows(figures))].join('\n\n'));
}

/** Rewrites the table of the simulator. @throws when the page has no place for it */
export async function publishSimulation(rows: Row[], seeds: number): Promise<void> {
	const { now, before } = givenUp(rows);
	const items = rows.reduce((sum, { runs, items: each }) => sum + runs.length * each, 0);
	const conditions = `${seeds} runs of each server. Given up of ${count(items)} items: ${count(before)} before, ${count(now)} now.`;
	const table = markdown(HEAD_OF_SIMULATION, [...rows.map(rowOf), meanOf(rows)]);
	await rewrite('simulation', [conditions, table].join('\n\n'));
}

/** What is between `<!-- mark -->` and `<!-- /mark -->`. */
async function rewrite(mark: string, content: string): Promise<void> {
	const file = join(root, 'docs', 'benchmark.md');
	const page = readFileSync(file, 'utf8');
	const between = new RegExp(`(<!-- ${mark} -->)[^]*(<!-- /${mark} -->)`);
	if (!between.test(page))
		throw new Error(`docs/benchmark.md has no <!-- ${mark} --> ... <!-- /${mark} -->.`);
	const text = page.replace(between, (_, start, end) => `${start}\n\n${content}\n\n${end}`);
	const options = await resolveConfig(file);
	writeFileSync(file, await format(text, { ...options, filepath: file }));
}

function section(figures: Figures): string {
	const others = figures.sizes().filter((items) => items !== SHOWN_SIZE);
	const tables = (items: number) =>
		SERVERS.map(({ admits, label }) => {
			const head = [`${label}, ${count(items)} items`, ...HEAD.slice(1)];
			return markdown(head, rowsOf(figures, admits, items));
		}).join('\n\n');
	const conditions =
		`${measuredWith()}, ` +
		`${LATENCY} ms for each answer, up to ${AT_ONCE} items at a time (**Max Concurrency**).`;
	const legend = [
		"- **of floor**: times as long as n8n's bare request helper takes for the same in the same pool, with nothing checked.",
		'- **of limit**: times as long as the limit of the server makes necessary.',
		'- **refused**: requests that the server answered with 429. **in flight**: requests at a time, at most.',
		'- **memory**, **CPU per item**: what the process grew by at most, and computed. For the HTTP Request nodes that is a whole n8n with its database.',
	].join('\n');
	return [
		conditions,
		tables(SHOWN_SIZE),
		legend,
		ownCost(figures),
		`<details><summary>${others.map(count).join(' and ')} items</summary>`,
		...others.map(tables),
		'</details>',
	].join('\n\n');
}

const measuredWith = () =>
	`Measured with n8n ${engineVersion()} and Node.js ${process.versions.node} on ${cpus().length} cores`;

function pollsSection(figures: PollsFigures): string {
	const conditions =
		`${measuredWith()}, which others used too: medians of ${timesOf(0)}, one run of the largest. ` +
		`${LATENCY} ms for each answer, and what the sandbox takes to search its people.`;
	const tables = pollsTables(figures).map(([head, rows]) => markdown(head, rows));
	return [conditions, ...tables].join('\n\n');
}

/** What every node pays: for a request as measured with n8n's bare helper, for an expression by evaluating eight more. */
function ownCost(figures: Figures): string {
	const [floor, auto, expressions] = (['floor', 'auto', 'expressions'] as const).map((name) =>
		figures.find(name, 0, SHOWN_SIZE),
	);
	if (!floor || !auto || !expressions) return '';
	const request = (1000 * floor.cpu) / floor.requests;
	const expression = (1000 * (expressions.cpu - auto.cpu)) / SHOWN_SIZE / FIELDS.length;
	return (
		`n8n itself computes ${request.toFixed(1)} ms for each request, for which it opens a connection of its own, ` +
		`and ${expression.toFixed(1)} ms for each expression: map automatically where you can.`
	);
}

const markdown = (head: string[], rows: string[][]) =>
	[head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
