import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import type { Chance } from './simulate/chance';

/** How far away, and how bad, the network is. */
export interface Distance {
	/** Milliseconds from a packet to the answer to it; 0 for none, of which nothing is lost. */
	roundTripMs: number;
	/** Of what is sent, this part has to be sent again. */
	lost: number;
	/** This part of the connections is cut, while the first answer is on its way. */
	cut: number;
}

/** What happened to the connections. */
export interface Carried {
	connections: number;
	lost: number;
	cut: number;
}

/** Standard deviation of a way's logarithm. */
const JITTER = 0.15;

/** After how long TCP sends again: the least that Linux waits on top of a round trip, and the first packet of a connection (RFC 6298). */
const SENT_AGAIN_MS = 200;
const OPENED_AGAIN_MS = 1000;

/**
 * A TCP proxy to a port of this computer that seems to be far away: what it carries is late, in order, as a receiver sees it, and a
 * connection is open to its client after a round trip.
 */
export async function farAway(
	port: number,
	distance: Distance,
	chance: Chance,
): Promise<{ port: number; carried: Carried; close: () => void }> {
	const carried: Carried = { connections: 0, lost: 0, cut: 0 };
	const { roundTripMs } = distance;
	const isLost = () => {
		const is = roundTripMs > 0 && chance.unit() < distance.lost;
		if (is) carried.lost += 1;
		return is;
	};
	const way = () => (roundTripMs === 0 ? 0 : chance.logNormal(roundTripMs / 2, JITTER));
	const oneWay = () => way() + (isLost() ? SENT_AGAIN_MS + roundTripMs : 0);

	const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
		carried.connections += 1;
		const isCut = roundTripMs > 0 && chance.unit() < distance.cut;
		if (isCut) carried.cut += 1;
		const openAt = performance.now() + way() + way() + (isLost() ? OPENED_AGAIN_MS : 0);
		const far = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
		carry(near, far, { oneWay, openAt, isCut: false });
		carry(far, near, { oneWay, openAt, isCut });
	});
	return { port: await listening(server), carried, close: () => void server.close() };
}

interface Line {
	/** Milliseconds that the next piece takes. */
	oneWay: () => number;
	/** Nothing is sent before, by `performance.now()`. */
	openAt: number;
	isCut: boolean;
}

/** One direction of a connection. */
function carry(from: Socket, to: Socket, { oneWay, openAt, isCut }: Line): void {
	let arrived: Promise<void> = Promise.resolve();
	/** Each piece waits for those before it. */
	const later = (deliver: () => void) => {
		const due = Math.max(performance.now(), openAt) + oneWay();
		arrived = arrived.then(async () => {
			const ms = due - performance.now();
			if (ms > 0) await wait(ms);
			if (!to.destroyed) deliver();
		});
	};
	const cut = () => {
		from.destroy();
		to.resetAndDestroy();
	};
	from.on('data', (chunk) => later(isCut ? cut : () => void to.write(chunk)));
	from.on('end', () => later(() => void to.end()));
	// One that was cut by its other end is cut here, too.
	from.on('error', () => to.destroy());
}

export async function listening(server: Pick<Server, 'listen' | 'address'>): Promise<number> {
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}
