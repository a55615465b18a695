import { deleteRecord } from '../deleteRecord';
import { profileChooser } from './chooser';
import { PROFILE } from './kind';

export const remove = deleteRecord(profileChooser, PROFILE, {
	action: 'Delete profile',
	description: 'Delete one customer profile for good',
	toolDescription: 'Delete profile in Adobe Campaign: deletes one customer profile for good',
});
