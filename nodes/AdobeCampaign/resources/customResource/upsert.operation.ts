import { WRITE_ADVICE } from '../../parameters/fields';
import { upsertRecord } from '../upsertRecord';
import { onResource } from './atItsEndpoint';
import { CUSTOM_RESOURCE } from './kind';
import { recordMatcher } from './matcher';

export const upsert = onResource(
	upsertRecord(recordMatcher, CUSTOM_RESOURCE, 'mapFields', {
		action: 'Create or update record of custom resource',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		toolDescription: `Create or update record of custom resource in Adobe Campaign: changes the record that matches, or adds it. ${WRITE_ADVICE}`,
	}),
);
