import {
	fixedWindow,
	slidingWindow,
	tokenBucket,
	atOnce,
	admitsAll,
	allOf,
	type Limit,
} from '../../../sandbox/limits';
import type { Chance } from './chance';
import type { Load } from './client';
import type { RetryAfter } from './gateway';
import { constant, growing, slowTail, varying, type Latency } from './latency';

/** A rule at work, with a clock of its own, and what it comes to. */
interface Server {
	limit: Limit;
	/** The most requests that it lets through in that many milliseconds from the beginning on. */
	most: (ms: number) => number;
}

interface Rule {
	name: string;
	/** @param latency milliseconds that a request takes on average */
	start: (chance: Chance, latency: number) => Server;
}

/** A server, and who works with it. */
export interface Scenario {
	name: string;
	start: (chance: Chance) => Server;
	retryAfter: RetryAfter;
	latency: Latency;
	transit: number;
	refusesLate?: boolean;
	isDown?: (now: number) => boolean;
	clients: Load[];
}

const rate = (perSecond: number, burst = perSecond): Rule => ({
	name: `${perSecond} a second${burst === perSecond ? '' : `, bursts of ${burst}`}`,
	start: () => ({
		limit: tokenBucket(perSecond, burst),
		most: (ms) => burst + (perSecond * ms) / 1000,
	}),
});

const windows = (count: number, ms: number): Rule => ({
	name: `${count} in each ${ms / 1000} s`,
	start: (chance) => {
		const phase = chance.between(0, ms);
		return {
			limit: fixedWindow(count, ms, phase),
			most: (time) => count * (1 + Math.floor((phase + time) / ms)),
		};
	},
});

const sliding = (count: number, ms: number): Rule => ({
	name: `${count} in any ${ms / 1000} s`,
	start: () => ({
		limit: slidingWindow(count, ms),
		most: (time) => count * (1 + Math.floor(time / ms)),
	}),
});

const places = (count: number): Rule => ({
	name: `${count} at a time`,
	start: (_, latency) => ({ limit: atOnce(count), most: (ms) => (count * ms) / latency }),
});

const everything: Rule = {
	name: 'no limit',
	start: () => ({ limit: admitsAll(), most: () => Infinity }),
};

/** What takes longer the more there are: see the latency of that name. */
const strained: Rule = {
	name: 'no limit, latency grows with load',
	start: (_, latency) => ({ limit: admitsAll(), most: (ms) => (10 * ms) / latency }),
};

/** So many at a time, and another number after a while. */
const changing = (before: number, after: number, at: number): Rule => ({
	name: `${before} at a time, ${after} after ${at / 1000} s`,
	start: (_, latency) => {
		let inFlight = 0;
		return {
			limit: {
				ask(now) {
					if (inFlight >= (now < at ? before : after)) return 1000;
					inFlight += 1;
					return 0;
				},
				end: () => {
					inFlight -= 1;
				},
			},
			most: (ms) => (before * Math.min(ms, at) + after * Math.max(0, ms - at)) / latency,
		};
	},
});

/** Both rules must let it through. */
const both = (one: Rule, other: Rule): Rule => ({
	name: `${one.name} and ${other.name}`,
	start: (chance, latency) => {
		const servers = [one, other].map(({ start }) => start(chance, latency));
		return {
			limit: allOf(servers.map(({ limit }) => limit)),
			most: (ms) => Math.min(...servers.map(({ most }) => most(ms))),
		};
	},
});

interface Extra {
	retryAfter?: RetryAfter;
	latency?: Latency;
	transit?: number;
	refusesLate?: boolean;
	isDown?: Scenario['isDown'];
	note?: string;
}

function scenario(rule: Rule, clients: Load[], extra: Extra = {}): Scenario {
	const { retryAfter = 'none', latency = constant(), transit = 1, note, ...rest } = extra;
	const [{ items, atOnce: most }] = clients;
	const shown = [
		rule.name,
		retryAfter === 'right'
			? 'Retry-After'
			: retryAfter === 'none'
				? ''
				: `Retry-After ${retryAfter}`,
		note ?? '',
	].filter(Boolean);
	const times = clients.length > 1 ? `${clients.length} x ` : '';
	return {
		name: `${shown.join(', ')} · ${times}${items}/${most}`,
		start: (chance) => rule.start(chance, latency.mean),
		retryAfter,
		latency,
		transit,
		clients,
		...rest,
	};
}

const one = (items: number, most = 10): Load[] => [{ startsAt: 0, items, atOnce: most }];

const several = (count: number, items: number, most: number, apart = 0): Load[] =>
	Array.from({ length: count }, (_, index) => ({ startsAt: index * apart, items, atOnce: most }));

const VARIES = { latency: varying(), note: 'latency varies' };
const FAR = { transit: 20, note: 'far away' };
const LATE = { refusesLate: true, note: 'refuses late' };
const LATE_AWAY = { ...LATE, transit: 5, note: 'refuses late, 20 ms away' };
const down = (now: number) => now % 20_000 > 4000 && now % 20_000 < 6000;

export const SCENARIOS: Scenario[] = [
	scenario(rate(20), one(200)),
	scenario(rate(20), one(1000)),
	scenario(rate(20), one(1000, 50)),
	scenario(rate(20), one(200), FAR),
	scenario(rate(20), one(200), { retryAfter: 'right' }),
	scenario(rate(20), one(1000), { retryAfter: 'right' }),
	scenario(rate(20), one(200), LATE),
	scenario(rate(20), one(200), LATE_AWAY),
	scenario(rate(20), one(1000), LATE_AWAY),
	scenario(rate(20), one(1000), { ...LATE, ...VARIES, note: 'latency varies, refuses late' }),
	scenario(rate(20), one(600), VARIES),
	scenario(rate(20, 1), one(200)),
	scenario(rate(20, 100), one(1000)),
	scenario(rate(5), one(60)),
	scenario(rate(5), one(60), LATE),
	scenario(rate(5), one(600)),
	scenario(rate(5), one(600), { retryAfter: 'right' }),
	scenario(rate(5, 1), one(200)),
	scenario(rate(1), one(60)),
	scenario(rate(60), one(1000, 50)),
	scenario(rate(150), one(2000, 50)),
	scenario(rate(60), one(1000, 50), { retryAfter: 5 }),
	scenario(rate(20), one(600), { retryAfter: 5 }),
	scenario(rate(20), one(600), { retryAfter: 1 }),
	scenario(rate(20), one(600), { retryAfter: 0 }),
	scenario(windows(40, 2000), one(200)),
	scenario(windows(40, 2000), one(200), LATE),
	scenario(windows(40, 2000), one(1000)),
	scenario(windows(40, 2000), one(1000), { retryAfter: 'right' }),
	scenario(windows(40, 2000), one(1000, 50), VARIES),
	scenario(windows(100, 10_000), one(500, 20)),
	scenario(windows(600, 60_000), one(2000, 20)),
	scenario(windows(600, 60_000), one(2000, 20), { retryAfter: 'right' }),
	scenario(windows(4000, 300_000), one(6000, 50)),
	scenario(sliding(150, 10_000), one(1000, 20)),
	scenario(sliding(150, 10_000), one(1000, 20), { retryAfter: 'right' }),
	scenario(sliding(600, 60_000), one(2000, 20)),
	scenario(places(20), one(200, 50)),
	scenario(places(20), one(1000, 50)),
	scenario(places(20), one(1000, 50), { retryAfter: 1 }),
	scenario(places(20), one(600, 50), VARIES),
	scenario(places(20), one(600, 50), { ...VARIES, ...LATE, note: 'latency varies, refuses late' }),
	scenario(places(20), one(1000, 50), VARIES),
	scenario(places(20), one(600, 50), { ...VARIES, retryAfter: 1 }),
	scenario(places(20), one(1000, 50), { latency: slowTail(), note: 'slow tail' }),
	scenario(places(20), one(1000, 50), FAR),
	scenario(places(5), one(200, 10)),
	scenario(places(5), one(1000, 50)),
	scenario(places(5), one(1000, 50), VARIES),
	scenario(places(2), one(200, 10)),
	scenario(places(1), one(60, 10)),
	scenario(both(places(20), rate(60)), one(1000, 50)),
	scenario(both(places(10), rate(150)), one(1000, 50), VARIES),
	scenario(changing(40, 10, 5000), one(2000, 50)),
	scenario(changing(10, 40, 5000), one(2000, 50)),
	scenario(everything, one(2000, 50), { isDown: down, note: '503 for 2 s of each 20 s' }),
	scenario(places(20), one(2000, 50), { isDown: down, note: '503 for 2 s of each 20 s' }),
	scenario(everything, one(600, 50)),
	scenario(everything, one(1000, 50)),
	scenario(everything, one(1000, 50), VARIES),
	scenario(strained, one(1000, 50), { latency: growing() }),
	scenario(everything, one(20, 10)),
	scenario(everything, one(1, 10)),
	scenario(places(20), several(3, 200, 50), { retryAfter: 1 }),
	scenario(places(20), several(3, 200, 50)),
	scenario(places(20), several(3, 200, 50), LATE),
	scenario(places(20), several(3, 200, 50), { ...LATE, retryAfter: 1 }),
	scenario(places(20), several(3, 600, 10), VARIES),
	scenario(places(20), several(2, 600, 10), VARIES),
	scenario(places(20), several(3, 200, 50, 200), {
		...LATE,
		retryAfter: 1,
		note: 'refuses late, 0.2 s apart',
	}),
	scenario(places(20), several(3, 200, 50, 500), { retryAfter: 1, note: '0.5 s apart' }),
	scenario(places(20), several(3, 600, 50, 500), { ...LATE, note: 'refuses late, 0.5 s apart' }),
	scenario(places(20), several(3, 200, 50, 5000), { retryAfter: 1, note: '5 s apart' }),
	scenario(places(20), several(3, 600, 50, 5000), { ...VARIES, note: '5 s apart, latency varies' }),
	scenario(places(20), several(8, 200, 10)),
	scenario(rate(60), several(3, 300, 50), { retryAfter: 1 }),
	scenario(rate(60), several(3, 300, 50)),
	scenario(rate(60), several(3, 300, 50), LATE),
	scenario(rate(60), several(3, 300, 50, 200), { ...LATE, note: 'refuses late, 0.2 s apart' }),
	scenario(rate(60), several(3, 300, 50, 5000), { note: '5 s apart' }),
	scenario(rate(60), several(8, 200, 10)),
	scenario(rate(60), several(8, 200, 50)),
	scenario(rate(20), several(3, 200, 10)),
	scenario(windows(600, 60_000), several(3, 600, 20)),
	scenario(windows(40, 2000), several(3, 200, 10)),
];
