import { getRecord } from '../getRecord';
import { serviceChooser } from './chooser';

export const get = getRecord(serviceChooser, 'service', {
	action: 'Get service',
	description: 'Read one service by name, label, key or URL',
	toolDescription:
		'Get service in Adobe Campaign: reads one service, such as a newsletter, by its name, label or PKey',
});
