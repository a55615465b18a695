import { WRITE_ADVICE } from '../../parameters/fields';
import { createRecord } from '../createRecord';
import { PROFILE } from './kind';

export const create = createRecord(PROFILE, 'mapProfileFields', {
	action: 'Create profile',
	description: 'Add a new customer profile, also when another one has the same e-mail',
	toolDescription: `Create profile in Adobe Campaign: adds a new customer profile. ${WRITE_ADVICE}`,
});
