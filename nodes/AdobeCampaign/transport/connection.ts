import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { inputError } from '../n8n/errors';
import type { Context } from '../n8n/run';
import type { Authentication } from './types';
import type { Tenant } from './urls';

/** The parts of the chosen credential that requests need, checked. */
export interface Connection extends Tenant {
	authentication: Authentication;
	credentialType: 'adobeCampaignApi' | 'adobeCampaignOAuth2Api';
	/** By which n8n keeps it. */
	credentialId: string;
	/** Headers that n8n does not add itself. */
	headers: Record<string, string>;
	/** Values that must never be shown. */
	secrets: string[];
	/** n8n has no token stored, and fetches one with the first request. */
	isCold?: true;
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

/** An address that was typed without `https://`, as browsers take it. The credential's test does the same. */
const withScheme = (address: string) => address.replace(/^(?=.)(?!.*:\/\/)/, 'https://');

/** The OAuth2 token that n8n keeps with the credential; empty before the first one. */
const storedTokenIn = ({ oauthTokenData }: ICredentialDataDecryptedObject) =>
	typeof oauthTokenData === 'object' && oauthTokenData !== null && 'access_token' in oauthTokenData
		? String(oauthTokenData.access_token)
		: '';

const textIn = (fields: ICredentialDataDecryptedObject, name: string) =>
	String(fields[name] ?? '').trim();

/**
 * Reads and checks the credential. n8n itself reads it again for every request that it signs.
 *
 * @throws NodeOperationError naming the field of the credential that cannot be right
 */
export async function readConnection(
	context: Context,
	authentication: Authentication,
	itemIndex: number,
): Promise<Connection> {
	const credentialType = credentialTypeOf(authentication);
	const fields = await context.getCredentials(credentialType, 0);
	const organization = textIn(fields, 'organization');
	const problem = organizationProblem(organization);
	if (problem) {
		throw inputError(context, itemIndex, {
			message: "'Organization' in the credential is not the name of a Campaign organization",
			description: `${problem} Enter the first part of your Campaign address: 'acme' for https://acme.campaign.adobe.com.`,
		});
	}
	const baseUrl = withScheme(textIn(fields, 'baseUrl')).replace(/\/+$/, '');
	if (!isHttpUrl(baseUrl)) {
		throw inputError(context, itemIndex, {
			message: "'Base URL' in the credential is not a web address",
			description: "Adobe's is https://mc.adobe.io.",
		});
	}
	return {
		authentication,
		credentialType,
		// Without an id, as in a workflow that was never saved, the tenant has to do.
		credentialId:
			context.getNode().credentials?.[credentialType]?.id ?? `${baseUrl}/${organization}`,
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
		...(authentication === 'oAuth2' && !storedTokenIn(fields) && { isCold: true as const }),
	};
}

/** The fields that decide where requests go and on whose behalf. */
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

/** How many items are compared one by one, for an expression that depends on the item's number instead of its data. */
const FIRST_ITEMS = 10;

/**
 * Compares the credential of each item with that of the first. A field of it may be an expression, which n8n computes for the
 * first item alone when it signs a request (2.41): the change of another item would go to the organization of the first.
 */
export class CredentialOfItems {
	private first?: Promise<string | undefined>;
	private mayDiffer?: Promise<boolean>;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly type: Connection['credentialType'],
	) {}

	/** @throws NodeOperationError for an item with another credential than the first */
	async refuseAnother(itemIndex: number): Promise<void> {
		const { length } = this.context.getInputData();
		if (length < 2) return;
		this.mayDiffer ??= this.differsSomewhere(length);
		if (!(await this.mayDiffer) || !(await this.isAnother(itemIndex))) return;
		throw inputError(this.context, itemIndex, {
			message: 'The credential is another one for this item, and nothing was sent for it',
			description:
				"A field of the credential, such as 'Organization', is an expression. n8n signs all requests of a node with the credential of the first item. Put a 'Loop Over Items' node before this one, with a batch size of 1, or use one node for each organization.",
		});
	}

	private async differsSomewhere(length: number): Promise<boolean> {
		// The last index is beyond the items: an expression that reads the item's data fails there, or finds something else.
		const compared = [...Array(Math.min(length, FIRST_ITEMS)).keys(), length - 1, length];
		return (await Promise.all(compared.map(async (index) => await this.isAnother(index)))).includes(
			true,
		);
	}

	private async isAnother(itemIndex: number): Promise<boolean> {
		this.first ??= this.credentialOf(0);
		return (await this.credentialOf(itemIndex)) !== (await this.first);
	}

	/** The credential as one item has it, with its expressions computed; undefined when they cannot be. */
	private async credentialOf(itemIndex: number): Promise<string | undefined> {
		return await this.context
			.getCredentials(this.type, itemIndex)
			.then((fields) => JSON.stringify(DECISIVE.map((name) => textIn(fields, name))))
			.catch(() => undefined);
	}
}
