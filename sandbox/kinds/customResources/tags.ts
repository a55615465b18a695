import { text } from '../fields';
import { customResource } from './customResource';

/** A resource with nothing automatic but its number; `CREATED` is a field of its own. */
export const cusTag = customResource({
	path: 'cusTag',
	label: 'Tags',
	isLinked: false,
	title: 4_998,
	fields: [text('tag', 'Tag', 50), text('SENT', 'Sent', 5), text('CREATED', 'Created on', 30)],
	rows: () => [
		{ tag: 'spring', SENT: 'true', CREATED: '2021-05-10' },
		{ tag: 'Spring', SENT: 'false', CREATED: '10.05.2021' },
		{ tag: 'garden', SENT: 'false' },
	],
});
