import type { NodeApiError } from 'n8n-workflow';

import { elapsed } from '../n8n/clock';
import { note } from '../n8n/hints';
import { pauseFor } from '../n8n/wait';
import { writtenInRun } from '../n8n/written';
import { NO_ANSWER } from './refusal';
import type { CampaignContext, Connection } from './connection';
import { explain, isCredentialRefusal } from './explain';
import { markKind } from '../n8n/missing';
import { apiError, type ErrorText } from '../n8n/errors';
import { pauses } from './pauses';
import {
	isBusy,
	isErrorPage,
	isPage,
	isTokenServiceDown,
	isTrouble,
	Patience,
	retryAfterMs,
} from './retry';
import type { Purpose, Run } from './run';
import { send, type CampaignRequest } from './send';
import type { Answer } from './types';

/** With 'Give Up After' at 0 a run still ends after so long with nothing but trouble: milliseconds. */
const LEAST_PATIENCE_MS = 60_000;

const STALE: Answer = { ...NO_ANSWER, isStale: true };

/** The request has come as far as Campaign's gateway, with a token. */
const hasToken = ({ tokenRefusal, isFromTokenService, isStale }: Answer) =>
	!tokenRefusal && !isFromTokenService && !isStale;

const LONG_NUMBERS =
	'A number of more than 15 digits is put out as text, so that no digit of it is lost';

/** The way of one item's requests: in turn with those of the other items, and what is said when one is refused. */
export class Line {
	/** What may not be seen in a message. */
	private readonly hidden: string[];

	constructor(
		private readonly context: CampaignContext,
		private readonly tenant: Connection,
		private readonly itemIndex: number,
		private readonly run: Run,
	) {
		this.hidden = [...tenant.secrets];
	}

	/** Keeps an e-mail, a customer's key or a sent value, which Campaign may quote, out of messages. */
	hide(...values: string[]): void {
		this.hidden.push(...values);
	}

	/** An error of this item with a text of its own. */
	error(text: ErrorText, status = 0): NodeApiError {
		return apiError(this.context, this.itemIndex, { ...text, status });
	}

	/**
	 * For a request that is not repeated any more. When nothing else has come for as long as the run may wait, or no token can
	 * be had, patience is at an end for the whole run: what comes after would wait as long, and in vain.
	 */
	lastRefusal(answer: Answer, note: string, purpose: Purpose): NodeApiError {
		const { maxWaitMs } = this.run.pace;
		const asked = maxWaitMs > 0 ? (retryAfterMs(answer) ?? 0) : 0;
		const isOver =
			isNoAnswer(answer, purpose) &&
			this.troubleMs(purpose) + asked >= (maxWaitMs || LEAST_PATIENCE_MS);
		if (isOver || this.isTokenRefused(answer)) this.run.refused ??= { answer, purpose };
		return this.refusal(answer, note, isBusy(answer) || isOver ? this.waitLimit(answer) : '');
	}

	/** For a request that was never sent, since all requests had to wait each time before it. */
	neverSent(note: string): NodeApiError {
		const said = 'Nothing was sent for this item after that. Run it again later.';
		return this.error({
			message: 'Campaign is too busy for this item',
			description: [note, said].filter(Boolean).join('\n'),
		});
	}

	/** Whether a request has been kept waiting for longer than the run may wait. */
	isTooLong(since: number): boolean {
		return elapsed() - since > Math.max(this.run.pace.maxWaitMs, LEAST_PATIENCE_MS);
	}

	/** A token service that is down may be up again for the next item; with no waiting at all, it was asked only once. */
	private isTokenRefused(answer: Answer): boolean {
		const wasAskedOnce = isTokenServiceDown(answer) && this.run.pace.maxWaitMs === 0;
		return answer.tokenRefusal !== undefined && !wasAskedOnce;
	}

	private waitLimit(answer: Answer): string {
		const what = isBusy(answer) ? 'Campaign is busy' : 'Nothing but failures has come';
		return `${what} for longer than 'Give Up After' in Options allows (${counted(this.run.pace.maxWaitMs / 60_000, 'minute')}).`;
	}

	/**
	 * @param note said first, for a reader who has to know what was done before
	 * @param waitLimit what 'Give Up After' had to do with it
	 */
	refusal(answer: Answer, note = '', waitLimit = ''): NodeApiError {
		const explanation = explain(answer, this.tenant.authentication, this.hidden);
		// The editor's lists have limits of their own.
		const limits = 'getInputData' in this.context ? [waitLimit, this.timeLimit(answer)] : [];
		const description = [note, ...limits, explanation.description].filter(Boolean).join('\n');
		const error = apiError(this.context, this.itemIndex, { ...explanation, description });
		return markKind(error, explanation.kind);
	}

	private timeLimit({ network, isFromTokenService }: Answer): string {
		if (network !== 'timeout') return '';
		const server = isFromTokenService ? 'The token service' : 'Campaign';
		return `${server} took longer than 'Timeout' in Options allows (${counted(this.run.pace.timeoutMs / 1000, 'second')}).`;
	}

	/** For one request. */
	patience(purpose: Purpose): Patience {
		return new Patience(() => this.troubleMs(purpose), this.run.pace.maxWaitMs);
	}

	/** For how long nothing but trouble has come of requests for that. */
	private troubleMs(purpose: Purpose): number {
		const trouble = this.run.trouble[purpose];
		return trouble && this.isRecent(trouble.last) ? elapsed() - trouble.since : 0;
	}

	/** A time without any request says nothing of how long the trouble lasts. */
	private isRecent(time: number): boolean {
		return elapsed() - time <= pauses.longest + this.run.pace.timeoutMs;
	}

	/** Milliseconds, or until the run is stopped. */
	async pause(ms: number): Promise<void> {
		await pauseFor(ms, this.run.signal);
	}

	/** Works when no other execution in this process works under the same name. */
	async inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
		return await this.run.throttle.turns.take(name, work, this.run.signal);
	}

	/** The error of an item that n8n's "Stop" has met. @param note said first: what may have been done */
	stopped(note = ''): NodeApiError {
		const description = [note, 'Nothing was sent for this item after that.'].filter(Boolean);
		return this.error({ message: 'The run was stopped', description: description.join('\n') });
	}

	/**
	 * Sends when it is this request's turn. The first one of a run goes alone, and so does the next one when it got no token.
	 *
	 * @param note said first when the run has no further requests: it was stopped, or refused once and for all
	 * @param readAt when what the request depends on was read, in terms of clock.ts: it is not sent, and the answer `isStale`,
	 * when that may be out of date
	 * @throws NodeApiError then
	 */
	async ask(request: CampaignRequest, note = '', readAt = Infinity): Promise<Answer> {
		const { run } = this;
		while (run.opening) await run.opening;
		if (run.isOpen) return await this.askNow(request, note, readAt);
		const answering = this.askNow(request, note, readAt);
		const open = (answer: Answer) => (run.isOpen = hasToken(answer));
		run.opening = answering.then(open, () => undefined).finally(() => (run.opening = undefined));
		return await answering;
	}

	private async askNow(request: CampaignRequest, said: string, readAt: number): Promise<Answer> {
		const { context, tenant, itemIndex, run } = this;
		const purpose = request.method === 'GET' ? 'read' : 'write';
		// A run that is over does not wait for its turn to say so.
		const sending = run.refused
			? undefined
			: run.throttle.through(async () => {
					if (run.refused) return undefined;
					if (run.throttle.isStale(readAt)) return STALE;
					if (purpose === 'write') writtenInRun(context).add(itemIndex);
					return await send(context, tenant, itemIndex, request, run.pace.timeoutMs);
				}, run.signal);
		const answer = await sending;
		if (!answer && run.refused)
			throw this.lastRefusal(run.refused.answer, said, run.refused.purpose);
		if (!answer) throw this.stopped(said);
		if (answer.isStale) return answer;
		if (answer.hasLongNumbers && 'getInputData' in context) note(context, LONG_NUMBERS);
		const since = elapsed() - this.troubleMs(purpose);
		run.trouble[purpose] = isNoAnswer(answer, purpose) ? { since, last: elapsed() } : undefined;
		if (isCredentialRefusal(answer, tenant.authentication)) run.refused = { answer, purpose };
		return answer;
	}
}

/** Says nothing about this request: others may fail in the same way. */
const isNoAnswer = (answer: Answer, purpose: Purpose) =>
	isTrouble(answer) || isErrorPage(answer) || (purpose === 'read' && isPage(answer));

const counted = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`;
