import type { Kind } from '../../campaign/kind';
import { FieldTable } from '../../store/fieldTable';
import { link, readOnly, stamp, text } from '../fields';

/** A signal that a workflow has taken. The API does not show it; a test does, and ends the pause after it by removing it. */
export const signal: Kind = {
	path: 'signal',
	label: 'Signals',
	document: 'Signal',
	schema: 'test:signal',
	help: 'Signals',
	endpoints: () => ['workflow'],
	isNested: true,
	isDescribed: () => false,
	readOnly: true,
	fields: new FieldTable([
		text('PKey', 'Main resource ID', 255, readOnly),
		text('activity', 'Activity', 64, readOnly),
		stamp('created', 'Created'),
		{ name: 'parameters', label: 'Parameters', type: 'item', readOnly: true, isDocument: true },
		text('source', 'Source', 255, readOnly),
		link('workflow', 'Workflow', 'workflow', {
			shows: ['PKey', 'href', 'label', 'name'],
			isOwner: true,
		}),
		stamp('lastModified', 'Last modified', { internal: true }),
		{ name: 'receivedAt', label: 'Received, in milliseconds', type: 'number', internal: true },
	]),
	filters: () => ({}),
	seed: () => [],
	newValues: () => ({ receivedAt: Date.now() }),
};
