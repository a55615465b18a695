import Table from 'cli-table3';

import { count, type Figures, HEAD, rowsOf, targetsOf } from './figures';
import { SERVERS } from './plan';
import type { Target } from './targets';

/** Everything, for a terminal. */
export function printed(figures: Figures): string {
	const parts = figures.sizes().flatMap((items) =>
		SERVERS.map(({ admits, label }) => {
			const head = [`${label}, ${count(items)} items`, ...HEAD.slice(1)];
			return tableOf(head, rowsOf(figures, admits, items));
		}),
	);
	return [...parts, targetsTable(targetsOf(figures))].join('\n\n');
}

export const targetsTable = (targets: readonly Target[]) =>
	tableOf(
		['target', 'wanted', 'measured', ''],
		targets.map(({ what, wanted, got, isMet }) => [what, wanted, got, isMet ? 'met' : 'MISSED']),
	);

export function tableOf(head: string[], rows: string[][]): string {
	const table = new Table({ head, style: { head: [], border: [] } });
	table.push(...rows);
	return table.toString();
}
