import { NodeApiError, NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	JsonObject,
} from 'n8n-workflow';

import { findOperation, operationOptions, operationProperties } from './actions';
import { authenticationField } from './descriptions/authentication';
import { endpointField } from './descriptions/endpoint';
import { profileLocator } from './descriptions/profileLocator';
import { failedItem } from './helpers/failedItem';
import { showNotes } from './helpers/notices';
import { searchProfiles } from './methods/listSearch';
import * as loadOptions from './methods/loadOptions';
import { mapProfileFields } from './methods/resourceMapping';

export class AdobeCampaignProfile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Adobe Campaign Profile',
		name: 'adobeCampaignProfile',
		icon: { light: 'file:adobeCampaign.svg', dark: 'file:adobeCampaign.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read, create, update and delete customer profiles in Adobe Campaign',
		defaults: { name: 'Adobe Campaign Profile' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{
				name: 'adobeCampaignApi',
				required: true,
				displayOptions: { show: { authentication: ['accessToken'] } },
			},
			{
				name: 'adobeCampaignOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: [
			authenticationField,
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Profile', value: 'profile' }],
				default: 'profile',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['profile'] } },
				options: operationOptions,
				default: 'get',
			},
			endpointField,
			...profileLocator,
			...operationProperties,
		],
	};

	methods = {
		listSearch: { searchProfiles },
		loadOptions,
		resourceMapping: { mapProfileFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const output: INodeExecutionData[] = [];
		const name = this.getNodeParameter('operation', 0) as string;
		const operation = findOperation(this.getNodeParameter('resource', 0) as string, name);
		if (!operation) {
			throw new NodeOperationError(this.getNode(), `This version has no operation '${name}'`, {
				description: 'Choose another operation, or update the package n8n-nodes-adobe-campaign.',
			});
		}
		for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
			try {
				const result: IDataObject | IDataObject[] = await operation.execute(this, itemIndex);
				for (const json of Array.isArray(result) ? result : [result]) {
					output.push({ json, pairedItem: { item: itemIndex } });
				}
			} catch (error) {
				if (this.continueOnFail()) {
					output.push(failedItem(this, itemIndex, error, output.length === 0));
					continue;
				}
				// Each class returns an error of its own kind unchanged: it stays as it was built, with its item.
				if (error instanceof NodeApiError) {
					throw new NodeApiError(this.getNode(), error as unknown as JsonObject, { itemIndex });
				}
				throw new NodeOperationError(this.getNode(), error as Error, { itemIndex });
			}
		}
		showNotes(this);
		return [output];
	}
}
