import { WRITE_ADVICE } from '../../parameters/fields';
import { upsertRecord } from '../upsertRecord';
import { PROFILE } from './kind';
import { profileMatcher } from './match';

export const upsert = upsertRecord(profileMatcher, PROFILE, 'mapProfileFields', {
	action: 'Create or update profile',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	toolDescription: `Create or update profile in Adobe Campaign: changes the customer profile that matches, or adds it. ${WRITE_ADVICE}`,
});
