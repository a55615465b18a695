import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { PerRun } from '../helpers/perRun';
import type { Tenant } from './endpoints';
import { inputError } from './nodeErrors';
import type { Authentication } from './types';

/** Where the client can work: in a run, and while somebody fills in the form. */
export type CampaignContext = IExecuteFunctions | ILoadOptionsFunctions;

/** What the client needs of the chosen credential, checked. */
export interface Connection extends Tenant {
	authentication: Authentication;
	credentialType: 'adobeCampaignApi' | 'adobeCampaignOAuth2Api';
	/** Headers that n8n does not add itself. */
	headers: Record<string, string>;
	/** Values that may never be shown. */
	secrets: string[];
}

const credentialTypeOf = (authentication: Authentication) =>
	authentication === 'oAuth2' ? 'adobeCampaignOAuth2Api' : 'adobeCampaignApi';

/** Tenant names are free text with dots and dashes; Adobe documents no suffix that could be derived. */
const ORGANIZATION = /^[a-z0-9][a-z0-9.-]*$/i;

function organizationProblem(organization: string): string | undefined {
	if (organization === '') return 'It is empty.';
	if (/@AdobeOrg$/i.test(organization)) {
		return 'It is the ID of your company at Adobe (it ends in @AdobeOrg), which is another thing.';
	}
	if (/[/:]/.test(organization)) return 'It is a URL.';
	return ORGANIZATION.test(organization) ? undefined : 'It has characters that cannot be in it.';
}

const isHttpUrl = (text: string) => {
	try {
		return /^https?:$/.test(new URL(text).protocol);
	} catch {
		return false;
	}
};

/** The OAuth2 token that n8n keeps with the credential; empty before the first one. */
const storedTokenIn = ({ oauthTokenData }: ICredentialDataDecryptedObject) =>
	typeof oauthTokenData === 'object' && oauthTokenData !== null && 'access_token' in oauthTokenData
		? String(oauthTokenData.access_token)
		: '';

const connections = new PerRun<Connection>();

/**
 * Reads and checks the credential, once a run. n8n itself reads it again for every request that it signs.
 *
 * @throws NodeOperationError naming the field of the credential that cannot be right
 */
export async function readConnection(
	context: CampaignContext,
	authentication: Authentication,
	itemIndex: number,
): Promise<Connection> {
	return await connections.get(context, authentication, async (): Promise<Connection> => {
		const credentialType = credentialTypeOf(authentication);
		const fields = await context.getCredentials(credentialType, itemIndex);
		const textOf = (name: string) => String(fields[name] ?? '').trim();

		const organization = textOf('organization');
		const problem = organizationProblem(organization);
		if (problem) {
			throw inputError(context, itemIndex, {
				message: "'Organization' in the credential is not the name of a Campaign organization",
				description: `${problem} Enter the first part of your Campaign address: 'acme' for https://acme.campaign.adobe.com.`,
			});
		}
		const baseUrl = textOf('baseUrl').replace(/\/+$/, '');
		if (!isHttpUrl(baseUrl)) {
			throw inputError(context, itemIndex, {
				message: "'Base URL' in the credential is not a web address",
				description: "Adobe's is https://mc.adobe.io.",
			});
		}
		return {
			authentication,
			credentialType,
			organization,
			baseUrl,
			// n8n signs OAuth2 requests itself and does not call the credential's `authenticate`.
			headers: {
				...(authentication === 'oAuth2' && { 'X-Api-Key': textOf('clientId') }),
			},
			secrets: [
				...['apiKey', 'clientId', 'clientSecret'].map(textOf),
				textOf('accessToken').replace(/^Bearer\s+/i, ''),
				storedTokenIn(fields),
			].filter(Boolean),
		};
	});
}
