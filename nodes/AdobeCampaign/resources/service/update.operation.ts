import { WRITE_ADVICE } from '../../parameters/fields';
import { updateRecord } from '../updateRecord';
import { serviceChooser } from './chooser';
import { SERVICE } from './kind';

export const update = updateRecord(serviceChooser, SERVICE, 'mapFields', {
	action: 'Update service',
	description: 'Change fields of one service and check that every value was stored',
	toolDescription: `Update service in Adobe Campaign: changes fields of one service, and says what is stored. ${WRITE_ADVICE}`,
});
