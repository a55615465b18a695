import { NodeApiError, type IExecuteFunctions, type IHttpRequestOptions } from 'n8n-workflow';

import { send, type CampaignRequest } from '../../../../../nodes/AdobeCampaign/transport/send';
import type { Authentication } from '../../../../../nodes/AdobeCampaign/transport/types';
import { contextOf, type Setting } from '../context';

const URL = 'https://mc.adobe.io/acme/campaign/family/toy';
const GET: CampaignRequest = { method: 'GET', url: URL };

/** Sends one request through n8n's helper, which answers as the test says. */
async function sent(
	request: Setting['request'],
	{
		authentication = 'accessToken' as Authentication,
		what = GET,
		credentialId = '1',
		timeoutMs = 60_000,
		signal = undefined as AbortSignal | undefined,
	} = {},
) {
	const connection = {
		baseUrl: 'https://mc.adobe.io',
		organization: 'acme',
		authentication,
		credentialType: 'adobeCampaignApi' as const,
		credentialId,
		headers: { 'X-Api-Key': 'id-1' },
		secrets: [],
	};
	return await send(contextOf({ request, signal }), connection, 0, what, timeoutMs);
}

/** Answers one request after the other, and keeps what was asked. */
function helper(...replies: Array<{ statusCode: number; body?: string } | Error>) {
	const asked: Array<{ options: IHttpRequestOptions; signing: unknown }> = [];
	const request = async (options: IHttpRequestOptions, signing: unknown) => {
		asked.push({ options, signing });
		const reply = replies[asked.length - 1];
		if (reply instanceof Error) throw reply;
		return await Promise.resolve({ headers: {}, body: '', ...reply });
	};
	return { asked, request };
}

/** What n8n throws for a 401. */
const unauthorized = (data: string) =>
	Object.assign(new Error('401'), { response: { status: 401, headers: {}, data } });

describe('A request', () => {
	it('asks for text and for refusals as data, and follows no redirect', async () => {
		const { asked, request } = helper({ statusCode: 200 });
		await sent(request);

		expect(asked[0].options).toEqual({
			method: 'GET',
			url: URL,
			headers: { Accept: 'application/json', 'Cache-Control': 'no-cache', 'X-Api-Key': 'id-1' },
			encoding: 'text',
			returnFullResponse: true,
			disableFollowRedirect: true,
			timeout: 60_000,
			ignoreHttpStatusErrors: true,
		});
	});

	it('with a body says in which characters it is written', async () => {
		const { asked, request } = helper({ statusCode: 200 });
		await sent(request, { what: { method: 'POST', url: URL, body: { name: 'Zoë' } } });

		expect(asked[0].options.body).toEqual({ name: 'Zoë' });
		expect(asked[0].options.headers).toMatchObject({
			'Content-Type': 'application/json;charset=utf-8',
		});
	});

	it.each([
		[60_000, 5000, 5000],
		[1000, 5000, 1000],
	])('has %i ms, or less where %i are enough', async (timeoutMs, longestMs, timeout) => {
		const { asked, request } = helper({ statusCode: 200 });
		await sent(request, { timeoutMs, what: { ...GET, longestMs } });

		expect(asked[0].options.timeout).toBe(timeout);
	});

	it('has a timeout that a timer of Node.js can be set to', async () => {
		const { asked, request } = helper({ statusCode: 200 });
		await sent(request, { timeoutMs: 1e12 });

		expect(asked[0].options.timeout).toBe(2 ** 31 - 1);
	});
});

describe('An answer', () => {
	it.each([200, 204, 404, 429, 500, 503])('with the status %s is data', async (statusCode) => {
		const { request } = helper({ statusCode, body: '{"a":1}' });

		expect(await sent(request)).toEqual({ status: statusCode, headers: {}, body: { a: 1 } });
	});

	it('that n8n throws is data, too', async () => {
		const { request } = helper(unauthorized('{"error_code":"401013"}'));

		expect(await sent(request)).toMatchObject({ status: 401, body: { error_code: '401013' } });
	});

	it('that did not come has the name of what went wrong', async () => {
		const { request } = helper(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));

		expect(await sent(request)).toMatchObject({
			status: 0,
			network: 'connection',
			networkCode: 'ENOTFOUND',
		});
	});

	it('is n8n’s own error when nothing was sent', async () => {
		const { request } = helper(new Error('Credentials not found'));

		await expect(sent(request)).rejects.toThrow(NodeApiError);
	});
});

describe('A token that has expired', () => {
	it.each([
		['401', { statusCode: 401, body: 'no' }],
		['403010', { statusCode: 403, body: '{"error_code":"403010"}' }],
		['403020', { statusCode: 403, body: '{"error_code":"403020"}' }],
	])('with OAuth2 is renewed by a second request after %s', async (_name, refusal) => {
		const { asked, request } = helper(refusal, { statusCode: 200, body: '{"a":1}' });
		const answer = await sent(request, { authentication: 'oAuth2' });

		expect(answer).toMatchObject({ status: 200, body: { a: 1 } });
		expect(asked[1].options).not.toHaveProperty('ignoreHttpStatusErrors');
		expect(asked[1].signing).toEqual({
			oauth2: { tokenExpiredStatusCode: refusal.statusCode },
		});
	});

	it.each([
		['an access token', 'accessToken' as const, { statusCode: 401 }],
		['another 403', 'oAuth2' as const, { statusCode: 403, body: '{"error_code":"403023"}' }],
	])('is not asked for again with %s', async (_name, authentication, reply) => {
		const { asked, request } = helper(reply);
		await sent(request, { authentication });

		expect(asked).toHaveLength(1);
	});

	it('keeps the words of the first refusal when the second has lost them', async () => {
		const { request } = helper(
			{ statusCode: 401, body: 'Oauth token is not valid' },
			unauthorized(''),
		);

		expect(await sent(request, { authentication: 'oAuth2' })).toMatchObject({
			status: 401,
			body: 'Oauth token is not valid',
		});
	});
});

describe('Two requests with an expired token', () => {
	/** Answers 401 until n8n is asked to renew the token, which takes forever. */
	const hanging = () => {
		const asked: string[] = [];
		const request = async (_options: IHttpRequestOptions, signing: unknown) => {
			asked.push(signing ? 'renew' : 'ask');
			return await (signing
				? new Promise(() => {})
				: Promise.resolve({ statusCode: 401, headers: {}, body: '' }));
		};
		return { asked, request };
	};

	it.each([
		['1', ['ask', 'ask', 'renew']],
		['2', ['ask', 'ask', 'renew', 'renew']],
	])('have it renewed once for each credential: 1 and %s', async (credentialId, expected) => {
		const { asked, request } = hanging();
		const more = { authentication: 'oAuth2' as const, timeoutMs: 50 };
		const answers = await Promise.all([
			sent(request, more),
			sent(request, { ...more, credentialId }),
		]);

		expect(asked).toEqual(expected);
		for (const answer of answers) {
			expect(answer).toMatchObject({ network: 'timeout', isFromTokenService: true });
		}
	});

	it.each([
		['is over, and the other one does not try in vain', undefined, ['ask', 'ask', 'renew']],
		['is stopped, and the other one tries', 50, ['ask', 'ask', 'renew', 'renew']],
	])('wait until the first one %s', async (_name, stopMs, expected) => {
		const { asked, request } = hanging();
		const first = sent(request, {
			authentication: 'oAuth2',
			timeoutMs: stopMs ? 60_000 : 50,
			signal: stopMs ? AbortSignal.timeout(stopMs) : undefined,
		});
		const second = sent(request, { authentication: 'oAuth2', timeoutMs: 1000 });
		await Promise.all([first, second]);

		expect(asked).toEqual(expected);
	});
});

describe('Timeout', () => {
	/** A request that ends when it is cancelled, with this error. */
	const cancellable = (error: Error) =>
		async function (this: IExecuteFunctions) {
			return await new Promise((_resolve, reject) =>
				this.getExecutionCancelSignal()?.addEventListener('abort', () => reject(error)),
			);
		};

	it.each([
		['cancelled', Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' })],
		['something that n8n 1.x does not name', new Error('canceled')],
	])('cancels the request, which ends as %s', async (_name, error) => {
		const answer = await sent(cancellable(error), { authentication: 'oAuth2', timeoutMs: 1 });

		expect(answer).toEqual({ status: 0, headers: {}, body: '', network: 'timeout' });
	});

	it('is over although n8n’s request for a token cannot be cancelled', async () => {
		jest.useFakeTimers();
		const answering = sent(async () => await new Promise(() => {}), {
			authentication: 'oAuth2',
			signal: AbortSignal.abort(),
		});
		await jest.advanceTimersByTimeAsync(1000);
		jest.useRealTimers();

		expect(await answering).toMatchObject({ isFromTokenService: true, wasStopped: true });
	});

	it('is not meant when an answer came in time', async () => {
		const { request } = helper({ statusCode: 504 });

		expect(await sent(request)).not.toHaveProperty('network');
	});
});

describe('The Stop button', () => {
	it('cancels the request', async () => {
		const stop = new AbortController();
		const answering = sent(
			async function (this: IExecuteFunctions) {
				return await new Promise((_resolve, reject) => {
					this.getExecutionCancelSignal()?.addEventListener('abort', () =>
						reject(new Error('canceled')),
					);
					stop.abort();
				});
			},
			{ signal: stop.signal },
		);

		expect(await answering).toMatchObject({ status: 0, wasStopped: true });
	});
});
