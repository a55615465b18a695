import { arithmeticLimit, CONTENDERS, SERVERS, type ContenderName, type Result } from './plan';
import { targetOf, type Target } from './targets';

/** What was measured, to be looked up. */
export class Figures {
	constructor(readonly results: readonly Result[]) {}

	find(name: ContenderName, admits: number, items: number): Result | undefined {
		return this.results.find(
			({ contender, server, ...job }) =>
				contender.name === name && server.admits === admits && job.items === items,
		);
	}

	/** Sizes of which something is known. */
	sizes(): number[] {
		return [...new Set(this.results.map(({ items }) => items))];
	}

	/** How many times longer than the bare helper; only a server that refuses nothing lets that one finish. */
	ofFloor({ server, items, seconds }: Result): number | undefined {
		const floor = this.find('floor', server.admits, items);
		return floor && server.admits === 0 ? seconds / floor.seconds : undefined;
	}
}

/** How many times longer than the server's limit asks for. Not shown for a contender that failed: it is done sooner. */
export const ofLimit = (result: Result): number | undefined =>
	result.server.admits > 0 && result.failed === 0
		? result.seconds / arithmeticLimit(result)
		: undefined;

/** What `undefined` stands for: left out. */
const or = (value: number | undefined, show: (value: number) => string) =>
	value === undefined ? '-' : show(value);

const percent = (part: number, whole: number) =>
	part === 0 ? '0' : `${((100 * part) / whole).toFixed(1)}%`;

export const inSeconds = (seconds: number) => `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;

export const HEAD = [
	'',
	'time',
	'of floor',
	'of limit',
	'requests per item',
	'refused',
	'failed',
	'in flight',
	'memory',
	'CPU per item',
];

function rowOf(figures: Figures, result: Result): string[] {
	const { items } = result;
	return [
		result.contender.label,
		inSeconds(result.seconds),
		or(figures.ofFloor(result), (times) => times.toFixed(2)),
		or(ofLimit(result), (times) => times.toFixed(2)),
		(result.requests / items).toFixed(2),
		percent(result.refused, result.requests),
		percent(result.failed, items),
		String(result.inFlight),
		`${Math.round(result.memory / 2 ** 20)} MB`,
		`${((1000 * result.cpu) / items).toFixed(1)} ms`,
	];
}

/** A table for one server and one size, without the contenders that were left out. */
export const rowsOf = (figures: Figures, admits: number, items: number): string[][] =>
	CONTENDERS.map(({ name }) => figures.find(name, admits, items))
		.filter((result) => result !== undefined)
		.map((result) => rowOf(figures, result));

/** What the node is to reach, as far as it was measured. */
export function targetsOf(figures: Figures): Target[] {
	const targets: Target[] = [];
	const add = (what: string, got: number | undefined, most: number, unit?: string) => {
		if (got !== undefined) targets.push(targetOf(what, got, most, unit));
	};
	const ways = CONTENDERS.filter(({ name }) => name === 'auto' || name === 'expressions');
	for (const { name, label } of ways) {
		for (const { admits, label: server } of SERVERS) {
			for (const items of figures.sizes().filter((size) => size >= 1_000)) {
				const result = figures.find(name, admits, items);
				if (!result) continue;
				const what = `${label}, ${count(items)} items, ${server.toLowerCase()}`;
				add(`${what}: time of floor`, figures.ofFloor(result), 1.15);
				if (admits === 0) continue;
				add(`${what}: time of limit`, result.seconds / arithmeticLimit(result), 1.4);
				add(`${what}: refused`, (100 * result.refused) / result.requests, 5, '%');
				add(`${what}: failed`, result.failed, 0, '');
			}
			const [small, large] = [
				figures.find(name, admits, 1_000),
				figures.find(name, admits, 10_000),
			];
			const growth = small && large && large.seconds / small.seconds;
			add(`${label}, ${server.toLowerCase()}: from 1,000 to 10,000 items`, growth, 10.5);
		}
	}
	return targets;
}

export const count = (items: number) => items.toLocaleString('en');
