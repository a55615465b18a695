import type { RecordKind } from '../../records/kind';
import type { FieldSet } from '../fieldSet';

const NONE = /(?!)/;

/** What profiles subscribe to (Adobe, "Service" data model), with the fields that a field set has. */
export const serviceKind = (fieldSet: FieldSet): RecordKind => ({
	family: fieldSet,
	name: 'service',
	one: 'service',
	many: 'services',
	locator: 'Service',
	simple: [
		'PKey',
		'name',
		'label',
		'desc',
		'messageType',
		'mode',
		'start',
		'end',
		'isTemplate',
		'lastModified',
	],
	// What Adobe's data model shows, but no printed request has ever set.
	computed:
		/^(PKey|acsId|builtIn|created|href|isExternal|isTemplate|lastModified|mainDate|targetResource|thumbnail|title)$/,
	// Adobe, "Managing organizational units". Its other links are those of the screen: template, landing pages, scenarios.
	writableLinks: /^(orgUnit|geoUnit)$/,
	parts: {},
	// A duration is text, such as P10D, in all printed services; the data model calls it a number.
	types: {
		start: 'date',
		end: 'date',
		validityDuration: 'string',
		orgUnit: 'link',
		geoUnit: 'link',
	},
	optOuts: NONE,
});

/** The words for messages and forms, which are the same with every field set. */
export const SERVICE = serviceKind('profileAndServices');

/** A model that new services are made of. A metadata text or a switch: Adobe prints no list with one. */
export const isTemplate = ({ isTemplate: value }: { isTemplate?: unknown }) =>
	String(value) === 'true';
