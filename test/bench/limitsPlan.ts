import type { Settings } from '../../sandbox/server';
import { AT_ONCE, type ContenderName, LATENCY, type Own, type Seen } from './plan';

/** A server with a rule, and who works with it. */
export interface LimitedServer {
	name: ServerName;
	label: string;
	settings: Partial<Settings>;
	/** What its rule makes necessary for so many requests, in milliseconds from the first of them on. */
	least: (requests: number, seen: Pick<Seen, 'firstAt'>) => number;
	/** Items that each process has at a time. */
	atOnce: number;
	/** Processes that work at the same time, with the items shared out. */
	processes: number;
	/** Numbers of items, of all processes together. */
	sizes: readonly number[];
}

export type ServerName =
	| 'rate20'
	| 'rate5'
	| 'window'
	| 'varying'
	| 'severalPlaces'
	| 'severalRate'
	| 'none';

/** The default of 'Max Concurrency'. */
const BY_ITSELF = 10;

/** A bucket that holds a second's worth at the beginning. */
const rate = (perSecond: number) => ({
	settings: { ratePerSecond: perSecond },
	least: (requests: number) => Math.max(0, (1000 * (requests - perSecond)) / perSecond) + LATENCY,
});

const places = (count: number) => ({
	settings: { maxInFlight: count },
	least: (requests: number) => (requests * LATENCY) / count,
});

/** Of the first window that part is left which the first request finds: the server's windows begin with its clock. */
const windows = (count: number, seconds: number) => ({
	settings: { windowRequests: count, windowSeconds: seconds },
	least(requests: number, { firstAt }: Pick<Seen, 'firstAt'>) {
		const ms = 1000 * seconds;
		const further = Math.ceil(requests / count) - 1;
		return Math.max(0, further * ms - (firstAt % ms)) + LATENCY;
	},
});

/** Of a server that says when to come back, as the others in this bench do, and of one that does not. */
const saying = { retryAfter: 'exact' } as const;
const silent = { retryAfter: 'none' } as const;

type Rule = Pick<LimitedServer, 'settings' | 'least'>;

const limited = (
	name: ServerName,
	label: string,
	{ settings, least }: Rule,
	extra: Partial<Settings>,
	rest: Pick<LimitedServer, 'atOnce' | 'sizes'> & { processes?: number },
): LimitedServer => ({
	name,
	label,
	settings: { ...settings, ...extra },
	least,
	processes: 1,
	...rest,
});

/** None of them takes more than twenty minutes: 10,000 items at 20 a second are left out, which windows of the same rate show. */
export const LIMITED: readonly LimitedServer[] = [
	limited('rate20', '20 a second', rate(20), silent, { atOnce: BY_ITSELF, sizes: [200, 1_000] }),
	limited('rate5', '5 a second', rate(5), silent, { atOnce: BY_ITSELF, sizes: [60, 600] }),
	limited('window', '40 in each 2 seconds', windows(40, 2), silent, {
		atOnce: BY_ITSELF,
		sizes: [200, 1_000, 10_000],
	}),
	limited(
		'varying',
		'20 at a time, latency varies',
		places(20),
		{ ...silent, latencySpread: 0.5 },
		{ atOnce: AT_ONCE, sizes: [600, 1_000, 10_000] },
	),
	limited('severalPlaces', '20 at a time, three processes', places(20), saying, {
		atOnce: AT_ONCE,
		processes: 3,
		sizes: [600],
	}),
	limited('severalRate', '60 a second, three processes', rate(60), saying, {
		atOnce: AT_ONCE,
		processes: 3,
		sizes: [600],
	}),
	limited(
		'none',
		'no limit',
		{ settings: {}, least: () => 0 },
		{},
		{ atOnce: AT_ONCE, sizes: [1_000] },
	),
];

/** Whether it admits fewer than 25 requests a second, which take this computer a tenth of its time. */
export const isSlow = ({ least }: LimitedServer) => least(1000, { firstAt: 0 }) > 40_000;

/** The other one is measured where the table shows what it is compared with: once for each server. */
export interface LimitedJob {
	contender: Extract<ContenderName, 'auto' | 'floor'>;
	server: LimitedServer;
	items: number;
}

export interface LimitedResult extends LimitedJob {
	/** Of each process. */
	own: Own[];
	seen: Seen;
}

/** How often each is measured. Long ones are done once: chance evens out within them. */
export const timesOf = ({ server, items }: LimitedJob) =>
	items > 1_000 || (server.name === 'rate5' && items > 100) ? 1 : 3;

/** The bare helper sends what the server refuses to the end: it shows what would be refused without a throttle. One size is enough. */
export function jobsOf(server: LimitedServer, isQuick: boolean): LimitedJob[] {
	const [smallest] = server.sizes;
	const sizes = isQuick ? [smallest] : server.sizes;
	const ours = sizes.map((items): LimitedJob => ({ contender: 'auto', server, items }));
	const isAlone = server.processes === 1;
	return isAlone ? [...ours, { contender: 'floor', server, items: smallest }] : ours;
}
