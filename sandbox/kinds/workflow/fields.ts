import { FieldTable } from '../../store/fieldTable';
import { readOnly, stamp, text } from '../fields';

/**
 * `PKey` and `activities`: Campaign Standard API, 'Triggering a signal activity'; `state`: two clients of live instances (Pixadelic, and
 * a Drupal module of 2024); `nextProcessingDate`: release notes of 2018; `logicalStatus`: data model of campaigns. Inferred: the other ones,
 * which services and profiles have too.
 */
export const WORKFLOW_FIELDS = new FieldTable([
	text('PKey', 'Main resource ID', 255, readOnly),
	{ name: 'activities', label: 'Activities', type: 'item', readOnly: true, isDocument: true },
	stamp('created', 'Created'),
	text('href', 'Address of the workflow', 255, readOnly),
	text('label', 'Label', 128, readOnly),
	stamp('lastModified', 'Last modified'),
	text('logicalStatus', 'Status', 32, readOnly),
	text('name', 'ID', 64, readOnly),
	stamp('nextProcessingDate', 'Next execution'),
	text('state', 'State', 32, readOnly),
	text('title', 'Workflow', 255, readOnly),
	text('lastCommand', 'Last command', 32, { internal: true }),
	{ name: 'transitions', label: 'Transitions', type: 'item', internal: true, isDocument: true },
]);
