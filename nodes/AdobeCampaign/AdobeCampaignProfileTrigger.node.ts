import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import { CREDENTIALS } from './parameters/authentication';
import { VERSIONS } from './parameters/versions';
import {
	pollProfiles,
	profileTriggerMethods,
	profileTriggerProperties,
} from './resources/profile/trigger';

export class AdobeCampaignProfileTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Adobe Campaign Profile Trigger',
		name: 'adobeCampaignProfileTrigger',
		icon: { light: 'file:adobeCampaign.svg', dark: 'file:adobeCampaign.dark.svg' },
		group: ['trigger'],
		version: VERSIONS,
		subtitle: '={{ $parameter["event"] === "both" ? "created or updated" : $parameter["event"] }}',
		description:
			'Read, create, update and delete customer profiles in Adobe Campaign, and start a workflow when one is created or updated',
		defaults: { name: 'Adobe Campaign Profile Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: CREDENTIALS,
		// A copy: n8n adds its poll times to the very list.
		properties: [...profileTriggerProperties],
	};

	methods = profileTriggerMethods;

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollProfiles(this);
	}
}
