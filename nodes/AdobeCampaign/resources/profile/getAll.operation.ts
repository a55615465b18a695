import { listRecords } from '../listRecords';
import { profileFilters } from './filter';
import { PROFILE } from './kind';

export const getAll = listRecords(PROFILE, profileFilters, 'getProfileFields', {
	action: 'Get many profiles',
	description: 'List customer profiles: all, by e-mail, by the beginning of a name, or by a filter',
	toolDescription: 'Get many profiles in Adobe Campaign: lists customer profiles',
});
