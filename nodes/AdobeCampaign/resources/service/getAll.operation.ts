import { listRecords } from '../listRecords';
import { serviceFilters } from './filter';
import { SERVICE } from './kind';

export const getAll = listRecords(SERVICE, serviceFilters, 'getFields', {
	action: 'Get many services',
	description: 'List services: all, by channel, by the beginning of a name, or by a filter',
	toolDescription:
		'Get many services in Adobe Campaign: lists the services, such as newsletters, that profiles can subscribe to',
});
