import type {
	IExecuteFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { inParallel } from '../../../nodes/AdobeCampaignProfile/helpers/inParallel';
import { AT_ONCE } from '../plan';
import { bodyOf } from '../task';

export const FLOOR = 'bench.floor';

/** The least that a node can do for the same: PATCH and GET in the same pool, nothing checked or explained. */
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
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		const output: INodeExecutionData[] = [];
		const failures: INodeExecutionData[] = [];
		const items = this.getInputData();
		const ask = async (method: IHttpRequestMethods, itemIndex: number) => {
			const { json } = items[itemIndex];
			return await this.helpers.httpRequestWithAuthentication.call(this, 'adobeCampaignApi', {
				method,
				url: `${profilesUrl}/${String(json.PKey)}`,
				body: method === 'PATCH' ? bodyOf(json) : undefined,
				json: true,
			});
		};
		await inParallel({
			count: items.length,
			atOnce: AT_ONCE,
			nameOf: () => undefined,
			mayStart: () => true,
			work: async (itemIndex) => {
				const pairedItem = { item: itemIndex };
				try {
					await ask('PATCH', itemIndex);
					output.push({ json: await ask('GET', itemIndex), pairedItem });
				} catch {
					failures.push({ json: {}, pairedItem });
				}
			},
		});
		return [output, failures];
	},
});
