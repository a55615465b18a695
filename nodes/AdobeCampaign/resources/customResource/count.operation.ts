import { countRecords } from '../countRecords';
import { onResource } from './atItsEndpoint';
import { recordFilters } from './filter';

export const count = onResource(
	countRecords(recordFilters, {
		action: 'Count records of custom resource',
		description: 'Tell how many records there are, or how many a filter finds',
		toolDescription:
			"Count records of custom resource in Adobe Campaign: tells how many records a table of the company's own has, or how many a filter finds",
	}),
);
