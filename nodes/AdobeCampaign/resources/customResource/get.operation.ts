import { getRecord } from '../getRecord';
import { onResource } from './atItsEndpoint';
import { recordChooser } from './chooser';

export const get = onResource(
	getRecord(recordChooser, 'record', {
		action: 'Get record of custom resource',
		description: 'Read one record of a table that your company added to Campaign',
		toolDescription:
			"Get record of custom resource in Adobe Campaign: reads one record of a table of the company's own, such as an order",
	}),
);
