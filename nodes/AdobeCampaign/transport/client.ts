import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { afterwards, inDoubt, isOfKind, type ApiErrorText, type NodeError } from '../n8n/errors';
import { elapsed, pauseFor } from '../n8n/wait';
import { ItemErrors } from './itemErrors';
import { isErrorPage, isOops, isPage, isSuccess, mayBeDone, type RetryBudget } from './retry';
import type { CampaignRequest } from './send';
import type { Session } from './session';
import type { Answer, Kind } from './types';
import { resolveHref, Urls } from './urls';

/** What Campaign may quote in a refusal: the values of a body, nested ones too. */
const valuesIn = (body: IDataObject): string[] =>
	Object.values(body).flatMap((value) =>
		typeof value === 'object' && value !== null
			? valuesIn(value as IDataObject)
			: [String(value ?? '')],
	);

type Write = CampaignRequest & { method: 'POST' | 'PATCH' | 'DELETE' };

/** What is to be done with a write that had to wait: send it, as it is or changed, or nothing more because it is done. */
export type Decision<T> = Partial<Pick<Write, 'url' | 'body'>> | { done: T };

/**
 * What a write was decided on. It is read and decided again whenever others had time to change it: after each answer that makes
 * the write be sent once more, and when all requests had to wait before it was sent at all.
 */
export interface Basis<T> {
	/** When it was read: see `elapsed`. */
	readAt: number;
	/**
	 * @param isUnclear the write may have been done
	 * @throws NodeApiError, NodeOperationError when it must not be sent any more
	 */
	decide: (isUnclear: boolean) => Promise<Decision<T>>;
}

/** The preface of an error after which it is not known whether a write was done. */
const uncertainty = (method: Write['method'], { one, isUnique, uncertain }: Kind) =>
	({
		POST:
			uncertain ??
			(isUnique
				? `The ${one} may exist now. Look for it with 'Get Many', or run the item again: there cannot be two.`
				: `The ${one} may exist now. Look for it with 'Get Many' before you create it again, or there may be two.`),
		PATCH: `It is not known whether the change was stored: read the ${one} before you send it again.`,
		DELETE: `It is not known whether the ${one} was deleted: look for it before you go on.`,
	})[method];

/** The requests of one item for records of one kind: sends, repeats what may be repeated, and makes errors of refusals. */
export class CampaignClient {
	readonly urls: Urls;
	private readonly errors: ItemErrors;

	/** @param hidden what must not be seen in messages of this item */
	constructor(
		readonly session: Session,
		readonly kind: Kind,
		private readonly itemIndex: number,
		private readonly hidden = [...session.connection.secrets],
	) {
		this.urls = new Urls(session.connection, kind);
		this.errors = new ItemErrors(session, kind, itemIndex, hidden);
	}

	/** The same item's requests for records of another kind: what one of the two hides, the other does, too. */
	of(kind: Kind): CampaignClient {
		return new CampaignClient(this.session, kind, this.itemIndex, this.hidden);
	}

	/** Keeps an e-mail, a customer's key or a sent value, which Campaign may quote, out of messages. */
	hide(...values: string[]): void {
		this.hidden.push(...values);
	}

	/**
	 * Reads what a GET answers.
	 *
	 * @param read takes what is wanted from the body; undefined when the body is not what Campaign sends
	 * @param preface put before the error's description, such as what has been written already
	 * @param isThere the record is known to exist, so a 500 is not about its key
	 * @throws NodeApiError
	 */
	async get<T>(
		url: string,
		read: (body: unknown) => T | undefined,
		preface = '',
		isThere = false,
	): Promise<T> {
		const { session, errors } = this;
		const budget = session.retryBudget('read');
		for (let isRepeat = false; ; isRepeat = true) {
			const answer = await session.send({ method: 'GET', url }, this.itemIndex, { isRepeat });
			if (!answer) throw errors.unsent(preface);
			if (answer.wasStopped) throw errors.stopped(preface);
			const found = isSuccess(answer) ? read(answer.body) : undefined;
			if (found !== undefined) {
				session.isCampaign = true;
				return found;
			}
			// A read does no harm when it is repeated. Where nothing has come from Campaign yet, the address may be wrong.
			const isPassing =
				isErrorPage(answer) ||
				(isThere && answer.status >= 500) ||
				((isThere || session.isCampaign) && isPage(answer));
			const delay = budget.delayAfter(answer, isPassing);
			if (delay === undefined) throw errors.finalRefusal(answer, preface, 'read');
			await this.pause(delay);
		}
	}

	/**
	 * Reads what can be done without: once, and only for so long. A 429 is waited out like any other: what is done instead would be more
	 * requests, at the moment when the gateway has had too many.
	 *
	 * @param longestMs for the whole answer, in milliseconds
	 * @returns undefined when it was refused, took longer, or is not what was asked for
	 */
	async getOnce<T>(
		url: string,
		read: (body: unknown) => T | undefined,
		longestMs: number,
	): Promise<T | undefined> {
		const { session } = this;
		const budget = session.retryBudget('read');
		for (let isRepeat = false; ; isRepeat = true) {
			const answer = await session.send({ method: 'GET', url, longestMs }, this.itemIndex, {
				isRepeat,
			});
			if (!answer) return undefined;
			if (isSuccess(answer)) return read(answer.body);
			const delay = answer.status === 429 ? budget.delayAfter(answer) : undefined;
			if (delay === undefined) return undefined;
			await this.pause(delay);
		}
	}

	/**
	 * POSTs, and never again once it may have been done: when it is unclear whether the record was made, `look` decides.
	 *
	 * @param read takes what is wanted from Campaign's answer
	 * @param look finds the record that may have been made
	 * @throws NodeApiError
	 */
	async post<T>(
		url: string,
		body: IDataObject,
		read: (body: unknown) => T | undefined,
		look: () => Promise<T | undefined> = async () => await Promise.resolve(undefined),
		basis?: Basis<T>,
	): Promise<T> {
		return await this.write(
			{ method: 'POST', url, body },
			(answer) => read(answer.body),
			look,
			basis,
		);
	}

	/**
	 * PATCHes, and never blindly twice: when it is unclear whether the change arrived, `look` decides first.
	 *
	 * @param read takes what is wanted from Campaign's answer
	 * @param look reads the record; undefined when it does not hold the change
	 * @returns what `read` or `look` found; null for v8's empty 204
	 * @throws NodeApiError
	 */
	async patch<T>(
		url: string,
		body: IDataObject,
		read: (body: unknown) => T | undefined,
		look: () => Promise<T | undefined>,
		basis?: Basis<T | null>,
	): Promise<T | null> {
		return await this.write<T | null>(
			{ method: 'PATCH', url, body },
			(answer) => (answer.status === 204 ? null : read(answer.body)),
			look,
			basis,
		);
	}

	/**
	 * DELETEs, and looks before it does so again. Adobe documents a 200 without a body; a text body did not come from Campaign.
	 *
	 * @param isGone whether the record is no longer there
	 * @throws NodeApiError of the kind `notFound` when there was no such record
	 */
	async delete(url: string, isGone: () => Promise<boolean>, basis?: Basis<true>): Promise<void> {
		let wasUnclear = false;
		await this.write(
			{ method: 'DELETE', url },
			({ body }) => (typeof body === 'string' && body !== '' ? undefined : true),
			async () => {
				wasUnclear = true;
				return (await isGone()) ? true : undefined;
			},
			basis,
		).catch(async (error: unknown) => {
			// A gateway may give up before Campaign is done: the record was there at the look, and not at the second DELETE.
			if (!wasUnclear || !isOfKind(error, ['notFound'])) await Promise.reject(error);
		});
	}

	/**
	 * Reads back what was written. When that fails, the error says first that the write was done.
	 *
	 * @param done what was done, and that it could not be read back, as a sentence without a full stop
	 * @throws NodeApiError
	 */
	async getBack<T>(url: string, read: (body: unknown) => T | undefined, done: string): Promise<T> {
		return await this.readBack(this.get(url, read, '', true), done);
	}

	/** The same for a reading of any kind. */
	async readBack<T>(reading: Promise<T>, done: string): Promise<T> {
		return await reading.catch((error: NodeApiError) => {
			const reason = error.message.replace(/ \[item \d+\]$|\.$/, '');
			const description = [`${reason}.`, error.description].filter(Boolean).join('\n');
			const text = { message: done, description: afterwards(description) };
			throw this.errors.error(text, Number(error.httpCode ?? 0));
		});
	}

	/**
	 * Works alone among all executions in this process that work under the same key on records of this kind. The family is not a
	 * part of the key: two field sets show the same records.
	 */
	async inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
		const { throttle, run } = this.session;
		return await throttle.turns.take(`${this.kind.name} ${key}`, work, run.signal);
	}

	/** The URL behind a link; the token never goes to another host or organization. @throws NodeApiError */
	ownUrl(href: string): string {
		const url = resolveHref(this.session.connection, href, this.kind.family);
		if (url) return url;
		throw this.error({
			message: 'A link leads away from your Campaign organization and was not followed',
			description:
				"Links are followed only on the 'Base URL' and the 'Organization' of the credential, because the access token goes with them.",
		});
	}

	/** An error of this item with a text of its own, and a kind for code: see `isOfKind`. */
	error(text: Omit<ApiErrorText, 'status'>): NodeApiError {
		return this.errors.error(text);
	}

	/** @param look finds the result of a write whose answer does not tell it */
	private async write<T>(
		request: Write,
		read: (answer: Answer) => T | undefined,
		look: () => Promise<T | undefined>,
		basis?: Basis<T>,
	): Promise<T> {
		const { session, errors } = this;
		const uncertain = uncertainty(request.method, this.kind);
		const budget = session.retryBudget('write');
		const begun = elapsed();
		let current = request;
		let readAt = basis?.readAt;
		let mayBeDoneAlready = false;
		/** A 503 counts as "not done" for a PATCH, but Adobe does not promise that. */
		let mayHaveArrived = false;
		for (let isRepeat = false; ; isRepeat = true) {
			if (current.body) this.hide(...valuesIn(current.body));
			const preface = mayBeDoneAlready ? uncertain : '';
			const answer = await session.send(current, this.itemIndex, { readAt, isRepeat });
			if (!answer) throw errors.unsent(preface);
			if (this.kind.isRefusal?.(answer)) throw errors.refusal(answer, preface);
			const done = isSuccess(answer) ? read(answer) : undefined;
			if (done !== undefined) return done;
			if (!answer.isStale) {
				// Once it may be done, no later refusal says that it was not.
				mayBeDoneAlready ||= isSuccess(answer) || this.isUnclear(answer, request.method);
				mayHaveArrived ||= mayBeDoneAlready || mayBeDone(answer, 'POST');
				const found = await this.settle(answer, request.method, budget, mayBeDoneAlready, look);
				if (found !== undefined) return found;
			} else if (session.isTooLong(begun)) throw errors.neverSent(preface);
			if (!basis) continue;
			const decision = await basis.decide(mayHaveArrived).catch(async (error: NodeError) => {
				const known = mayHaveArrived ? inDoubt(error, uncertain) : error;
				return await Promise.reject<Decision<T>>(known);
			});
			if ('done' in decision) return decision.done;
			if (mayHaveArrived && decision.url !== undefined && decision.url !== current.url) {
				throw this.error({
					message: `Another ${this.kind.one} is meant now than when this item began`,
					description: uncertain,
				});
			}
			current = { ...current, ...decision };
			readAt = elapsed();
		}
	}

	/**
	 * What becomes of a write that was not answered as done.
	 *
	 * @returns the write's result, when it was done after all; undefined when it is to be sent again
	 * @throws NodeApiError when it is not
	 */
	private async settle<T>(
		answer: Answer,
		method: Write['method'],
		budget: RetryBudget,
		isUnclear: boolean,
		look: () => Promise<T | undefined>,
	): Promise<T | undefined> {
		const { errors } = this;
		const preface = isUnclear ? uncertainty(method, this.kind) : '';
		if (answer.wasStopped) throw errors.stopped(preface);
		const mayRepeat = !isUnclear || method !== 'POST';
		const delay = mayRepeat ? budget.delayAfter(answer) : undefined;
		if (delay !== undefined) await this.pause(delay);
		const mustLook =
			isUnclear && (delay !== undefined || isSuccess(answer) || this.isUnclear(answer, method));
		const found = mustLook ? await look().catch(() => 'unreadable' as const) : undefined;
		if (found === 'unreadable') throw errors.refusal(answer, preface);
		if (found !== undefined) return found;
		if (!mayRepeat) throw errors.refusal(answer, preface);
		if (delay === undefined) throw errors.finalRefusal(answer, preface, 'write');
		return undefined;
	}

	/** Whether a write may be done. Where Campaign has answered before, an "Oops" of the gateway may have lost its answer. */
	private isUnclear(answer: Answer, method: Write['method']): boolean {
		return (
			mayBeDone(answer, method) || (method === 'POST' && this.session.isCampaign && isOops(answer))
		);
	}

	/** @param ms milliseconds, or until the run is stopped */
	private async pause(ms: number): Promise<void> {
		await pauseFor(ms, this.session.run.signal);
	}
}
