import { NodeApiError, sleep } from 'n8n-workflow';
import type {
	IAdditionalCredentialOptions,
	IDataObject,
	IHttpRequestOptions,
	JsonObject,
} from 'n8n-workflow';

import { cancelSignalOf, type Context } from '../n8n/run';
import type { Connection } from './connection';
import { answerFromThrown, answerOf } from './thrown';
import { askWithToken, type CutOff } from './tokens';
import { NO_ANSWER, type Answer } from './types';

/** What goes to Campaign. */
export interface CampaignRequest {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	url: string;
	body?: IDataObject;
	/** For one that is worth less time than 'Timeout' gives it, in milliseconds. */
	longestMs?: number;
	/** No token was stored when the credential was read, and no request of the run has had one since. */
	isCold?: boolean;
}

/** The end of a request that has a deadline. */
interface Ended<T> {
	/** Undefined when the request went on after it was cancelled. */
	result?: T;
	cutOff?: CutOff;
}

/** A cancelled request ends at once. What still runs after this, in milliseconds, cannot be cancelled: n8n's own request for a token. */
const GRACE_MS = 100;

/** The longest that a timer of Node.js can be set to: 24 days. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * The same context with another signal: n8n's request helper hands its HTTP client that of the context which it is called on,
 * whatever the request says (n8n-core 2.41).
 */
const withSignal = (context: Context, signal: AbortSignal): Context =>
	Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as Context;

/**
 * Limits the time until the last byte of an answer, and ends when the run is stopped. The HTTP client's own timeout begins anew
 * with each byte that arrives, and n8n waits five minutes for a token.
 *
 * @param ask is cancelled by the signal of the context that it is given; `overdue` resolves when it went on all the same
 */
async function inTime<T>(
	context: Context,
	timeoutMs: number,
	ask: (limited: Context, overdue: Promise<CutOff>) => Promise<T | undefined>,
): Promise<Ended<T>> {
	const stop = cancelSignalOf(context);
	const clock = AbortSignal.timeout(Math.min(Math.ceil(timeoutMs), LONGEST_MS));
	const request = new AbortController();
	let cutOff: CutOff | undefined;
	let giveUp = () => {};
	const overdue = new Promise<CutOff>((resolve) => {
		giveUp = () => {
			const reason = stop?.aborted ? 'stop' : 'timeout';
			cutOff = reason;
			request.abort();
			void sleep(GRACE_MS).then(() => resolve(reason));
		};
	});
	for (const signal of [stop, clock]) signal?.addEventListener('abort', giveUp);
	if (stop?.aborted) giveUp();
	try {
		const result = await Promise.race([
			ask(withSignal(context, request.signal), overdue),
			overdue.then(() => undefined),
		]);
		return { ...(result !== undefined && { result }), cutOff };
	} finally {
		for (const signal of [stop, clock]) signal?.removeEventListener('abort', giveUp);
	}
}

/** A request that ended because it was cancelled. */
const ENDED: Answer = { ...NO_ANSWER };

/** What is known of a request that was cancelled. */
const cutAnswer = ({ authentication }: Connection, { result, cutOff }: Ended<Answer>): Answer => ({
	...NO_ANSWER,
	...(cutOff === 'stop' ? { network: 'connection', wasStopped: true } : { network: 'timeout' }),
	// n8n can end its request to Campaign, but not the one for a token.
	...(!result && authentication === 'oAuth2' && { isFromTokenService: true }),
});

/**
 * One request through n8n's helper, signed with the credential. Refusals come back as data, whatever their status, and so
 * does an answer that is not complete in time.
 *
 * @throws n8n's own errors, such as a missing credential
 */
export async function send(
	context: Context,
	tenant: Connection,
	itemIndex: number,
	{ method, url, body, longestMs = Infinity, isCold }: CampaignRequest,
	limitMs: number,
): Promise<Answer> {
	const timeoutMs = Math.min(limitMs, longestMs);
	const request: IHttpRequestOptions = {
		method,
		url,
		headers: {
			Accept: 'application/json',
			'Cache-Control': 'no-cache',
			// Without the charset Campaign stores accented letters wrong (Adobe support article KA-16136).
			...(body && { 'Content-Type': 'application/json;charset=utf-8' }),
			...tenant.headers,
		},
		...(body && { body }),
		// Campaign answers plain text, quoted text and JSON: decoded by us and not by guessing.
		encoding: 'text',
		returnFullResponse: true,
		// n8n would hand X-Api-Key to any host that it is redirected to.
		disableFollowRedirect: true,
		timeout: Math.min(timeoutMs, LONGEST_MS),
	};

	const ask = async (
		limited: Context,
		options: IHttpRequestOptions,
		signing?: IAdditionalCredentialOptions,
	): Promise<Answer> => {
		try {
			const {
				statusCode,
				headers,
				body: said,
			} = await limited.helpers.httpRequestWithAuthentication.call(
				limited,
				tenant.credentialType,
				// n8n's helper changes the options it is given, the headers included.
				{ ...options, headers: { ...options.headers } },
				signing,
			);
			return answerOf(statusCode, headers, said);
		} catch (error) {
			const answer = answerFromThrown(error, url);
			// n8n 1.x does not hand on by what name the request ended.
			if (!answer?.status && cancelSignalOf(limited)?.aborted) return ENDED;
			if (answer) return answer;
			throw new NodeApiError(context.getNode(), error as JsonObject, { itemIndex });
		}
	};

	const ended = await inTime(context, timeoutMs, async (limited, overdue) => {
		// Refusals come back as data, 401 too: n8n renews an OAuth2 token by itself only after a request that throws.
		const plainly = async () => await ask(limited, { ...request, ignoreHttpStatusErrors: true });
		if (tenant.authentication !== 'oAuth2') return await plainly();
		return await askWithToken({
			credentialId: tenant.credentialId,
			isCold,
			signal: cancelSignalOf(limited),
			overdue,
			ask: plainly,
			renew: async (refused) => {
				const renewed = await ask(limited, request, {
					oauth2: { tokenExpiredStatusCode: refused.status },
				});
				// What n8n 1.x throws has lost the words of the refusal; the first one had them.
				return renewed.status === refused.status && renewed.body === '' ? refused : renewed;
			},
		});
	});
	const { result } = ended;
	return result && result !== ENDED ? result : cutAnswer(tenant, ended);
}
