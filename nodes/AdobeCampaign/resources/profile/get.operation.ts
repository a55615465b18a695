import { getRecord } from '../getRecord';
import { profileChooser } from './chooser';

export const get = getRecord(profileChooser, 'profile', {
	action: 'Get profile',
	description: 'Read one customer profile by e-mail, key or URL',
	toolDescription: 'Get profile in Adobe Campaign: reads one customer profile',
});
