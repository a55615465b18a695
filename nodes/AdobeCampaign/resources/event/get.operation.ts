import { getRecord } from '../getRecord';
import { eventChooser } from './chooser';

export const get = getRecord(eventChooser, 'message', {
	action: 'Get transactional event',
	description: 'Read what has become of a message that was sent',
	toolDescription:
		"Get transactional event in Adobe Campaign: reads what has become of a message that was sent before: its 'status' is 'processed' when it was sent",
});
