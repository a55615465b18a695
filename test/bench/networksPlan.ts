import type { Own, Seen } from './plan';
import type { Carried, Distance } from './farAway';

/** Between this node and the server. */
export interface Network extends Distance {
	label: string;
	isTls: boolean;
	/** Whether n8n is told to use an HTTP proxy (HTTPS_PROXY), which is near. */
	hasProxy: boolean;
}

/** A network as people have it: see 'Distance'. */
const REAL = { lost: 0.01, cut: 0.001 };

const network = (roundTripMs: number, isTls: boolean, hasProxy = false): Network => ({
	...REAL,
	roundTripMs,
	isTls,
	hasProxy,
	label: [
		roundTripMs === 0 ? 'no distance' : `${roundTripMs} ms`,
		...(isTls ? ['TLS'] : []),
		...(hasProxy ? ['HTTP proxy'] : []),
	].join(', '),
});

const ROUND_TRIPS = [0, 40, 150];

export const NETWORKS: readonly Network[] = [
	...ROUND_TRIPS.map((ms) => network(ms, false)),
	...ROUND_TRIPS.map((ms) => network(ms, true)),
	network(40, true, true),
];

/** 'Max Concurrency': the least, what it is by itself, and the most. */
export const CONCURRENCIES = [1, 10, 50];

export interface NetworkJob {
	network: Network;
	atOnce: number;
	items: number;
}

/** Far away and one at a time, more of them would take minutes and tell the same. */
const itemsOf = ({ roundTripMs }: Network, atOnce: number) =>
	atOnce === 1 && roundTripMs > 0 ? 50 : 200;

export const jobs = (isQuick: boolean): NetworkJob[] =>
	NETWORKS.flatMap((one) =>
		CONCURRENCIES.map((atOnce) => ({
			network: one,
			atOnce,
			items: isQuick && atOnce === 1 ? 20 : itemsOf(one, atOnce),
		})),
	);

/** How often each is measured; the one of the middle counts. */
export const timesOf = (isQuick: boolean) => (isQuick ? 1 : 3);

/** What a process that is the network says when it is ready. */
export interface Reached {
	/** Of the server, through the network. */
	url: string;
	/** What the worker needs to use it. */
	env: Record<string, string>;
}

export interface NetworkResult extends NetworkJob, Own, Carried {
	requests: Seen['requests'];
}
