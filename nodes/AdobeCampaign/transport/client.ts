import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { folded } from '../records/clean';
import { elapsed } from '../n8n/clock';
import { readConnection, type CampaignContext, type Connection } from './connection';
import { resolveHref } from './urls';
import { Line } from './session';
import { unlessMissing } from '../n8n/missing';
import { inDoubt, type CampaignError, type ErrorText } from '../n8n/errors';
import { isErrorPage, isPage, mayBeDone, type Patience } from './retry';
import { runOf, type Learnt, type Pace } from './run';
import type { CampaignRequest } from './send';
import type { Answer, Authentication } from './types';

const isSuccess = ({ status }: Answer) => status >= 200 && status < 300;

/** What Campaign may quote in a refusal: the values of a body, nested ones too. */
const valuesIn = (body: IDataObject): string[] =>
	Object.values(body).flatMap((value) =>
		typeof value === 'object' && value !== null
			? valuesIn(value as IDataObject)
			: [String(value ?? '')],
	);

type Write = CampaignRequest & { method: 'POST' | 'PATCH' | 'DELETE' };

/** What is to be done with a write that had to wait: it is sent, as it is or otherwise, or it needs no sending any more. */
export type Decision<T> = Partial<Pick<Write, 'url' | 'body'>> | { done: T };

/**
 * What a write was decided on. Whenever there was time for somebody else to change that, it is read and decided on again: after
 * each answer that makes the write be sent once more, and when all requests had to wait before it was sent at all.
 */
export interface Basis<T> {
	/** When it was read, in terms of clock.ts. */
	readAt: number;
	/**
	 * @param isUnclear the write may have been done
	 * @throws NodeApiError, NodeOperationError when it must not be sent any more
	 */
	decide: (isUnclear: boolean) => Promise<Decision<T>>;
}

/** Said first when nobody knows whether a write was done. */
const UNCERTAIN: Record<Write['method'], string> = {
	POST: "The profile may exist now. Look for it with 'Get Many' before you create it again, or there may be two.",
	PATCH:
		'It is not known whether the change was stored: read the profile before you send it again.',
	DELETE: 'It is not known whether the profile was deleted: look for it before you go on.',
};

/** The one door to Campaign: sends, repeats what may be repeated, and turns refusals into errors that explain. */
export class CampaignClient {
	constructor(
		/** Whose URLs are built and followed. */
		readonly tenant: Connection,
		private readonly line: Line,
		/** What was seen of the instance in this run. */
		readonly learnt: Learnt,
	) {}

	/** Keeps an e-mail, a customer's key or a sent value, which Campaign may quote, out of messages. */
	hide(...values: string[]): void {
		this.line.hide(...values);
	}

	/**
	 * Reads what a GET answers.
	 *
	 * @param read takes what is wanted from the body; undefined when the body is not what Campaign sends
	 * @param note said first when it does not work, for a reader who has to know what was done before
	 * @param isThere it is known to be there: a 500 is not about what was asked for
	 * @throws NodeApiError
	 */
	async get<T>(
		url: string,
		read: (body: unknown) => T | undefined,
		note = '',
		isThere = false,
	): Promise<T> {
		const patience = this.line.patience('read');
		for (;;) {
			const answer = await this.line.ask({ method: 'GET', url }, note);
			if (answer.wasStopped) throw this.line.stopped(note);
			const found = isSuccess(answer) ? read(answer.body) : undefined;
			if (found !== undefined) {
				this.learnt.isCampaign = true;
				return found;
			}
			// A read does no harm when it is repeated. Where nothing has come from Campaign yet, the address may be wrong.
			const isPassing =
				isErrorPage(answer) ||
				(isThere && answer.status >= 500) ||
				((isThere || this.learnt.isCampaign === true) && isPage(answer));
			const pause = patience.pauseAfter(answer, isPassing);
			if (pause === undefined) throw this.line.lastRefusal(answer, note, 'read');
			await this.line.pause(pause);
		}
	}

	/**
	 * POSTs, and never again once it may have been done: when it is unclear whether the record was made, `findCreated` looks,
	 * and that decides.
	 *
	 * @param read takes what is wanted from Campaign's answer
	 * @throws NodeApiError
	 */
	async post<T>(
		url: string,
		body: IDataObject,
		read: (body: unknown) => T | undefined,
		findCreated: () => Promise<T | undefined> = async () => await Promise.resolve(undefined),
		basis?: Basis<T>,
	): Promise<T> {
		return await this.write(
			{ method: 'POST', url, body },
			({ body: said }) => read(said),
			findCreated,
			basis,
		);
	}

	/**
	 * PATCHes, and never blindly twice: when it is unclear whether the change arrived, `findStored` looks first.
	 *
	 * @param read takes what is wanted from Campaign's answer
	 * @param findStored reads the record; undefined when it does not hold the change
	 * @returns what `read` or `findStored` found; null for v8's empty 204
	 * @throws NodeApiError
	 */
	async patch<T>(
		url: string,
		body: IDataObject,
		read: (body: unknown) => T | undefined,
		findStored: () => Promise<T | undefined>,
		basis?: Basis<T | null>,
	): Promise<T | null> {
		return await this.write<T | null>(
			{ method: 'PATCH', url, body },
			(answer) => (answer.status === 204 ? null : read(answer.body)),
			findStored,
			basis,
		);
	}

	/**
	 * DELETEs, and looks before it does so again. Adobe documents a 200 and no body; text is somebody else's answer.
	 *
	 * @param isGone whether the record is no longer there
	 * @throws NodeApiError, one that `unlessMissing` knows when there was no such record
	 */
	async delete(url: string, isGone: () => Promise<boolean>, basis?: Basis<true>): Promise<void> {
		let mayBeGone = false;
		const deleting = this.write(
			{ method: 'DELETE', url },
			({ body }) => (typeof body === 'string' && body !== '' ? undefined : true),
			async () => {
				mayBeGone = true;
				return (await isGone()) ? true : undefined;
			},
			basis,
		);
		// A gateway may give up before Campaign is done: it was still there at the look, and not at the second DELETE.
		await deleting.catch(async (error: object) => {
			const refused = Promise.reject<void>(error);
			await (mayBeGone ? unlessMissing(refused, ['notFound']) : refused);
		});
	}

	/**
	 * Reads back what was written. When that fails, the error says first that the write was done.
	 *
	 * @param done what was done, and that it could not be read back, as a sentence without a full stop
	 * @throws NodeApiError
	 */
	async getBack<T>(url: string, read: (body: unknown) => T | undefined, done: string): Promise<T> {
		return await this.get(url, read, '', true).catch((error: NodeApiError) => {
			const said = error.message.replace(/ \[item \d+\]$|\.$/, '');
			const description = [`${said}.`, error.description].filter(Boolean).join('\n');
			throw this.line.error({ message: done, description }, Number(error.httpCode ?? 0));
		});
	}

	/** Works alone among all executions in this process that look for the same profile. */
	async inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
		return await this.line.inTurn(folded(name), work);
	}

	/** The URL behind a link; the token never goes to another host or organization. @throws NodeApiError */
	ownUrl(href: string): string {
		const url = resolveHref(this.tenant, href);
		if (url) return url;
		throw this.error({
			message: 'A link leads away from your Campaign organization and was not followed',
			description:
				"Links are followed only on the 'Base URL' and the 'Organization' of the credential, because the access token goes with them.",
		});
	}

	/** An error of this item with a text of its own. */
	error(text: ErrorText): NodeApiError {
		return this.line.error(text);
	}

	/** @param look finds what the write would have made, for when the answer does not tell */
	private async write<T>(
		request: Write,
		read: (answer: Answer) => T | undefined,
		look: () => Promise<T | undefined>,
		basis?: Basis<T>,
	): Promise<T> {
		const patience = this.line.patience('write');
		let current = request;
		let readAt = basis?.readAt;
		let mayBeDoneAlready = false;
		/** A 503 counts as "not done" for a PATCH, but nobody promises that. */
		let mayHaveArrived = false;
		const begun = elapsed();
		for (;;) {
			if (current.body) this.hide(...valuesIn(current.body));
			const uncertain = mayBeDoneAlready ? UNCERTAIN[request.method] : '';
			const answer = await this.line.ask(current, uncertain, readAt);
			const done = isSuccess(answer) ? read(answer) : undefined;
			if (done !== undefined) return done;
			if (!answer.isStale) {
				// Once it may be done, no later refusal says that it was not.
				mayBeDoneAlready ||= isSuccess(answer) || mayBeDone(answer, request.method);
				mayHaveArrived ||= mayBeDoneAlready || mayBeDone(answer, 'POST');
				const found = await this.settle(answer, request.method, patience, mayBeDoneAlready, look);
				if (found !== undefined) return found;
			} else if (this.line.isTooLong(begun)) throw this.line.neverSent(uncertain);
			if (!basis) continue;
			const decision = await basis.decide(mayHaveArrived).catch(async (error: CampaignError) => {
				const said = mayHaveArrived ? inDoubt(error, UNCERTAIN[request.method]) : error;
				return await Promise.reject<Decision<T>>(said);
			});
			if ('done' in decision) return decision.done;
			if (mayHaveArrived && decision.url !== undefined && decision.url !== current.url) {
				throw this.error({
					message: 'Another profile is meant now than when this item began',
					description: UNCERTAIN[request.method],
				});
			}
			current = { ...current, ...decision };
			readAt = elapsed();
		}
	}

	/**
	 * What becomes of a write that was not answered as done.
	 *
	 * @returns what it was for, when it was done after all; undefined when it is to be sent again
	 * @throws NodeApiError when it is not
	 */
	private async settle<T>(
		answer: Answer,
		method: Write['method'],
		patience: Patience,
		isUnclear: boolean,
		look: () => Promise<T | undefined>,
	): Promise<T | undefined> {
		const uncertain = isUnclear ? UNCERTAIN[method] : '';
		if (answer.wasStopped) throw this.line.stopped(uncertain);
		const mayRepeat = !isUnclear || method !== 'POST';
		const pause = mayRepeat ? patience.pauseAfter(answer) : undefined;
		if (pause !== undefined) await this.line.pause(pause);
		const mustLook =
			isUnclear && (pause !== undefined || isSuccess(answer) || mayBeDone(answer, method));
		const found = mustLook ? await look().catch(() => 'unreadable' as const) : undefined;
		if (found === 'unreadable') throw this.line.refusal(answer, uncertain);
		if (found !== undefined) return found;
		if (!mayRepeat) throw this.line.refusal(answer, uncertain);
		if (pause === undefined) throw this.line.lastRefusal(answer, uncertain, 'write');
		return undefined;
	}
}

/** The client of one item, for the credential that the node uses. @throws NodeOperationError */
export async function openClient(
	context: CampaignContext,
	authentication: Authentication,
	itemIndex: number,
	pace: () => Pace,
): Promise<CampaignClient> {
	const tenant = await readConnection(context, authentication, itemIndex);
	const run = runOf(context, tenant, pace);
	return new CampaignClient(tenant, new Line(context, tenant, itemIndex, run), run.learnt);
}
