import type { INodeProperties } from 'n8n-workflow';

import { deleteRecord } from '../deleteRecord';
import { onResource } from './atItsEndpoint';
import { recordChooser } from './chooser';
import { CUSTOM_RESOURCE } from './kind';

/** Each link of a custom resource says what becomes of its target (Adobe, "Configuring the resource's data structure"). */
const notice: INodeProperties = {
	displayName:
		"Campaign may delete linked records, too: unless a link is set otherwise, a record that only this one refers to goes with it. 'Dry Run' in Options shows the links first.",
	name: 'deleteNotice',
	type: 'notice',
	default: '',
};

export const remove = onResource(
	deleteRecord(
		recordChooser,
		CUSTOM_RESOURCE,
		{
			action: 'Delete record of custom resource',
			description: 'Delete one record for good, and perhaps records that only it refers to',
			toolDescription:
				'Delete record of custom resource in Adobe Campaign: deletes one record for good. Campaign may delete records that only this one refers to as well.',
		},
		[notice],
	),
);
