import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { engineVersion } from '../../tools/engine';
import { root } from '../../tools/realN8n/root';
import { count, type Figures, HEAD, rowsOf } from './figures';
import { drawn } from './picture';
import { AT_ONCE, LATENCY, SERVERS, SHOWN_SIZE } from './plan';
import { FIELDS } from './task';

const BETWEEN = /(<!-- bench -->)[^]*(<!-- \/bench -->)/;

/** Rewrites the tables of docs/benchmark.md and its pictures. @throws when the page has no place for the tables */
export async function publish(figures: Figures): Promise<void> {
	const file = join(root, 'docs', 'benchmark.md');
	const page = readFileSync(file, 'utf8');
	if (!BETWEEN.test(page))
		throw new Error('docs/benchmark.md has no <!-- bench --> ... <!-- /bench -->.');
	const text = page.replace(
		BETWEEN,
		(_, start, end) => `${start}\n\n${section(figures)}\n\n${end}`,
	);
	const options = await resolveConfig(file);
	writeFileSync(file, await format(text, { ...options, filepath: file }));
	for (const theme of ['light', 'dark'] as const) {
		writeFileSync(join(root, 'docs', 'images', `bench-${theme}.svg`), drawn(figures, theme));
	}
}

function section(figures: Figures): string {
	const others = figures.sizes().filter((items) => items !== SHOWN_SIZE);
	const tables = (items: number) =>
		SERVERS.map(({ admits, label }) => {
			const head = [`${label}, ${count(items)} items`, ...HEAD.slice(1)];
			return markdown(head, rowsOf(figures, admits, items));
		}).join('\n\n');
	const conditions =
		`Measured with n8n ${engineVersion()} and Node.js ${process.versions.node} on ${cpus().length} cores, ` +
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
