import type { CampaignClient } from '../../../../../nodes/AdobeCampaign/transport/client';
import type { CampaignRecord } from '../../../../../nodes/AdobeCampaign/transport/types';

/** One state of a row. Moments are milliseconds of the database's clock, and may have a fraction, as its columns do. */
export interface Version {
	moment: number;
	/** When it was committed: no list shows it earlier. */
	visibleAt: number;
}

export interface Row {
	acsId: string;
	created: number;
	/** In the order in which they were written. */
	versions: Version[];
	deletedAt?: number;
}

/** A failure that may be gone by the next poll. */
export class Passing extends Error {}

/** A row as it is shown, with what it is sorted by. */
interface Shown {
	record: CampaignRecord;
	moment: number;
}

/** A row's version that a list shows at that time; undefined when it shows none. */
export function shownAt({ versions, deletedAt = Infinity }: Row, time: number) {
	if (time >= deletedAt) return undefined;
	return [...versions].reverse().find(({ visibleAt }) => visibleAt <= time);
}

/** As Campaign prints it: milliseconds, cut off. */
export const printed = (moment: number) =>
	new Date(Math.floor(moment)).toISOString().replace('T', ' ');

export interface SimulationSetting {
	rows: Row[];
	/** When all PKeys are replaced. */
	rotations?: number[];
	/** The time of the database, which goes on with each request. */
	clock: { time: number };
	/** How long a request takes, in milliseconds. */
	latency?: number;
	/** The filter says "greater than" instead of "greater than or equal to". */
	isStrict?: boolean;
	/** The filter compares nothing smaller, such as seconds or days, in milliseconds. */
	grain?: number;
	/** Adobe may cap `_lineCount`. */
	mostLines?: number;
	/** Whether a request fails. */
	fails?: () => boolean;
}

/**
 * A Campaign in memory whose whole history is written down beforehand: what a list shows follows from the time at which it is
 * asked. So rows change, come and go while a list is paged, and its links count rows, as Adobe's do.
 */
export function simulatedCampaign({
	rows,
	rotations = [],
	clock,
	latency = 0,
	isStrict = false,
	grain = 1,
	mostLines = Infinity,
	fails = () => false,
}: SimulationSetting) {
	let asked = 0;
	let cached: { until: number; shown: Shown[]; sorted: Shown[] } | undefined;

	/** All rows that are visible, by their keys. Computed anew only when something happens: see `refresh`. */
	function visible(time: number) {
		if (cached && time < cached.until) return cached;
		const epoch = rotations.filter((at) => at <= time).length;
		let until = rotations.find((at) => at > time) ?? Infinity;
		const shown = rows.flatMap((row) => {
			for (const { visibleAt } of row.versions) {
				if (visibleAt > time) until = Math.min(until, visibleAt);
			}
			if (row.deletedAt !== undefined && row.deletedAt > time)
				until = Math.min(until, row.deletedAt);
			const version = shownAt(row, time);
			if (!version) return [];
			const record = {
				PKey: `@${row.acsId}-${epoch}`,
				acsId: row.acsId,
				get created() {
					return printed(row.created);
				},
				get lastModified() {
					return printed(version.moment);
				},
			};
			return [{ record, moment: version.moment }];
		});
		const sorted = [...shown].sort((one, other) => one.moment - other.moment);
		cached = { until, shown, sorted };
		return cached;
	}

	function list(query: URLSearchParams) {
		const from = Math.floor(Number(query.get('from') ?? -Infinity) / grain) * grain;
		const start = Number(query.get('start') ?? 0);
		const lines = Math.min(Number(query.get('lines')), mostLines);
		const order = query.get('order');
		const { shown, sorted } = visible(clock.time);
		const isWanted = ({ moment }: Shown) => (isStrict ? moment > from : moment >= from);
		// Looked up from the end: most questions are for what came last, or for everything.
		const first = order ? sorted.findLastIndex((one) => !isWanted(one)) + 1 : 0;
		const found = order ? sorted : shown.filter(isWanted);
		const total = found.length - first;
		const part = (begin: number, end: number) =>
			order === 'desc'
				? found
						.slice(Math.max(first, found.length - end), Math.max(first, found.length - begin))
						.reverse()
				: found.slice(first + begin, first + end);
		const content = part(start, start + lines).map(({ record }) => record);
		const next = new URLSearchParams(query);
		next.set('start', String(start + lines));
		const hasMore = total > start + lines;
		return { content, ...(hasMore && { next: { href: `list?${next.toString()}` } }) };
	}

	const client = {
		kind: { one: 'profile', many: 'profiles' },
		ownUrl: (href: string) => href,
		error: ({ message }: { message: string }) => new Error(message),
		async get<T>(url: string, read: (body: unknown) => T | undefined): Promise<T> {
			asked += 1;
			clock.time += latency;
			if (fails()) throw new Passing('Service Unavailable');
			const page = read(
				await Promise.resolve(list(new URL(url, 'https://sim.invalid').searchParams)),
			);
			if (page === undefined) throw new Error('The answer was not understood');
			return page;
		},
	} as unknown as CampaignClient;

	/** As the trigger asks: a millisecond earlier than it means. */
	const url = (from: number | undefined, order: 'asc' | 'desc' | '', lines: number) => {
		const parts = [`lines=${lines}`, '_forcePagination=true'];
		if (from !== undefined) parts.push(`from=${from - 1}`);
		if (order) parts.push(`order=${order}`);
		return `list?${parts.join('&')}`;
	};

	/** To be called when something was written to the history. */
	const refresh = () => {
		cached = undefined;
	};

	return { client, url, visible, refresh, asked: () => asked };
}
