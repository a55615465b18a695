import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultActions } from './faults/fault';
import type { Outcome } from './http';
import type { ReceivedRequest } from './log';

/** How an answer is delivered. */
export interface Delivery {
	delayMs: number;
	trickle?: FaultActions['trickle'];
}

/** The endless answers of fault `trickle`. They end when the caller leaves or the sandbox closes. */
async function* bytes(body: Buffer, closing: AbortSignal): AsyncGenerator<Buffer> {
	for (let index = 0; !closing.aborted; index += 1) {
		yield index < body.length ? body.subarray(index, index + 1) : Buffer.from(' ');
		await pause(200, undefined, { signal: closing }).catch(() => undefined);
	}
}

async function* blanks(_body: Buffer, closing: AbortSignal): AsyncGenerator<Buffer> {
	for (const block = Buffer.alloc(100_000, ' '); !closing.aborted; ) {
		yield block;
		await pause(10, undefined, { signal: closing }).catch(() => undefined);
	}
}

const TRICKLES = { byte: bytes, blanks };

/** Waits, then answers or cuts the connection. The status is logged before the answer is sent. */
export async function deliver(
	reply: FastifyReply,
	outcome: Outcome,
	{ delayMs, trickle }: Delivery,
	record: ReceivedRequest,
	closing: AbortSignal,
): Promise<void> {
	if (delayMs > 0) await pause(delayMs, undefined, { signal: closing }).catch(() => undefined);
	if (outcome === 'dropped' || closing.aborted || reply.raw.destroyed) {
		reply.hijack();
		reply.raw.destroy();
		return;
	}
	record.status = outcome.status;
	if (trickle) {
		const body = Readable.from(TRICKLES[trickle](Buffer.from(outcome.body), closing));
		void reply.code(outcome.status).headers(outcome.headers).send(body);
		return;
	}
	// Fastify completes the content type of a text, and gives one to an empty Buffer; so a Buffer, or undefined.
	const body = outcome.body === '' ? undefined : Buffer.from(outcome.body);
	void reply.code(outcome.status).headers(outcome.headers).send(body);
}
