import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters } from 'n8n-workflow';

import { AdobeCampaignProfile } from '../../../../nodes/AdobeCampaignProfile/AdobeCampaignProfile.node';

const { description } = new AdobeCampaignProfile();

/** What the form shows for these settings, by n8n's own rules. */
function shown(settings: INodeParameters) {
	const parameters: INodeParameters = {
		authentication: 'accessToken',
		resource: 'profile',
		operation: 'get',
		endpoint: 'profileAndServices',
		confirmUpdate: true,
		...settings,
	};
	const node: INode = {
		id: '1',
		name: 'Node',
		type: 'n8n-nodes-adobe-campaign.adobeCampaignProfile',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(parameters, property, node, description),
	);
}

const namesOf = (settings: INodeParameters) => shown(settings).map(({ name }) => name);

describe('The form', () => {
	it('of Get is short', () => {
		expect(namesOf({ operation: 'get' })).toEqual([
			'authentication',
			'resource',
			'operation',
			'endpoint',
			'profile',
			'simplify',
		]);
	});

	it('of Update has its options only while it is confirmed', () => {
		const common = ['authentication', 'resource', 'operation', 'endpoint', 'profile', 'fields'];

		expect(namesOf({ operation: 'update' })).toEqual([...common, 'confirmUpdate', 'options']);
		expect(namesOf({ operation: 'update', confirmUpdate: false })).toEqual([
			...common,
			'confirmUpdate',
		]);
	});

	it.each([
		['profileAndServices', ['list', 'email', 'id', 'url']],
		['profileAndServicesExt', ['list', 'email', 'id', 'url', 'customKey']],
	])('with %s finds a profile by %j', (endpoint, modes) => {
		const locator = shown({ endpoint }).find(({ name }) => name === 'profile');

		expect(locator?.modes?.map(({ name }) => name)).toEqual(modes);
	});

	it('shows the credential that the authentication needs', () => {
		const types = (authentication: string) =>
			description.credentials
				?.filter(({ displayOptions }) =>
					displayOptions?.show?.authentication?.includes(authentication),
				)
				.map(({ name }) => name);

		expect(types('accessToken')).toEqual(['adobeCampaignApi']);
		expect(types('oAuth2')).toEqual(['adobeCampaignOAuth2Api']);
	});
});

it('the mapper asks again when the field set changes, starts empty, and can map by itself', () => {
	const mapper = shown({ operation: 'update' }).find(({ name }) => name === 'fields');

	expect(mapper?.typeOptions?.loadOptionsDependsOn).toEqual(['endpoint']);
	expect(mapper?.typeOptions?.resourceMapper).toMatchObject({
		addAllFields: false,
		supportAutoMap: true,
	});
});

it('agents may use the node', () => expect(description.usableAsTool).toBe(true));

it('stored names and values are those of the design: they never change', () => {
	const values = (name: string) => {
		const property = description.properties.find((entry) => entry.name === name);
		return property?.options?.map((option) => ('value' in option ? option.value : option.name));
	};

	expect(description.name).toBe('adobeCampaignProfile');
	expect(values('authentication')).toEqual(['accessToken', 'oAuth2']);
	expect(values('resource')).toEqual(['profile']);
	expect(values('operation')).toEqual(['get', 'update']);
	expect(values('endpoint')).toEqual(['profileAndServices', 'profileAndServicesExt']);
	expect(values('options')).toEqual(['confirmationReport', 'onMismatch']);
});
