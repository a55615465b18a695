import type { Field } from '../../store/field';
import { FieldTable } from '../../store/fieldTable';
import { collection, flag, link, metadataOnly, readOnly, stamp, text } from '../fields';
import { MESSAGE_TYPES, MODES } from './enumerations';

/**
 * Adobe, Campaign Standard data model, 'Service' (nms:service): names, types and lengths.
 * Inferred: what is read only, what is sortable, and which of the links and collections no record prints.
 */
const STANDARD_FIELDS: readonly Field[] = [
	text('PKey', 'Main resource ID', 255, readOnly),
	flag('builtIn', 'Built-in application object', readOnly),
	stamp('created', 'Created', { sortable: true }),
	text('desc', 'Description', 512),
	{ name: 'end', label: 'End date', type: 'date' },
	text('href', 'Address of the service', 255, readOnly),
	flag('isExternal', 'Is external resource', readOnly),
	flag('isTemplate', 'Template'),
	text('label', 'Label', 128, { sortable: true }),
	stamp('lastModified', 'Last modified', { sortable: true }),
	flag('limitedDuration', 'Limited duration'),
	{ name: 'mainDate', label: 'Date', type: 'date', readOnly: true },
	{
		name: 'messageType',
		label: 'Channel',
		type: 'enumeration',
		resType: 'byte',
		values: MESSAGE_TYPES,
	},
	{ name: 'mode', label: 'Mode', type: 'enumeration', resType: 'byte', values: MODES },
	text('name', 'ID', 64, { sortable: true }),
	text('publicLabel', 'Service label', 128),
	{ name: 'start', label: 'Start date', type: 'date', sortable: true },
	text('subScenarioEventType', 'SubScenarioEventType', 255),
	collection('subscriptions', 'Subscriptions', 'subscription', { backLink: 'service' }),
	text('targetResource', 'Targeting dimension', 255, readOnly),
	link('template', 'Service template', 'service', { shows: ['PKey', 'title'] }),
	text('thumbnail', 'Thumbnail', 255, readOnly),
	text('title', 'Service', 255, readOnly),
	text('unsubScenarioEventType', 'UnsubScenarioEventType', 255),
	// "number" in the data model, a text like "P10D" in every published record. Inferred: the storage type.
	text('validityDuration', 'Validity duration', 32, {
		metadataType: 'number',
		resType: 'timespan',
	}),
	link('orgUnit', 'Organizational unit', 'orgUnitBase', { extOnly: 'always', only: 'standard' }),
	link('geoUnit', 'Geographical unit', 'geoUnitBase', { extOnly: 'always', only: 'standard' }),
	collection('history', 'Subscription history', 'history', metadataOnly),
	link('createdBy', 'Created by', 'userBase', metadataOnly),
	link('modifiedBy', 'Modified by', 'userBase', metadataOnly),
	link('subLandingPage', 'Subscription landing page', 'landingPageSubscriptionBase', metadataOnly),
	link(
		'unsubLandingPage',
		'Unsubscription landing page',
		'landingPageUnsubscriptionBase',
		metadataOnly,
	),
	link('subScenario', 'Subscription confirmation', 'deliveryMCTemplateBase', metadataOnly),
	link('unsubScenario', 'Unsubscription confirmation', 'deliveryMCTemplateBase', metadataOnly),
];

/** The sandbox's own extension of services. */
const CUSTOM_FIELDS: readonly Field[] = [
	text('cusTopic', 'Topic', 100, { extOnly: 'always' }),
	flag('cusVisible', 'Visible on the website', { extOnly: 'always' }),
];

export const SERVICE_FIELDS = new FieldTable([...STANDARD_FIELDS, ...CUSTOM_FIELDS]);

/** Unique among services, and usable in the URL on both endpoints. */
export const NAME = 'name';
