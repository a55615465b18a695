import type { NodeApiError } from 'n8n-workflow';

import { apiError, type ApiErrorText } from '../n8n/errors';
import { isExecution } from '../n8n/run';
import { explain } from './explain';
import { isBusy } from './retry';
import type { Purpose, Session } from './session';
import type { Answer, Kind } from './types';

const counted = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`;

/** The errors of one item whose requests were refused, were not answered, or were not sent. */
export class ItemErrors {
	/** @param hidden what must not be seen in a message, as far as it is known when the message is made */
	constructor(
		private readonly session: Session,
		private readonly kind: Kind,
		private readonly itemIndex: number,
		private readonly hidden: readonly string[],
	) {}

	/** An error of this item with a text of its own. */
	error(text: Omit<ApiErrorText, 'status'>, status = 0): NodeApiError {
		return apiError(this.session.run.context, this.itemIndex, { ...text, status });
	}

	/**
	 * An unsuccessful answer in words.
	 *
	 * @param preface put before the description, such as what may have been written already
	 * @param waitLimit what 'Give Up After' had to do with it
	 */
	refusal(answer: Answer, preface = '', waitLimit = ''): NodeApiError {
		const { run, connection } = this.session;
		const { authentication } = connection;
		const explanation = explain(answer, { authentication, kind: this.kind }, this.hidden);
		// The editor's lists have limits of their own.
		const limits = isExecution(run.context) ? [waitLimit, this.timeLimit(answer)] : [];
		const lines = [preface, ...limits, explanation.description];
		return apiError(run.context, this.itemIndex, {
			...explanation,
			description: lines.filter(Boolean).join('\n'),
		});
	}

	/** The error after the last attempt. */
	finalRefusal(answer: Answer, preface: string, purpose: Purpose): NodeApiError {
		const hasWaited = this.session.giveUp(answer, purpose);
		return this.refusal(answer, preface, hasWaited ? this.waitLimit(answer) : '');
	}

	/** The error when nothing was sent because the run was stopped, or has ended for all items. */
	unsent(preface: string): NodeApiError {
		const { ending } = this.session;
		return ending
			? this.finalRefusal(ending.answer, preface, ending.purpose)
			: this.stopped(preface);
	}

	/** The error of an item that n8n's Stop button ended. */
	stopped(preface = ''): NodeApiError {
		const description = [preface, 'Nothing was sent for this item after that.'].filter(Boolean);
		return this.error({ message: 'The run was stopped', description: description.join('\n') });
	}

	/** The error of a request that was never sent, since all requests had to wait each time before it. */
	neverSent(preface: string): NodeApiError {
		const advice = 'Nothing was sent for this item after that. Run it again later.';
		return this.error({
			message: 'Campaign is too busy for this item',
			description: [preface, advice].filter(Boolean).join('\n'),
		});
	}

	private waitLimit(answer: Answer): string {
		const what = isBusy(answer) ? 'Campaign is busy' : 'Nothing but failures has come';
		const minutes = this.session.limits.maxWaitMs / 60_000;
		return `${what} for longer than 'Give Up After' in Options allows (${counted(minutes, 'minute')}).`;
	}

	private timeLimit({ network, isFromTokenService }: Answer): string {
		if (network !== 'timeout') return '';
		const server = isFromTokenService ? 'The token service' : 'Campaign';
		const seconds = this.session.limits.timeoutMs / 1000;
		return `${server} took longer than 'Timeout' in Options allows (${counted(seconds, 'second')}).`;
	}
}
