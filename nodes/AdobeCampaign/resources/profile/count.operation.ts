import { countRecords } from '../countRecords';
import { profileFilters } from './filter';

export const count = countRecords(profileFilters, {
	action: 'Count profiles',
	description: 'Say how many customer profiles there are, or how many a filter finds',
	toolDescription:
		'Count profiles in Adobe Campaign: says how many customer profiles there are, or how many a filter finds',
});
