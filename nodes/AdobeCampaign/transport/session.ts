import { elapsed } from '../n8n/wait';
import { isExecution, type Context, type Run } from '../n8n/run';
import { CredentialOfItems, readConnection, type Connection } from './connection';
import { isCredentialRefusal } from './explain';
import { pauses } from './pauses';
import {
	httpDate,
	isBusy,
	isErrorPage,
	isPage,
	isTokenServiceDown,
	isTrouble,
	retryAfterMs,
	RetryBudget,
} from './retry';
import { send, type CampaignRequest } from './send';
import { throttleOf, type Throttle } from './throttle';
import { NO_ANSWER, type Answer, type Authentication } from './types';

/** How long a run waits, in milliseconds. */
export interface Limits {
	/** For one answer: 'Timeout'. */
	timeoutMs: number;
	/** How long a request is repeated while Campaign is busy or does not answer: 'Give Up After'; 0 for not at all. */
	maxWaitMs: number;
}

/** What a request is for. Requests of one purpose may work while those of the other do not. */
export type Purpose = 'read' | 'write';

/** What belongs to a request beside the request itself. */
interface SendOptions {
	/** When the data was read that it depends on (see `elapsed`): when that may be out of date, nothing is sent, and the answer `isStale`. */
	readAt?: number;
	/** It has had its turn before. */
	isRepeat?: boolean;
}

/** Why a run sends no further request. */
interface Ending {
	answer: Answer;
	purpose: Purpose;
}

/** With 'Give Up After' at 0, how long a run goes on without a single useful answer, in milliseconds. */
const LEAST_WAIT_MS = 60_000;

const STALE: Answer = { ...NO_ANSWER, isStale: true };

const LONG_NUMBERS =
	'A number of more than 15 digits is put out as text, so that no digit of it is lost';

/** The request came as far as Campaign's gateway, with a token. */
const hadToken = ({ tokenRefusal, isFromTokenService, isStale }: Answer) =>
	!tokenRefusal && !isFromTokenService && !isStale;

/** An answer that says nothing about this request: others may fail in the same way. */
const isNoAnswer = (answer: Answer, purpose: Purpose) =>
	isTrouble(answer) || isErrorPage(answer) || (purpose === 'read' && isPage(answer));

/** The answer to a request that is not sent, since all have to wait: as a gateway gives it, with what is left of the pause. */
const pausedFor = (pauseMs: number): Answer => ({
	...NO_ANSWER,
	status: 429,
	headers: { 'retry-after': String(Math.ceil(pauseMs / 1000)) },
});

/** The traffic of one run to one tenant: its credential, its throttle, and when it gives up. */
export class Session {
	readonly throttle: Throttle;
	/** Something was read here that only Campaign sends, so a Campaign is at this address. */
	isCampaign = false;
	/** Set when the credential is refused, or nothing has worked for too long: the run sends nothing more. */
	ending?: Ending;
	/** Until the first request is answered, which goes alone: ten cold ones would fetch ten tokens (measured, 2.41). */
	private opening?: Promise<unknown>;
	/** The first request succeeded, so a token exists. */
	private isOpen = false;
	/** When reads, or writes, began to have nothing but trouble, and when they last had: see `elapsed`. */
	private readonly trouble: Partial<Record<Purpose, { since: number; last: number }>> = {};
	private readonly credentials?: CredentialOfItems;
	/** By how much the server's clock is ahead of `elapsed`, in milliseconds. */
	private clock?: number;

	constructor(
		readonly run: Run,
		readonly connection: Connection,
		readonly limits: Limits,
	) {
		this.throttle = throttleOf(connection);
		const { context } = run;
		if (isExecution(context))
			this.credentials = new CredentialOfItems(context, connection.credentialType);
	}

	/** @throws NodeOperationError for an item with another credential than the first */
	async refuseOtherCredential(itemIndex: number): Promise<void> {
		await this.credentials?.refuseAnother(itemIndex);
	}

	/**
	 * Sends a request in its turn. The first one of a run goes alone, and so does the next one when it got no token.
	 *
	 * @returns undefined when the run was stopped before, or has ended
	 */
	async send(
		request: CampaignRequest,
		itemIndex: number,
		sending: SendOptions = {},
	): Promise<Answer | undefined> {
		while (this.opening) await this.opening;
		// A poll and a list of the editor have not the time to wait that an execution has.
		const { pauseMs } = this.throttle;
		const isPatient = isExecution(this.run.context) || pauseMs <= this.limits.maxWaitMs;
		if (!isPatient && !this.ending) return pausedFor(pauseMs);
		const answering = this.sendNow(request, itemIndex, sending);
		if (!this.isOpen) this.opening = this.open(answering);
		return await answering;
	}

	private async open(answering: Promise<Answer | undefined>): Promise<void> {
		const answer = await answering.catch(() => undefined);
		this.isOpen = answer !== undefined && hadToken(answer);
		this.opening = undefined;
	}

	private async sendNow(
		request: CampaignRequest,
		itemIndex: number,
		{ readAt = Infinity, isRepeat }: SendOptions,
	): Promise<Answer | undefined> {
		const { run, connection, throttle, limits } = this;
		const purpose = request.method === 'GET' ? 'read' : 'write';
		// A run that has ended does not wait for its turn.
		if (this.ending) return undefined;
		const askedAt = elapsed();
		const answer = await throttle.through(
			async () => {
				if (this.ending) return undefined;
				if (throttle.isStale(readAt)) return STALE;
				if (purpose === 'write') run.written.add(itemIndex);
				const isCold = connection.isCold && !this.isOpen;
				return await send(
					run.context,
					connection,
					itemIndex,
					{ ...request, isCold },
					limits.timeoutMs,
				);
			},
			{ signal: run.signal, isRepeat },
		);
		if (!answer || answer.isStale) return answer;
		const date = httpDate(answer.headers.date);
		if (!Number.isNaN(date)) this.clock = date - elapsed();
		if (answer.hasLongNumbers && isExecution(run.context)) run.hints.add(LONG_NUMBERS);
		const since = this.troubleSince(purpose, askedAt) ?? elapsed();
		this.trouble[purpose] = isNoAnswer(answer, purpose) ? { since, last: elapsed() } : undefined;
		if (isCredentialRefusal(answer, connection.authentication)) this.ending = { answer, purpose };
		return answer;
	}

	/** The present in milliseconds since 1970, by the server's clock; by that of n8n as long as no answer tells it. */
	serverTime(): number {
		return this.clock === undefined ? Date.now() : this.clock + elapsed();
	}

	/** The repetitions of one request. */
	retryBudget(purpose: Purpose): RetryBudget {
		return new RetryBudget(() => this.troubleMs(purpose), this.limits.maxWaitMs);
	}

	/**
	 * For an answer after which its request is not repeated. When nothing else has come for as long as the run may wait, or no
	 * token can be had, the run ends: further items would wait as long, in vain.
	 *
	 * @returns whether the run has waited as long as it may
	 */
	giveUp(answer: Answer, purpose: Purpose): boolean {
		const { maxWaitMs } = this.limits;
		const asked = maxWaitMs > 0 ? (retryAfterMs(answer) ?? 0) : 0;
		const isOver =
			isNoAnswer(answer, purpose) &&
			this.troubleMs(purpose) + asked >= (maxWaitMs || LEAST_WAIT_MS);
		if (isOver || this.isTokenRefused(answer)) this.ending ??= { answer, purpose };
		return isOver || isBusy(answer);
	}

	/** A token service that is down may be up again for the next item; without waiting, it was asked only once. */
	private isTokenRefused(answer: Answer): boolean {
		const wasAskedOnce = isTokenServiceDown(answer) && this.limits.maxWaitMs === 0;
		return answer.tokenRefusal !== undefined && !wasAskedOnce;
	}

	/** Whether a request has been kept waiting since then for longer than the run may wait. */
	isTooLong(since: number): boolean {
		return elapsed() - since > Math.max(this.limits.maxWaitMs, LEAST_WAIT_MS);
	}

	/** For how long nothing but trouble has come of requests for that purpose, in milliseconds. */
	private troubleMs(purpose: Purpose): number {
		const now = elapsed();
		return now - (this.troubleSince(purpose, now) ?? now);
	}

	/**
	 * Since when nothing but trouble has come of requests for that purpose. A time without any request says nothing of how long it
	 * lasts; one in which a request waited for its turn does, since others of the tenant were refused then.
	 *
	 * @param askedAt when the request in question began to wait
	 */
	private troubleSince(purpose: Purpose, askedAt: number): number | undefined {
		const trouble = this.trouble[purpose];
		const isRecent = trouble && askedAt - trouble.last <= pauses.longest + this.limits.timeoutMs;
		return isRecent ? trouble.since : undefined;
	}
}

/**
 * Opens the session of a run: reads the credential, sends nothing.
 *
 * @param itemIndex for the error
 * @throws NodeOperationError for a credential that cannot be right
 */
export const openSession = async (
	run: Run<Context>,
	authentication: Authentication,
	limits: Limits,
	itemIndex: number,
): Promise<Session> =>
	new Session(run, await readConnection(run.context, authentication, itemIndex), limits);
