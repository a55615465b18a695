import { listRecords } from '../listRecords';
import { onResource } from './atItsEndpoint';
import { recordFilters } from './filter';
import { CUSTOM_RESOURCE } from './kind';

export const getAll = onResource(
	listRecords(CUSTOM_RESOURCE, recordFilters, 'getFields', {
		action: 'Get many records of custom resource',
		description: 'List records: all, or those that a filter of the resource finds',
		toolDescription:
			"Get many records of custom resource in Adobe Campaign: lists records of a table of the company's own, such as orders",
	}),
);
