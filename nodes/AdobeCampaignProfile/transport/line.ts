import type { NodeApiError } from 'n8n-workflow';

import { pauseFor } from '../helpers/pauseFor';
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
	error(text: ErrorText): NodeApiError {
		return apiError(this.context, this.itemIndex, { ...text, status: 0 });
	}

	/** When patience is at an end, it is for the whole run: whoever comes after would wait as long, and in vain. */
	lastRefusal(answer: Answer, note = ''): NodeApiError {
		if (isBusy(answer)) this.run.refused = answer;
		return this.refusal(answer, note);
	}

	/** @param note said first, for a reader who has to know what was done before */
	refusal(answer: Answer, note = ''): NodeApiError {
		const { run, tenant } = this;
		const explanation = explain(answer, tenant.authentication, this.hidden);
		const minutes = run.pace.maxWaitMs / 60_000;
		const gaveUp =
			isBusy(answer) && answer === run.refused
				? `Campaign refused everything for longer than 'Give Up After' in Options (${minutes} minutes).`
				: '';
		const description = [note, gaveUp, explanation.description].filter(Boolean).join('\n');
		const error = apiError(this.context, this.itemIndex, { ...explanation, description });
		return markKind(error, explanation.kind);
	}

	/** For one request. */
	patience(): Patience {
		const { run } = this;
		return new Patience(() => (run.busySince ? Date.now() - run.busySince : 0), run.pace.maxWaitMs);
	}

	/** Where Campaign says how long, its throttle makes everybody wait. */
	async pause(answer: Answer, ms: number): Promise<void> {
		const isForAll = isBusy(answer) && retryAfterMs(answer) !== undefined;
		if (!isForAll) await pauseFor(ms, this.run.signal);
	}

	/**
	 * Sends when it is this request's turn. The first one of a run goes alone.
	 *
	 * @param note said first when the run has no further requests: it was stopped, or refused once and for all
	 * @throws NodeApiError then
	 */
	async ask(request: CampaignRequest, note = ''): Promise<Answer> {
		const { run } = this;
		if (run.opening) await run.opening;
		const answering = this.askNow(request, note);
		run.opening ??= answering.catch(() => undefined);
		return await answering;
	}

	private async askNow(request: CampaignRequest, note: string): Promise<Answer> {
		const { context, tenant, itemIndex, run } = this;
		const answer = await run.throttle.through(
			async () =>
				run.refused
					? undefined
					: await send(context, tenant, itemIndex, request, run.pace.timeoutMs),
			run.signal,
		);
		if (!answer) throw run.refused ? this.refusal(run.refused, note) : this.error(STOPPED);
		run.busySince = isBusy(answer) ? (run.busySince ?? Date.now()) : undefined;
		if (isCredentialRefusal(answer, tenant.authentication)) run.refused = answer;
		return answer;
	}
}
