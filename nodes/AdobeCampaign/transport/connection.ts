import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { PerRun } from '../n8n/perRun';
import type { Tenant } from './urls';
import { inputError } from '../n8n/errors';
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

const textIn = (fields: ICredentialDataDecryptedObject, name: string) =>
	String(fields[name] ?? '').trim();

/** What decides where requests go and whose they are. */
const DECISIVE = [
	'organization',
	'baseUrl',
	'apiKey',
	'accessToken',
	'clientId',
	'clientSecret',
	'accessTokenUrl',
	'scope',
];

/** The credential as one item has it, with its expressions computed, to be compared; undefined when they cannot be. */
const credentialOf = async (context: IExecuteFunctions, type: string, itemIndex: number) =>
	await context
		.getCredentials(type, itemIndex)
		.then((fields) => JSON.stringify(DECISIVE.map((name) => textIn(fields, name))))
		.catch(() => undefined);

/** Looked at one by one, for an expression that asks for no data but for the item's number. */
const FIRST_ITEMS = 10;

const firstCredential = new PerRun<{ is: string | undefined }>();
const dependsOnItem = new PerRun<boolean>();

/**
 * A field of the credential may be an expression. n8n computes it for the first item alone when it signs a request (2.41), so the
 * change of another item would go to the organization of the first.
 *
 * @throws NodeOperationError for an item whose credential is another one
 */
async function refuseAnother(
	context: IExecuteFunctions,
	type: string,
	itemIndex: number,
): Promise<void> {
	const { length } = context.getInputData();
	if (length < 2) return;
	const first = await firstCredential.get(context, type, async () => ({
		is: await credentialOf(context, type, 0),
	}));
	const isAnother = async (index: number) =>
		(await credentialOf(context, type, index)) !== first.is;
	// An item that is not there has no data: an expression that asks for it fails, or finds something else.
	const mayDiffer = await dependsOnItem.get(context, type, async () => {
		const looked = [...Array(Math.min(length, FIRST_ITEMS)).keys(), length - 1, length];
		return (await Promise.all(looked.map(isAnother))).includes(true);
	});
	if (!mayDiffer || !(await isAnother(itemIndex))) return;
	throw inputError(context, itemIndex, {
		message: 'The credential is another one for this item, and nothing was sent for it',
		description:
			"A field of the credential, such as 'Organization', is an expression. n8n signs all requests of a node with the credential of the first item. Put a 'Loop Over Items' node before this one, with a batch size of 1, or use one node for each organization.",
	});
}

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
	const credentialType = credentialTypeOf(authentication);
	const connection = await connections.get(context, authentication, async () => {
		const fields = await context.getCredentials(credentialType, 0);
		return connectionOf(context, authentication, itemIndex, fields);
	});
	if ('getInputData' in context) await refuseAnother(context, credentialType, itemIndex);
	return connection;
}

/** @throws NodeOperationError naming the field that cannot be right */
function connectionOf(
	context: CampaignContext,
	authentication: Authentication,
	itemIndex: number,
	fields: ICredentialDataDecryptedObject,
): Connection {
	const organization = textIn(fields, 'organization');
	const problem = organizationProblem(organization);
	if (problem) {
		throw inputError(context, itemIndex, {
			message: "'Organization' in the credential is not the name of a Campaign organization",
			description: `${problem} Enter the first part of your Campaign address: 'acme' for https://acme.campaign.adobe.com.`,
		});
	}
	const baseUrl = textIn(fields, 'baseUrl').replace(/\/+$/, '');
	if (!isHttpUrl(baseUrl)) {
		throw inputError(context, itemIndex, {
			message: "'Base URL' in the credential is not a web address",
			description: "Adobe's is https://mc.adobe.io.",
		});
	}
	return {
		authentication,
		credentialType: credentialTypeOf(authentication),
		organization,
		baseUrl,
		// n8n signs OAuth2 requests itself and does not call the credential's `authenticate`.
		headers: {
			...(authentication === 'oAuth2' && { 'X-Api-Key': textIn(fields, 'clientId') }),
		},
		secrets: [
			...['apiKey', 'clientId', 'clientSecret'].map((name) => textIn(fields, name)),
			textIn(fields, 'accessToken').replace(/^Bearer\s+/i, ''),
			storedTokenIn(fields),
		].filter(Boolean),
	};
}
