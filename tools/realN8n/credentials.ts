import { API_KEY, CLIENT_SECRET, STATIC_TOKEN, TOKEN_PATH } from '../../sandbox/credentials';
import type { RestClient } from './rest';

/** A credential as a workflow names it. */
export interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

export interface SandboxCredentials {
	adobeCampaignApi: SavedCredential;
	adobeCampaignOAuth2Api: SavedCredential;
}

/** Field values as the editor's form sends them. */
export type CredentialData = Record<string, string | boolean>;

const ORGANIZATION = 'sandbox';

/** The field values for each of the two credentials, as a person would type them for the sandbox. */
export function sandboxData(sandboxUrl: string): Record<keyof SandboxCredentials, CredentialData> {
	return {
		adobeCampaignApi: {
			organization: ORGANIZATION,
			apiKey: API_KEY,
			accessToken: STATIC_TOKEN,
			baseUrl: sandboxUrl,
		},
		adobeCampaignOAuth2Api: {
			organization: ORGANIZATION,
			clientId: API_KEY,
			clientSecret: CLIENT_SECRET,
			accessTokenUrl: `${sandboxUrl}${TOKEN_PATH}`,
			baseUrl: sandboxUrl,
		},
	};
}

/** Saves both credentials, filled in for a sandbox. */
export async function createSandboxCredentials(
	rest: RestClient,
	sandboxUrl: string,
): Promise<SandboxCredentials> {
	const data = sandboxData(sandboxUrl);
	const create = async (type: keyof SandboxCredentials, name: string) =>
		await createCredential(rest, type, name, data[type]);
	return {
		// The name that n8n's editor gives to the first one; the examples use it.
		adobeCampaignApi: await create('adobeCampaignApi', 'Adobe Campaign account'),
		adobeCampaignOAuth2Api: await create('adobeCampaignOAuth2Api', 'Adobe Campaign OAuth2 account'),
	};
}

export async function createCredential(
	rest: RestClient,
	type: string,
	name: string,
	data: CredentialData,
): Promise<SavedCredential> {
	const saved = await rest.request<SavedCredential>('POST', '/rest/credentials', {
		type,
		name,
		data,
	});
	return { id: saved.id, name: saved.name, type: saved.type };
}

/** Tests a saved credential as the editor does when its form is opened: n8n keeps the secrets. */
export async function testCredential(
	rest: RestClient,
	{ id, name, type }: SavedCredential,
): Promise<{ status: 'OK' | 'Error'; message: string }> {
	const path = `/rest/credentials/${id}?includeData=true`;
	const { data } = await rest.request<{ data: CredentialData }>('GET', path);
	return await rest.request('POST', '/rest/credentials/test', {
		credentials: { id, name, type, data },
	});
}
