import type { Kind } from '../../campaign/kind';
import { FieldTable } from '../../store/fieldTable';
import { timestamp } from '../../store/timestamp';
import { collection, link, readOnly, stamp, text } from '../fields';

/**
 * The events of marketing history: messages (`broadLog`) and changes of subscriptions (`subHisto`). Attributes: Campaign Standard
 * API, 'Interacting with marketing history', and its version of 2019 for `metadata`, which print a message. Inferred: a change of a
 * subscription has the same ones, labels, types and lengths.
 */
export const historyEvent: Kind = {
	path: 'historyEvent',
	label: 'Events',
	document: 'Event',
	schema: 'nms:historyEvent',
	help: 'Events of marketing history',
	endpoints: () => ['profileAndServices', 'profileAndServicesExt'],
	only: 'standard',
	isNested: true,
	isJournal: true,
	readOnly: true,
	fields: new FieldTable([
		text('PKey', 'Main resource ID', 255, readOnly),
		text('category', 'Category', 32, readOnly),
		stamp('date', 'Date', { sortable: true }),
		text('href', 'Address of the event', 255, readOnly),
		text('label', 'Label', 255, readOnly),
		text('metadata', 'Resource', 64, readOnly),
		collection('mirrorPage', 'Mirror page', 'mirrorPage'),
		text('type', 'Type', 32, readOnly),
		link('profile', 'Profile', 'profile', { internal: true, isOwner: true }),
		stamp('created', 'Created', { internal: true }),
		stamp('lastModified', 'Last modified', { internal: true }),
	]),
	filters: () => ({}),
	seed: () => [],
	newValues: () => ({
		category: 'email',
		date: timestamp(),
		label: 'Send via email',
		metadata: 'broadLog',
		type: 'outbound',
	}),
};
