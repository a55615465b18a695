import type { NodeApiError } from 'n8n-workflow';

import { note } from '../helpers/notices';
import { pauseFor } from '../helpers/pauseFor';
import { writtenInRun } from '../helpers/written';
import type { CampaignContext, Connection } from './connection';
import { explain, isCredentialRefusal } from './explain';
import { markKind } from './missing';
import { apiError, type ErrorText } from './nodeErrors';
import { isBusy, Patience, retryAfterMs } from './retry';
import type { Run } from './run';
import { send, type CampaignRequest } from './send';
import type { Answer } from './types';

const STOPPED = {
	message: 'The run was stopped',
	description: 'Nothing was sent for this item after that.',
};

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
	 * For a request that is not repeated any more. When everything was refused, or no token can be had, patience is at an end
	 * for the whole run: whoever comes after would wait as long, and in vain.
	 */
	lastRefusal(answer: Answer, note = ''): NodeApiError {
		const { maxWaitMs } = this.run.pace;
		const isOver = isBusy(answer) && this.busyMs() + (retryAfterMs(answer) ?? 0) >= maxWaitMs;
		if (isOver || answer.tokenRefusal) this.run.refused = answer;
		if (!isBusy(answer)) return this.refusal(answer, note);
		const minutes = maxWaitMs / 60_000;
		return this.refusal(
			answer,
			note,
			`is busy for longer than 'Give Up After' in Options allows (${minutes} minutes)`,
		);
	}

	/**
	 * @param note said first, for a reader who has to know what was done before
	 * @param limit what an option had to do with it
	 */
	refusal(answer: Answer, note = '', limit = this.timeLimit(answer)): NodeApiError {
		const explanation = explain(answer, this.tenant.authentication, this.hidden);
		// The editor's lists have limits of their own.
		const limited = limit && 'getInputData' in this.context && `Campaign ${limit}.`;
		const description = [note, limited, explanation.description].filter(Boolean).join('\n');
		const error = apiError(this.context, this.itemIndex, { ...explanation, description });
		return markKind(error, explanation.kind);
	}

	private timeLimit({ network }: Answer): string {
		const seconds = this.run.pace.timeoutMs / 1000;
		return network === 'timeout'
			? `took longer than 'Timeout' in Options allows (${seconds} seconds)`
			: '';
	}

	/** For one request. */
	patience(): Patience {
		return new Patience(() => this.busyMs(), this.run.pace.maxWaitMs);
	}

	/** For how long Campaign has refused everything. */
	private busyMs(): number {
		const { busySince } = this.run;
		return busySince === undefined ? 0 : Date.now() - busySince;
	}

	/** Milliseconds, or until the run is stopped. */
	async pause(ms: number): Promise<void> {
		await pauseFor(ms, this.run.signal);
	}

	/**
	 * Sends when it is this request's turn. The first one of a run goes alone, and so does the next one when it got no token.
	 *
	 * @param note said first when the run has no further requests: it was stopped, or refused once and for all
	 * @throws NodeApiError then
	 */
	async ask(request: CampaignRequest, note = ''): Promise<Answer> {
		const { run } = this;
		while (run.opening) await run.opening;
		if (run.isOpen) return await this.askNow(request, note);
		const answering = this.askNow(request, note);
		const open = ({ tokenRefusal }: Answer) => (run.isOpen = tokenRefusal === undefined);
		run.opening = answering.then(open, () => undefined).finally(() => (run.opening = undefined));
		return await answering;
	}

	private async askNow(request: CampaignRequest, said: string): Promise<Answer> {
		const { context, tenant, itemIndex, run } = this;
		const answer = await run.throttle.through(async () => {
			if (run.refused) return undefined;
			if (request.method !== 'GET') writtenInRun(context).add(itemIndex);
			return await send(context, tenant, itemIndex, request, run.pace.timeoutMs);
		}, run.signal);
		if (!answer) throw run.refused ? this.lastRefusal(run.refused, said) : this.error(STOPPED);
		if (answer.hasLongNumbers && 'getInputData' in context) note(context, LONG_NUMBERS);
		run.busySince = isBusy(answer) ? (run.busySince ?? Date.now()) : undefined;
		if (isCredentialRefusal(answer, tenant.authentication)) run.refused = answer;
		return answer;
	}
}
