import type { Run } from './simulate';

/** The runs of one server, with the node and with what it did before. */
export interface Row {
	name: string;
	clients: number;
	/** Of all clients. */
	items: number;
	runs: Run[];
	before: Run[];
}

const mean = (numbers: number[]) =>
	numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** The mean, and the worst one. */
const both = (numbers: number[]) =>
	`${mean(numbers).toFixed(2)} (${Math.max(...numbers).toFixed(2)})`;

export const HEAD = [
	'server · items/at once',
	'before',
	'refused',
	'slowest/fastest',
	'now',
	'refused',
	'slowest/fastest',
	'longest wait',
];

const partOf = (runs: Run[], clients: number) => [
	both(runs.map(({ ofLimit }) => ofLimit)),
	`${mean(runs.map(({ refused }) => refused)).toFixed(1)}%`,
	clients > 1 ? both(runs.map(({ spread }) => spread)) : '-',
];

export const rowOf = ({ name, clients, runs, before }: Row): string[] => [
	name,
	...partOf(before, clients),
	...partOf(runs, clients),
	Math.max(...runs.map(({ starved }) => starved)).toFixed(1),
];

/** Of all servers. */
export function meanOf(rows: Row[]): string[] {
	const several = rows.filter(({ clients }) => clients > 1);
	const part = (runsOf: (row: Row) => Run[]) => {
		const over = (some: Row[], value: (run: Run) => number) =>
			mean(some.map((row) => mean(runsOf(row).map(value))));
		return [
			over(rows, ({ ofLimit }) => ofLimit).toFixed(2),
			`${over(rows, ({ refused }) => refused).toFixed(1)}%`,
			several.length > 0 ? over(several, ({ spread }) => spread).toFixed(2) : '-',
		];
	};
	return [
		`mean of ${rows.length}`,
		...part(({ before }) => before),
		...part(({ runs }) => runs),
		'',
	];
}

/** Items that were given up, with the node and before. */
export const givenUp = (rows: Row[]) => ({
	now: rows.reduce((sum, { runs }) => sum + runs.reduce((all, run) => all + run.givenUp, 0), 0),
	before: rows.reduce(
		(sum, { before }) => sum + before.reduce((all, run) => all + run.givenUp, 0),
		0,
	),
});
