import { WRITE_ADVICE } from '../../parameters/fields';
import { createRecord } from '../createRecord';
import { SERVICE } from './kind';

export const create = createRecord(SERVICE, 'mapFields', {
	action: 'Create service',
	description: 'Add a new service, such as a newsletter, that profiles can subscribe to',
	toolDescription: `Create service in Adobe Campaign: adds a new service, such as a newsletter, that profiles can subscribe to. Its name must be new; without one Campaign makes it up. ${WRITE_ADVICE}`,
});
