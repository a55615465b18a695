import { WRITE_ADVICE } from '../../parameters/fields';
import { createRecord } from '../createRecord';
import { onResource } from './atItsEndpoint';
import { CUSTOM_RESOURCE } from './kind';

export const create = onResource(
	createRecord(CUSTOM_RESOURCE, 'mapFields', {
		action: 'Create record of custom resource',
		description: 'Add a record to a table that your company added to Campaign, such as an order',
		toolDescription: `Create record of custom resource in Adobe Campaign: adds a record to a table of the company's own. ${WRITE_ADVICE}`,
	}),
);
