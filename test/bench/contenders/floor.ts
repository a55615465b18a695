import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { inParallel } from '../../../nodes/AdobeCampaign/n8n/inParallel';
import { AT_ONCE } from '../plan';
import { bodyOf } from '../task';

export const FLOOR = 'bench.floor';

/**
 * The least that a node can do for the same: reads the profile's key, by an expression as every node has to, and sends PATCH
 * and GET in the same pool. Nothing is checked or explained.
 */
export const floorNode = (profilesUrl: string): INodeType => ({
	description: {
		displayName: 'Floor',
		name: 'floor',
		group: ['transform'],
		version: 1,
		description: "n8n's request helper and nothing else",
		defaults: { name: 'Floor' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'adobeCampaignApi', required: true }],
		properties: [{ displayName: 'Key', name: 'key', type: 'string', default: '' }],
	},
	async execute(this: IExecuteFunctions) {
		const output: INodeExecutionData[] = [];
		const failures: INodeExecutionData[] = [];
		const items = this.getInputData();
		const ask = async (method: IHttpRequestMethods, url: string, body?: IDataObject) =>
			await this.helpers.httpRequestWithAuthentication.call(this, 'adobeCampaignApi', {
				method,
				url,
				body,
				json: true,
			});
		await inParallel({
			count: items.length,
			atOnce: AT_ONCE,
			prepare: () => ({ input: undefined }),
			mayStart: () => true,
			work: async (itemIndex) => {
				const pairedItem = { item: itemIndex };
				try {
					const url = `${profilesUrl}/${this.getNodeParameter('key', itemIndex) as string}`;
					await ask('PATCH', url, bodyOf(items[itemIndex].json));
					output.push({ json: await ask('GET', url), pairedItem });
				} catch {
					failures.push({ json: {}, pairedItem });
				}
			},
		});
		return [output, failures];
	},
});
