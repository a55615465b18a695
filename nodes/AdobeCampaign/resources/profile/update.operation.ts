import { WRITE_ADVICE } from '../../parameters/fields';
import { updateRecord } from '../updateRecord';
import { profileChooser } from './chooser';
import { PROFILE } from './kind';

export const update = updateRecord(profileChooser, PROFILE, 'mapProfileFields', {
	action: 'Update profile',
	description: 'Change fields of one customer profile and check that every value was stored',
	toolDescription: `Update profile in Adobe Campaign: changes fields of one customer profile, and says what is stored. ${WRITE_ADVICE}`,
});
