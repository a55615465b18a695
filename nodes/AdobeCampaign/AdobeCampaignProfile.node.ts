import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { CREDENTIALS } from './parameters/authentication';
import { VERSIONS } from './parameters/versions';
import { PROFILE_NODE } from './resources';
import { execute } from './resources/execute';
import { methodsOf, propertiesOf } from './resources/resource';

export class AdobeCampaignProfile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Adobe Campaign Profile',
		name: 'adobeCampaignProfile',
		icon: { light: 'file:adobeCampaign.svg', dark: 'file:adobeCampaign.dark.svg' },
		group: ['transform'],
		version: VERSIONS,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Read, create, update and delete customer profiles in Adobe Campaign, and subscribe them to services',
		defaults: { name: 'Adobe Campaign Profile' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: CREDENTIALS,
		properties: propertiesOf(PROFILE_NODE),
	};

	methods = methodsOf(PROFILE_NODE);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await execute(this, PROFILE_NODE)];
	}
}
