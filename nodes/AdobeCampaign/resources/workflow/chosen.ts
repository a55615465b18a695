import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import type { RecordKey } from '../../n8n/inParallel';
import { checkedIdentity } from '../../parameters/readers';
import type { Item } from '../../records/item';
import { isPKey } from '../../records/wire';
import { recordIn } from '../../transport/bodies';
import type { CampaignRecord } from '../../transport/types';

/** The same for every operation. A list to choose from is not possible: the API has none of workflows. */
export const workflowField: INodeProperties = {
	displayName: 'Workflow',
	name: 'workflow',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. WKF12',
	description:
		"The ID on the workflow's screen in Campaign, such as WKF12 or a name that somebody gave it. Not the label.",
	hint: 'Its ID in Campaign, not its label',
};

/**
 * The ID or PKey in what was entered; undefined for what cannot be one. Campaign takes a number for a key of its own, which another
 * workflow may have; the others are parts of an address, which may be another instance's.
 */
export const workflowKeyIn = (text: string): string | undefined =>
	/^(?:\d+|\.+)$|[/\\]/.test(text) ? undefined : text;

/** Reads which workflow is chosen. Sends nothing. */
export function readWorkflowKey(context: IExecuteFunctions, itemIndex: number): string {
	const given = context.getNodeParameter('workflow', itemIndex, '') as unknown;
	const text = checkedIdentity(context, itemIndex, 'Workflow', given);
	if (text === '') {
		throw inputError(context, itemIndex, {
			message: "'Workflow' is empty",
			description:
				"Enter the ID on the workflow's screen in Campaign, such as WKF12, or check that the expression has a value for this item.",
		});
	}
	const key = workflowKeyIn(text);
	if (key !== undefined) return key;
	throw inputError(context, itemIndex, {
		message: "'Workflow' is not the ID of a workflow",
		description:
			"Enter the whole ID on the workflow's screen in Campaign, such as WKF12, not its number alone.",
	});
}

/** All that is done to one workflow is done in its order. One by ID may be one by PKey. */
export const recordKeyOf = (key: string): RecordKey => ({ way: isPKey(key) ? 'PKey' : 'ID', key });

/** @param isThere it was read before, so a 500 is not about its key */
export const readWorkflow = async (
	{ client }: Item,
	key: string,
	isThere = false,
): Promise<CampaignRecord> => await client.get(client.urls.record(key), recordIn, '', isThere);

/** As Campaign calls it: `started` and `stopped` are known, others are passed through. */
export const stateOf = ({ state }: CampaignRecord) => String(state ?? '');
