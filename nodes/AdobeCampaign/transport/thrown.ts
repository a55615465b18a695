import { decodeBody, hasLongNumbers } from './bodies';
import { NO_ANSWER, type Answer } from './types';

type Thrown = Record<string, unknown>;

const isThrown = (value: unknown): value is Thrown => typeof value === 'object' && value !== null;

/** n8n wraps what its HTTP client threw, once or twice. */
function chainOf(error: unknown): Thrown[] {
	const chain: Thrown[] = [];
	for (let next = error; isThrown(next) && chain.length < 6; next = next.cause) chain.push(next);
	return chain;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

const lowerCaseNames = (headers: unknown) =>
	Object.fromEntries(
		Object.entries(isThrown(headers) ? headers : {}).map(([name, value]) => [
			name.toLowerCase(),
			String(value),
		]),
	);

/** An HTTP answer from its parts, as n8n's helper returns them or its HTTP client throws them. */
export const answerOf = (status: unknown, headers: unknown, body: unknown): Answer => ({
	status: Number(status),
	headers: lowerCaseNames(headers),
	body: decodeBody(body),
	...(hasLongNumbers(body) && { hasLongNumbers: true as const }),
});

/** A failure on the way, by the system's name for it. */
const failureOf = (networkCode: string): Answer => ({
	...NO_ANSWER,
	network: ['ECONNABORTED', 'ETIMEDOUT'].includes(networkCode) ? 'timeout' : 'connection',
	networkCode,
});

const codeIn = (chain: Thrown[]) => chain.map(({ code }) => textOf(code)).find(Boolean);

/** The answer when n8n's OAuth2 client (@n8n/client-oauth2) got something else than a token from the token service, or no answer. */
function fromTokenService(chain: Thrown[], url: string): Answer | undefined {
	const refusal = chain.find(({ code }) => code === 'EAUTH' || code === 'ESTATUS');
	const elsewhere = chain.find(({ config }) => isThrown(config) && config.url !== url);
	const wrapped = chain.find(({ message }) => textOf(message).includes('OAuth2 access token'));
	if (!refusal && !elsewhere && !wrapped) return undefined;
	const body = refusal && isThrown(refusal.body) ? refusal.body : {};
	const response = chain.map((link) => link.response).find(isThrown);
	const status = Number(refusal?.status ?? response?.status);
	const code = codeIn(chain);
	if (!refusal && !response && code) return { ...failureOf(code), isFromTokenService: true };
	return {
		...NO_ANSWER,
		tokenRefusal: {
			error: textOf(body.error) || 'unknown',
			description: textOf(body.error_description) || textOf((refusal ?? elsewhere)?.message),
			...(status > 0 && { status }),
		},
	};
}

/**
 * Makes data of what n8n's request helper threw: an answer with a status, a refusal of the token service, or a failure on
 * the way. Undefined for everything else, such as a missing credential, which n8n itself reports.
 *
 * @param url the request's address, which tells Campaign's failures from the token service's
 */
export function answerFromThrown(error: unknown, url: string): Answer | undefined {
	const chain = chainOf(error);
	const unissued = fromTokenService(chain, url);
	if (unissued) return unissued;
	const response = chain.map((link) => link.response).find(isThrown);
	if (response) return answerOf(response.status, response.headers, response.data);
	// n8n 1.x keeps no more of an answer than its status.
	const status = chain.map(({ httpCode }) => Number(httpCode)).find((number) => number > 0);
	if (status) return answerOf(status, {}, '');
	const code = codeIn(chain);
	return code ? failureOf(code) : undefined;
}
