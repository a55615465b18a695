import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request on its way: when the sandbox got it, and when it was done with it. */
export interface Flight {
	method: string;
	/** With its query, without the organization's name. */
	path: string;
	/** 0 when the connection was cut. */
	status: number;
	begin: number;
	/** Infinity while it is on its way. */
	end: number;
}

interface Started {
	request: IncomingMessage;
	response: ServerResponse;
}

/** The sandbox's log has no times. Node.js publishes this for every request that reaches an HTTP server of this process. */
const ARRIVAL = 'http.server.request.start';

/**
 * Watches the requests of one organization from now on, over as many runs as there are.
 *
 * @returns what has arrived so far, in order
 */
export function watchFlights(organization: string): Flight[] {
	const flights: Flight[] = [];
	const prefix = `/${organization}/`;
	const arrived = (message: unknown) => {
		const { request, response } = message as Started;
		if (!request.url?.startsWith(prefix)) return;
		const flight: Flight = {
			method: request.method ?? '',
			path: request.url.slice(prefix.length),
			status: 0,
			begin: performance.now(),
			end: Infinity,
		};
		flights.push(flight);
		response.once('finish', () => (flight.status = response.statusCode));
		response.once('close', () => (flight.end = performance.now()));
	};
	subscribe(ARRIVAL, arrived);
	watching.push(arrived);
	return flights;
}

const watching: Array<(message: unknown) => void> = [];

/**
 * Resolves when the organization's next request with that method has been answered or cut off. It is in time to change
 * what is stored before the node goes on: the answer was handed to the network, and the node reads it in a later turn of
 * the event loop of this same process.
 */
export async function nextAnswered(organization: string, method: string): Promise<void> {
	await new Promise<void>((resolve) => {
		const arrived = (message: unknown) => {
			const { request, response } = message as Started;
			if (request.method !== method || !request.url?.startsWith(`/${organization}/`)) return;
			unsubscribe(ARRIVAL, arrived);
			response.once('close', resolve);
		};
		subscribe(ARRIVAL, arrived);
		watching.push(arrived);
	});
}

/** Ends what the functions above have begun; the suite calls it after each test. */
export function stopWatching(): void {
	for (const watcher of watching.splice(0)) unsubscribe(ARRIVAL, watcher);
}

/** How many were on their way at the same time. */
export const peakOf = (flights: Flight[]) =>
	Math.max(
		...flights.map(
			({ begin }) => flights.filter((other) => other.begin <= begin && other.end > begin).length,
		),
	);

export const overlap = (one: Flight, other: Flight) =>
	one.begin < other.end && other.begin < one.end;
