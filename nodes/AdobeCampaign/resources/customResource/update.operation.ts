import { WRITE_ADVICE } from '../../parameters/fields';
import { updateRecord } from '../updateRecord';
import { onResource } from './atItsEndpoint';
import { recordChooser } from './chooser';
import { CUSTOM_RESOURCE } from './kind';

export const update = onResource(
	updateRecord(recordChooser, CUSTOM_RESOURCE, 'mapFields', {
		action: 'Update record of custom resource',
		description: 'Change one record, check that it was stored, and return it refreshed',
		toolDescription: `Update record of custom resource in Adobe Campaign: changes one record of a table of the company's own. ${WRITE_ADVICE}`,
	}),
);
