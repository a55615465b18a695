import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { checkedIdentity } from '../../parameters/readers';

/** The keys that a company may give a message: Campaign keeps five. */
export const EXTERNAL_IDS = [
	'externalId',
	'externalId2',
	'externalId3',
	'externalId4',
	'externalId5',
];

const externalIdLabel = (index: number) => `External ID${index > 0 ? ` ${index + 1}` : ''}`;

export const externalIdOptions = EXTERNAL_IDS.map(
	(name, index): INodeProperties => ({
		displayName: externalIdLabel(index),
		name,
		type: 'string',
		default: '',
		description:
			index === 0
				? 'A key of your own, new for each message, such as the number of the order. When an answer is lost, it shows whether an e-mail was sent.'
				: 'Another key of your own',
	}),
);

/** Those that have a value. */
export function readExternalIds(
	context: IExecuteFunctions,
	itemIndex: number,
): Record<string, string> {
	const given = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const ids: Record<string, string> = {};
	for (const [index, name] of EXTERNAL_IDS.entries()) {
		const id = checkedIdentity(context, itemIndex, externalIdLabel(index), given[name]);
		if (id !== '') ids[name] = id;
	}
	return ids;
}
