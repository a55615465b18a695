import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { accessCheck } from './accessCheck';
import { baseUrlField, ICON, organizationField } from './fields';

/**
 * Adobe's OAuth Server-to-Server. n8n's oAuth2Api does the work: it posts client id, secret and scope in the body
 * to the token URL, as Adobe asks (Developer Console, "OAuth Server-to-Server credential implementation guide"),
 * stores the token and asks for a new one when Adobe answers 401.
 */
export class AdobeCampaignOAuth2Api implements ICredentialType {
	name = 'adobeCampaignOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Adobe Campaign OAuth2 API';

	icon = ICON;

	// n8n's linter wants the address itself in each class.
	documentationUrl =
		'https://github.com/n8n-nodes-adobe-campaign/n8n-nodes-adobe-campaign#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'clientCredentials',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			// Of oAuth2Api, and of no use at Adobe: it only makes the form longer.
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
		organizationField,
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description:
				'In Adobe Developer Console: your project > OAuth Server-to-Server > Client ID. n8n sends it as it is, so without spaces around it.',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				"In Adobe Developer Console: your project > OAuth Server-to-Server > 'Retrieve client secret'. Without spaces around it.",
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			required: true,
			default:
				'openid,AdobeID,campaign_sdk,additional_info.projectedProductContext,campaign_config_server_general,deliverability_service_general',
			description:
				'In Adobe Developer Console: your project > OAuth Server-to-Server > Scopes, separated by commas',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'string',
			required: true,
			default: 'https://ims-na1.adobelogin.com/ims/token/v3',
			description: "Adobe's token service for all customers. Change it only for a test server.",
		},
		baseUrlField,
	];

	/** n8n signs OAuth2 requests itself and does not call `authenticate`, so the key is added here and in the node. */
	test: ICredentialTestRequest = accessCheck('oAuth2', {
		'X-Api-Key': '={{$credentials.clientId.trim()}}',
	});
}
