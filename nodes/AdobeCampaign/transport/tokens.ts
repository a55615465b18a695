import { gatewayCodeIn } from './bodies';
import { NO_ANSWER, type Answer } from './types';

/** An expired token is a 403, too (adobe.io's published validators). */
const EXPIRED = ['403010', '403020'];

/** Nothing was done: the gateway refuses before it asks Campaign. */
const isExpired = ({ status, body }: Answer) =>
	status === 401 || (status === 403 && EXPIRED.includes(gatewayCodeIn(body)));

/** The token service refused, or there is no way to it: so it would be for any other request. */
const isUnissued = ({ tokenRefusal, isFromTokenService }: Answer) =>
	tokenRefusal !== undefined || isFromTokenService === true;

/** What is known of a token that did not come in time. */
const LATE: Answer = { ...NO_ANSWER, network: 'timeout', isFromTokenService: true };

/** Why a request was cancelled: its time was over, or the run was stopped. */
export type CutOff = 'timeout' | 'stop';

/** How a request that needs a token is sent. */
interface Asking {
	/** n8n keeps one token with each credential: what requests share, also those of other executions. */
	credentialId: string;
	/** No token was stored when the credential was read: n8n fetches one for the request. */
	isCold?: boolean;
	/** Cancels the request. */
	signal?: AbortSignal;
	/** Resolves some time after that: n8n cannot cancel its own request for a token. */
	overdue: Promise<CutOff>;
	/** With the token that n8n has stored by then. */
	ask: () => Promise<Answer>;
	/** The same, and n8n fetches a new token when it is refused as before. */
	renew: (refused: Answer) => Promise<Answer>;
}

/** By credential: the request that fetches a token now. It resolves to its answer; to nothing when that says nothing of the token. */
const fetching = new Map<string, Promise<Answer | undefined>>();

/** Fetches a token, while the others wait: when the request is cancelled, no longer than it has itself. */
async function fetchForAll(
	{ credentialId, overdue, ask, renew }: Asking,
	refused?: Answer,
): Promise<Answer> {
	const answering = (async () => {
		const answer = refused ?? (await ask());
		return isExpired(answer) ? await renew(answer) : answer;
	})();
	const opening = Promise.race([
		answering.then((answer) => (answer.status > 0 || isUnissued(answer) ? answer : undefined)),
		overdue.then((cutOff) => (cutOff === 'timeout' ? LATE : undefined)),
	])
		.catch(() => undefined)
		.finally(() => fetching.delete(credentialId));
	fetching.set(credentialId, opening);
	return await answering;
}

/**
 * Sends a request. When a token has to be fetched for it, one of all requests with the credential does so, and the others wait:
 * n8n 1.123 fetches one for each request that is refused, and n8n 2.41, too, for each that finds no token stored (requestOAuth2).
 *
 * @returns undefined when the request was ended while it waited for a token
 */
export async function askWithToken(asking: Asking): Promise<Answer | undefined> {
	const { credentialId, isCold, signal, ask } = asking;
	let answer = isCold ? undefined : await ask();
	while (!answer || isExpired(answer)) {
		const other = fetching.get(credentialId);
		if (!other) return await fetchForAll(asking, answer);
		const theirs = await other;
		if (signal?.aborted) return undefined;
		if (!theirs) continue;
		if (isUnissued(theirs)) return theirs;
		answer = await ask();
		// A new token is not accepted: a further one would not be either.
		if (isExpired(theirs)) return answer;
	}
	return answer;
}
