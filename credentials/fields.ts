import type { Icon, INodeProperties } from 'n8n-workflow';

/** What both credentials have. */

export const ICON: Icon = {
	light: 'file:../nodes/AdobeCampaign/adobeCampaign.svg',
	dark: 'file:../nodes/AdobeCampaign/adobeCampaign.dark.svg',
};

export const organizationField: INodeProperties = {
	displayName: 'Organization',
	name: 'organization',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. acme-mkt-stage1',
	description:
		"The first part of your Campaign instance's address: 'acme' for https://acme.campaign.adobe.com. Not a URL and not the ID that ends in @AdobeOrg.",
};

export const baseUrlField: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	required: true,
	default: 'https://mc.adobe.io',
	description: "Adobe's address for all customers. Change it only for a proxy or a test server.",
};
