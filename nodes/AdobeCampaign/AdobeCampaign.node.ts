import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { CREDENTIALS } from './parameters/authentication';
import { VERSIONS } from './parameters/versions';
import { CAMPAIGN_NODE } from './resources';
import { execute } from './resources/execute';
import { methodsOf, propertiesOf } from './resources/resource';

export class AdobeCampaign implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Adobe Campaign',
		name: 'adobeCampaign',
		icon: { light: 'file:campaign.svg', dark: 'file:campaign.dark.svg' },
		group: ['transform'],
		version: VERSIONS,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Send transactional messages, run workflows, and read and write services and custom resources in Adobe Campaign',
		defaults: { name: 'Adobe Campaign' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: CREDENTIALS,
		properties: propertiesOf(CAMPAIGN_NODE),
	};

	methods = methodsOf(CAMPAIGN_NODE);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await execute(this, CAMPAIGN_NODE)];
	}
}
