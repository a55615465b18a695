import { addressIn } from './address';
import { causeOf, PATIENCE_MS, Refused } from './connection';

export const TOKEN_URL = 'https://ims-na1.adobelogin.com/ims/token/v3';

/** The scopes that were seen in production for Campaign (docs/adobe-campaign-api.md 3.1). */
export const SCOPE =
	'openid,AdobeID,campaign_sdk,additional_info.projectedProductContext,campaign_config_server_general,deliverability_service_general';

export interface Client {
	id: string;
	secret: string;
	tokenUrl: string;
	scope: string;
}

const SENTENCES: Readonly<Record<string, string>> = {
	invalid_client: 'Adobe does not know this client ID, or does not accept the client secret.',
	invalid_scope: 'Adobe does not grant these scopes. See --scope.',
};

/** An access token for a project of Adobe's console. @throws Refused in words for the screen */
export async function fetchToken({ id, secret, tokenUrl, scope }: Client): Promise<string> {
	const body = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: id,
		client_secret: secret,
		scope,
	});
	const response = await fetch(addressIn(tokenUrl, '--token-url'), {
		method: 'POST',
		body,
		redirect: 'manual',
		signal: AbortSignal.timeout(PATIENCE_MS),
	}).catch((error: unknown) => {
		throw new Refused(`No connection to ${tokenUrl}: ${causeOf(error)}. See --token-url.`);
	});
	const answer = Object(await response.json().catch(() => ({}))) as Record<string, unknown>;
	if (typeof answer.access_token === 'string') return answer.access_token;
	const reason = SENTENCES[String(answer.error)] ?? 'Adobe gave no access token.';
	throw new Refused(`${reason} (status ${response.status})`);
}
