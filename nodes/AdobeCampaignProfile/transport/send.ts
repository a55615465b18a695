import { NodeApiError } from 'n8n-workflow';
import type { IDataObject, IHttpRequestOptions, JsonObject } from 'n8n-workflow';

import type { CampaignContext, Connection } from './connection';
import { answerFromThrown, answerOf } from './thrown';
import type { Answer } from './types';

/** What goes to Campaign. */
export interface CampaignRequest {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	url: string;
	body?: IDataObject;
}

/**
 * One request through n8n's helper, signed with the credential. Refusals come back as data, whatever their status.
 *
 * @throws what n8n itself has to say: no credential chosen, a cancelled run
 */
export async function send(
	context: CampaignContext,
	tenant: Connection,
	itemIndex: number,
	{ method, url, body }: CampaignRequest,
	timeoutMs: number,
): Promise<Answer> {
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
		timeout: timeoutMs,
	};

	const ask = async (options: IHttpRequestOptions): Promise<Answer & { wasThrown: boolean }> => {
		try {
			const {
				statusCode,
				headers,
				body: said,
			} = await context.helpers.httpRequestWithAuthentication.call(context, tenant.credentialType, {
				...options,
				// n8n's helper changes the options it is given, the headers included.
				headers: { ...options.headers },
			});
			return { ...answerOf(statusCode, headers, said), wasThrown: false };
		} catch (error) {
			const answer = answerFromThrown(error, url);
			if (answer) return { ...answer, wasThrown: true };
			throw new NodeApiError(context.getNode(), error as JsonObject, { itemIndex });
		}
	};

	// Refusals come back as data; only 401 throws, or n8n would not renew an OAuth2 token.
	const answer = await ask({
		...request,
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
	});
	// n8n before 2.10 does not know `except` and returns the 401. Asked again to throw, it renews the token.
	const mustRenew = answer.status === 401 && !answer.wasThrown;
	return mustRenew && tenant.authentication === 'oAuth2' ? await ask(request) : answer;
}
