import { getRecord } from '../getRecord';
import { readWorkflow, readWorkflowKey, recordKeyOf, workflowField } from './chosen';
import { flat } from './signals';

export const get = getRecord(
	{
		fields: [workflowField],
		read: readWorkflowKey,
		recordKey: recordKeyOf,
		locate: async ({ client }, key) => await Promise.resolve({ url: client.urls.record(key), key }),
		readRecord: async (item, { key }) => await readWorkflow(item, key),
	},
	'workflow',
	{
		action: 'Get workflow',
		description: 'Read one workflow of Campaign: its state, when it runs next, its signals',
		toolDescription:
			'Get workflow in Adobe Campaign: reads one workflow by its ID: its state, such as started or stopped, when it runs next, and its signals',
	},
	flat,
);
