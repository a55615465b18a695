import { NodeApiError, NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	JsonObject,
} from 'n8n-workflow';

import { findOperation, nameOf, operationOptions, operationProperties } from './resources';
import { authenticationField } from './parameters/authentication';
import { endpointField } from './resources/fieldSet';
import { readConcurrency } from './parameters/pace';
import { profileLocator } from './resources/profile/locator';
import { toolDescriptionFields } from './parameters/toolDescription';
import { Breath } from './n8n/breath';
import { failedItem } from './n8n/failedItem';
import { inParallel } from './n8n/inParallel';
import { showNotes } from './n8n/hints';
import { withStop } from './n8n/stopped';
import { writtenInRun } from './n8n/written';
import { searchProfiles } from './resources/profile/listSearch';
import * as loadOptions from './parameters/editorLists';
import { mapProfileFields } from './parameters/resourceMapping';
import { nodeError } from './n8n/errors';

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
			...toolDescriptionFields,
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
		const signal = this.getExecutionCancelSignal?.();
		const results = new Map<number, IDataObject | IDataObject[]>();
		const failures = new Map<number, unknown>();
		await inParallel({
			count: items.length,
			atOnce: readConcurrency(this),
			nameOf: (itemIndex) => nameOf(this, operation, itemIndex),
			mayStart: () => !signal?.aborted && (failures.size === 0 || this.continueOnFail()),
			work: async (itemIndex) => {
				try {
					results.set(itemIndex, await operation.execute(this, itemIndex));
				} catch (error) {
					failures.set(itemIndex, error);
				}
			},
		});

		const inOrder = [...items.keys()];
		const failedFirst = inOrder.find((itemIndex) => failures.has(itemIndex));
		if (failedFirst !== undefined && !this.continueOnFail()) {
			const error = withStop(nodeError(this, failures.get(failedFirst), failedFirst), {
				count: items.length,
				done: inOrder.filter((itemIndex) => results.has(itemIndex)),
				alsoFailed: inOrder.filter(
					(itemIndex) => itemIndex > failedFirst && failures.has(itemIndex),
				),
				hasWritten: (itemIndex) => writtenInRun(this).has(itemIndex),
			});
			// Each class returns an error of its own kind unchanged: it stays as it was built, with its item.
			if (error instanceof NodeApiError) {
				throw new NodeApiError(this.getNode(), error as unknown as JsonObject, {
					itemIndex: failedFirst,
				});
			}
			throw new NodeOperationError(this.getNode(), error, { itemIndex: failedFirst });
		}
		const breath = new Breath();
		for (const itemIndex of inOrder) {
			await breath.take();
			if (failures.has(itemIndex)) {
				output.push(failedItem(this, itemIndex, failures.get(itemIndex), output.length === 0));
				continue;
			}
			for (const json of [results.get(itemIndex) ?? []].flat()) {
				output.push({ json, pairedItem: { item: itemIndex } });
			}
		}
		showNotes(this);
		return [output];
	}
}
