import {
	failedOf,
	type LimitsFigures,
	mean,
	ofLimit,
	refusedPercent,
	secondsOf,
	spreadOf,
} from './limitsFigures';
import type { ServerName } from './limitsPlan';
import { targetOf, type Target } from './targets';

/** In times of the limit more than the simulator's: what the computer itself takes comes on top. */
const OF_THE_COMPUTER = 0.05;

interface Wanted {
	server: ServerName;
	/** From so many items on. */
	items: number;
	/** In the simulator (simulate/), which knows only waiting. */
	ofLimit?: number;
	/** In percent. */
	refused?: number;
	spread?: number;
}

const WANTED: readonly Wanted[] = [
	{ server: 'rate20', items: 200, ofLimit: 1.1, refused: 4 },
	{ server: 'rate20', items: 1_000, ofLimit: 1.1, refused: 2 },
	{ server: 'rate5', items: 60, ofLimit: 1.1, refused: 12 },
	{ server: 'rate5', items: 600, ofLimit: 1.1, refused: 5 },
	{ server: 'window', items: 200, ofLimit: 1.4 },
	{ server: 'window', items: 1_000, ofLimit: 1.25 },
	{ server: 'window', items: 10_000, ofLimit: 1.17 },
	{ server: 'varying', items: 600, ofLimit: 1.35 },
	{ server: 'varying', items: 1_000, ofLimit: 1.3 },
	{ server: 'varying', items: 10_000, ofLimit: 1.22 },
	{ server: 'severalPlaces', items: 600, ofLimit: 1.4, spread: 1.4 },
	{ server: 'severalRate', items: 600, ofLimit: 1.2, spread: 1.4 },
];

/** No limit: times as long as the bare helper takes. */
const OF_FLOOR = 1.15;

/** What the node is to reach on average, as far as it was measured. */
export function limitsTargets(figures: LimitsFigures): Target[] {
	const find = (contender: 'auto' | 'floor', name: ServerName, items: number) =>
		figures.find(
			([one]) => one.contender === contender && one.server.name === name && one.items === items,
		);
	const targets: Target[] = [];
	const add = (what: string, got: number | undefined, most: number | undefined, unit?: string) => {
		if (got !== undefined && most !== undefined) targets.push(targetOf(what, got, most, unit));
	};
	for (const { server, items, ...wanted } of WANTED) {
		const results = find('auto', server, items);
		if (!results) continue;
		const what = `${results[0].server.label}, ${items.toLocaleString('en')} items`;
		const most = wanted.ofLimit && Number((wanted.ofLimit + OF_THE_COMPUTER).toFixed(2));
		add(`${what}: time of limit`, ofLimit(results), most);
		add(`${what}: refused`, refusedPercent(results), wanted.refused, '%');
		add(`${what}: failed`, mean(results.map(failedOf)), 0, '');
		const spreads = results.map(spreadOf).filter((spread) => spread !== undefined);
		if (spreads.length > 0) add(`${what}: slowest / fastest`, mean(spreads), wanted.spread);
	}
	const [ours, floor] = [find('auto', 'none', 1_000), find('floor', 'none', 1_000)];
	if (ours && floor) {
		const seconds = [ours, floor].map((results) => mean(results.map(secondsOf)));
		add('no limit, 1,000 items: time of floor', seconds[0] / seconds[1], OF_FLOOR);
	}
	return targets;
}
